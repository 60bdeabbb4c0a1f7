import type { Bug } from "./bugs.js";

/**
 * The source of a file with a bug in it.
 *
 * @throws Error when what the bug replaces is not there, or is there more than once
 */
export function planted(source: string, { name, file, find, replace }: Bug): string {
  const found = source.split(find).length - 1;
  if (found !== 1)
    throw new Error(
      `The seeded bug ${name} has to find its text once in src/compiler/${file}, and finds it ${found} times. Write it anew in test/seeded-bugs/bugs.ts.`,
    );
  const at = source.indexOf(find);
  return source.slice(0, at) + replace + source.slice(at + find.length);
}
