import type { HostBuiltin } from "./table.js";

/**
 * `object.subset`. Sets reach a host as arrays, and OPA compares the two differently: where the answer depends on which
 * it was, there is none, and the evaluation ends with an error instead of a guess.
 */
export const objectSubset: HostBuiltin = (superset, subset) => {
  if (isObject(superset) && isObject(subset)) return objectContains(superset, subset);
  if (!Array.isArray(superset) || !Array.isArray(subset)) return undefined;
  return agreed([hasRun(superset, subset), hasAll(superset, subset), hasAllCounting(superset, subset)]);
};

type JsonObject = { readonly [key: string]: unknown };

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectContains(superset: JsonObject, subset: JsonObject): boolean {
  return Object.keys(subset).every((key) => Object.hasOwn(superset, key) && contains(superset[key], subset[key]));
}

function contains(superset: unknown, subset: unknown): boolean {
  if (isEqual(superset, subset)) return true;
  if (isObject(superset) && isObject(subset)) return objectContains(superset, subset);
  if (!Array.isArray(superset) || !Array.isArray(subset)) return false;
  return agreed([hasRun(superset, subset), hasAll(superset, subset)]);
}

function agreed(readings: readonly boolean[]): boolean {
  const [first] = readings;
  if (readings.some((reading) => reading !== first)) {
    throw new Error(
      "object.subset compares arrays or sets, which policy.wasm cannot tell apart, and the answer depends on it",
    );
  }
  return first as boolean;
}

/** Both are arrays: the one occurs in the other as it stands. */
function hasRun(list: readonly unknown[], run: readonly unknown[]): boolean {
  for (let start = 0; start + run.length <= list.length; start++) {
    if (run.every((item, index) => isEqual(item, list[start + index]))) return true;
  }
  return false;
}

/** Both are sets. */
function hasAll(list: readonly unknown[], items: readonly unknown[]): boolean {
  return items.every((item) => list.some((other) => isEqual(item, other)));
}

/** An array and a set: OPA counts the array's items that the set has, repeated ones too, and has none in an empty array. */
function hasAllCounting(list: readonly unknown[], items: readonly unknown[]): boolean {
  const found = list.filter((other) => items.some((item) => isEqual(item, other)));
  return list.length > 0 && found.length >= items.length;
}

function isEqual(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    const isSameSize = keys.length === Object.keys(right).length;
    return isSameSize && keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]));
  }
  return left === right;
}
