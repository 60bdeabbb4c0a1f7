const REF_PART = /^data|\.([A-Za-z_][A-Za-z0-9_]*)|\["((?:[^"\\]|\\.)*)"\]/g;

/**
 * The roots of a bundle with these packages (`data.a.b`, `data.a["b-c"]`), as its manifest has them: `a/b`, `a/b-c`. Sorted,
 * and without those inside others.
 */
export function outermostRoots(packages: readonly string[]): readonly string[] {
  const roots: string[] = [];
  for (const root of packages.map(rootOf).sort()) {
    const last = roots.at(-1);
    if (last === undefined || (root !== last && !root.startsWith(`${last}/`))) roots.push(root);
  }
  return roots;
}

function rootOf(name: string): string {
  const parts = [...name.matchAll(REF_PART)].slice(1);
  const names = parts.map(([, plain, quoted]) => plain ?? (JSON.parse(`"${quoted}"`) as string));
  return names.map(encodeURIComponent).join("/");
}
