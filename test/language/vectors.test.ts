import { readFileSync } from "node:fs";
import { equals, fmt, matches } from "gatewright";
import { describe, expect, test } from "vitest";
import type { Data } from "../../src/language/data.js";
import { toViolation } from "../../src/language/violations.js";

interface Vector {
  readonly args: readonly unknown[];
  /** What OPA answered; null when the call was undefined. */
  readonly result: unknown;
}

const vectors: { readonly [name: string]: readonly Vector[] } = JSON.parse(
  readFileSync(new URL("vectors/vectors.json", import.meta.url), "utf8"),
);

const FUNCTIONS: { readonly [name: string]: (...args: readonly Data[]) => unknown } = {
  fmt: (value) => fmt(value as Data),
  equals: (left, right) => equals(left as Data, right as Data),
  matches: (pattern, text) => matches(pattern as string, text as string),
  sets: (details) => toViolation({ msg: "", details }).details,
};

describe.each(Object.entries(FUNCTIONS))("%s answers as OPA does", (name, run) => {
  test.each(vectors[name]?.map((vector) => [JSON.stringify(vector.args), vector] as const) ?? [])("%s", (_, vector) => {
    const undefinedAs = name === "matches" ? false : undefined;
    expect(run(...vector.args.map(decode))).toEqual(vector.result ?? (name === "sets" ? null : undefinedAs));
  });
});

test("fmt writes numbers as JavaScript does, where Gatekeeper's OPA would depend on where they come from", () => {
  expect(fmt([1e6, 1000690000, 2 ** 53, 1e20, 1e21, 1.5, 1e-7, -0])).toBe(
    "[1000000, 1000690000, 9007199254740992, 100000000000000000000, 1e+21, 1.5, 1e-7, 0]",
  );
});

test("fmt and equals take a property that is undefined as absent", () => {
  expect(fmt({ a: undefined, b: 1 })).toBe('{"b": 1}');
  expect(equals({ a: undefined }, {})).toBe(true);
});

test("what is not data is an error", () => {
  for (const value of [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    [undefined],
    new Array(1),
    () => 1,
    new Date(0),
    new Map(),
    1n,
  ]) {
    expect(() => fmt(value as Data)).toThrow(TypeError);
    expect(() => equals(value as Data, value as Data)).toThrow(TypeError);
  }
});

/** `{"$set": […]}` is a set. */
function decode(value: unknown): Data {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value as Data;
  if ("$set" in value) return new Set((value.$set as readonly unknown[]).map(decode));
  return Object.fromEntries(Object.entries(value).map(([key, property]) => [key, decode(property)]));
}
