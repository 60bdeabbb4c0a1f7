import type { Json, Violation } from "../model.js";
import { shapeOf } from "./data.js";
import { MAXIMUM_DEPTH } from "./frozen-copy.js";
import { compareStrings, sortedEntries, sortedSet } from "./order.js";

/**
 * What a policy yielded, as Gatekeeper reports it: absent details are `{}`, undefined properties are absent, Sets are sorted arrays.
 * Throws a TypeError for what Gatekeeper could not report: a msg that is not a string, details that are not JSON.
 */
export function toViolation(output: unknown): Violation {
  if (typeof output === "string") return { msg: output, details: {} };
  if (typeof output !== "object" || output === null) {
    throw new TypeError(`it yielded ${String(output)}; yield a string, or { msg, details }`);
  }
  const { msg, details } = output as { readonly msg?: unknown; readonly details?: unknown };
  if (typeof msg !== "string") throw new TypeError(`it yielded a msg that is ${named(msg)}; a msg is a string`);
  return { msg, details: details === undefined ? {} : toJson(details, "details", 0) };
}

/** Equal violations are one. Sorted by msg, then by canonical JSON of details; strings by code point. */
export function asSet(violations: readonly Violation[]): readonly Violation[] {
  const keyed = violations.map((violation) => ({ violation, key: canonicalJson(violation.details) }));
  return keyed
    .toSorted((a, b) => compareStrings(a.violation.msg, b.violation.msg) || compareStrings(a.key, b.key))
    .filter(({ violation, key }, at, sorted) => {
      const before = sorted[at - 1];
      return before === undefined || before.violation.msg !== violation.msg || before.key !== key;
    })
    .map(({ violation }) => violation);
}

/** JSON with the keys of objects sorted by code point and no white space: equal values have equal text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value === 0 ? 0 : value);
  const entries = sortedEntries(Object.entries(value)) as readonly (readonly [string, Json])[];
  return `{${entries.map(([key, property]) => `${JSON.stringify(key)}:${canonicalJson(property)}`).join(",")}}`;
}

function toJson(value: unknown, path: string, depth: number): Json {
  if (depth >= MAXIMUM_DEPTH) throw new RangeError(`its details are more than ${MAXIMUM_DEPTH} levels deep`);
  const shape = shapeAt(value, path);
  switch (shape.type) {
    case "null":
      return null;
    case "boolean":
    case "number":
    case "string":
      return shape.value;
    case "array":
      return shape.items.map((item, at) => toJson(item, `${path}[${at}]`, depth + 1));
    case "set":
      return sortedSet(shape.items).map((item, at) => toJson(item, `${path}[${at}]`, depth + 1));
    case "object":
      // fromEntries defines properties, so that `__proto__` is a key as any other.
      return Object.fromEntries(
        shape.entries.map(([key, property]) => [key, toJson(property, `${path}.${key}`, depth + 1)]),
      );
    default:
      return shape satisfies never;
  }
}

function shapeAt(value: unknown, path: string): ReturnType<typeof shapeOf> {
  try {
    return shapeOf(value);
  } catch (error) {
    throw new TypeError(`${path} cannot be reported: ${(error as Error).message}`, { cause: error });
  }
}

function named(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}
