/**
 * The part of `index.ts` (or of its `.d.ts`) that exports `names`, or `undefined` when it does not export them all.
 *
 * A program that imports a kind through the whole index parses every group and version of Kubernetes, a megabyte. A
 * compiler that knows which names a file imports can give that file this text in its place, as a module beside the
 * index: only the groups that define the names, and those that they use, are then read. The types stay the same ones.
 */
export function narrowIndex(indexText: string, names: Iterable<string>): string | undefined {
  const wanted = new Set(names);
  const lines: string[] = [];
  for (const [, type = "", items = "", from] of indexText.matchAll(/^export (type )?\{([^}]*)\} from "([^"]+)";/gm)) {
    const found = items
      .split(",")
      .map((item) => item.trim())
      .filter((item) => wanted.delete(item.slice(item.lastIndexOf(" ") + 1)));
    if (found.length > 0) lines.push(`export ${type}{ ${found.join(", ")} } from "${from}";\n`);
  }
  return wanted.size === 0 && lines.length > 0 ? lines.join("") : undefined;
}
