import type { TextEdit } from "../model.js";

/**
 * A text with edits made in it, from the last to the first. Edits come in groups that are made as a whole: a group that overlaps an
 * earlier one is left for another time. Everything outside of the edits stays as it is, line breaks included.
 */
export function applyEdits(
  text: string,
  groups: readonly (readonly TextEdit[])[],
): { readonly text: string; readonly made: number } {
  const starts = lineStarts(text);
  const positionOf = (line: number, column: number) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  const accepted: Change[] = [];
  let made = 0;
  for (const group of groups) {
    const changes = group.map(({ span, text: to }) => ({
      from: positionOf(span.line, span.column),
      to: positionOf(span.endLine, span.endColumn),
      text: to,
    }));
    if (changes.some((change) => accepted.some((other) => overlaps(change, other)))) continue;
    accepted.push(...changes);
    made += 1;
  }
  const result = accepted
    .toSorted((left, right) => right.from - left.from)
    .reduce((current, { from, to, text: by }) => current.slice(0, from) + by + current.slice(to), text);
  return { text: result, made };
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Two insertions in one place overlap as well: nothing says which comes first. */
function overlaps(one: Change, other: Change): boolean {
  return one.from === other.from || (one.from < other.to && other.from < one.to);
}

/** Where lines begin, as TypeScript counts them. */
function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(({ index, 0: line }) => index + line.length)];
}
