import { type Shape, shapeOf } from "./data.js";

/** Rego's order of types. */
const RANK: Record<Shape["type"], number> = { null: 0, boolean: 1, number: 2, string: 3, array: 4, object: 5, set: 6 };

/**
 * Rego's order of values, which is that of OPA's `sort`, of sets that are written out and of `==`: types first, then numbers by
 * size, strings by code point, arrays and sets element by element, objects key by key in order. 0 when they are equal.
 */
export function compareData(left: unknown, right: unknown): number {
  const a = shapeOf(left);
  const b = shapeOf(right);
  switch (a.type) {
    case "boolean":
    case "number":
      return a.type === b.type ? Number(a.value) - Number(b.value) : byRank(a, b);
    case "string":
      return a.type === b.type ? compareStrings(a.value, b.value) : byRank(a, b);
    case "array":
      return a.type === b.type ? compareLists(a.items, b.items) : byRank(a, b);
    case "set":
      return a.type === b.type ? compareLists(sortedSet(a.items), sortedSet(b.items)) : byRank(a, b);
    case "object":
      return a.type === b.type ? compareLists(sortedEntries(a.entries), sortedEntries(b.entries)) : byRank(a, b);
    case "null":
      return byRank(a, b);
    default:
      return a satisfies never;
  }
}

/**
 * By code point, as Go compares strings. JavaScript's `<` compares UTF-16 units, which puts U+FFFF after U+10000.
 */
export function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a === b) continue;
    // Half a pair stands for a code point beyond all units that are none.
    const paired = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
    if (paired(a) !== paired(b)) return paired(a) ? 1 : -1;
    return a - b;
  }
  return left.length - right.length;
}

/** The elements of a set, each once, in Rego's order. */
export function sortedSet(items: readonly unknown[]): readonly unknown[] {
  return items.toSorted(compareData).filter((item, at, sorted) => at === 0 || compareData(sorted[at - 1], item) !== 0);
}

/** The entries of an object in the order of their keys. */
export function sortedEntries(
  entries: readonly (readonly [string, unknown])[],
): readonly (readonly [string, unknown])[] {
  return entries.toSorted(([left], [right]) => compareStrings(left, right));
}

function compareLists(left: readonly unknown[], right: readonly unknown[]): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const order = compareData(left[at], right[at]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function byRank(left: Shape, right: Shape): number {
  return RANK[left.type] - RANK[right.type];
}
