/**
 * Whether a glob matches all of a text: `*` stands for any run of characters, `?` for any one, and everything else for itself.
 * Without separators, `matchesGlob("registry.example.com/*", image)` reaches across slashes.
 *
 * @param separators Characters that `*` and `?` do not stand for. `**` stands for them too:
 *   `matchesGlob("*.example.com", host, ".")` takes one label, `matchesGlob("**.example.com", host, ".")` any number.
 */
export function matchesGlob(pattern: string, text: string, separators = ""): boolean {
  const tokens = pattern.match(/\*+|[^*]/gsu) ?? [];
  const characters = [...text];
  const bars = new Set(separators);
  // Where to go on when a run was too short: one for `**`, and one for the last `*` after it.
  let far: Retry | undefined;
  let near: Retry | undefined;
  let at = 0;
  let next = 0;
  for (;;) {
    const token = tokens[at];
    if (token === undefined && next === characters.length) return true;
    if (token?.startsWith("*")) {
      at += 1;
      near = { at, next };
      if (token !== "*") {
        far = near;
        near = undefined;
      }
      continue;
    }
    const character = characters[next];
    if (character !== undefined && (token === character || (token === "?" && !bars.has(character)))) {
      at += 1;
      next += 1;
      continue;
    }
    const skipped = near === undefined ? undefined : characters[near.next];
    if (near !== undefined && skipped !== undefined && !bars.has(skipped)) near = { ...near, next: near.next + 1 };
    else if (far !== undefined && far.next < characters.length) {
      far = { ...far, next: far.next + 1 };
      near = undefined;
    } else return false;
    ({ at, next } = near ?? (far as Retry));
  }
}

/** The token after a run, and the character that it is tried on. */
interface Retry {
  readonly at: number;
  readonly next: number;
}
