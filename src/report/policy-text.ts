/** What the pages about policies have in common. */

/** The paragraphs of a doc comment, each in a line, but for its lists. */
export function paragraphs(comment: string): readonly string[] {
  return comment
    .split(/\n\s*\n/)
    .map((text) => text.trim().replaceAll(/\n(?!\s*- )/g, " "))
    .filter((text) => text !== "");
}

/** A link from `docs/policies` to a fixture of a policy. */
export function fixtureLink(name: string, file: string): string {
  const base = file.slice(file.lastIndexOf("/") + 1);
  return `[${base.replace(/\.\w+$/, "")}](../../stdlib/${name}/fixtures/${base})`;
}
