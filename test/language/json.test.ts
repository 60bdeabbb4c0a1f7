import fc from "fast-check";
import { parseJson } from "gatewright";
import { describe, expect, it } from "vitest";

describe("JSON in a text", () => {
  it("is what JavaScript reads, where numbers are plain", () => {
    const plain = fc
      .jsonValue({ noUnicodeString: false })
      .filter((value) => !/[0-9]e|\d(?:[.]?\d){15}|-0\b|\b0[.]000000/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, fc.constantFrom(undefined, 2, "\t"), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        fc.pre(!/\p{Surrogate}/u.test(text) && !/\\ud[89a-f]/i.test(text));
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(value));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["null", null],
    ["false", false],
    [' "\\u0041\\ud83d\\ude00" ', "A😀"],
    ["-12.50", -12.5],
    ["0.000001", 0.000001],
    ["999999999999999", 999_999_999_999_999],
    ["0.0", 0],
    ["[]", []],
  ])("%s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each([
    "",
    " ",
    "nul",
    "01",
    "1.",
    "+1",
    "1e3",
    "1E-3",
    "-0",
    "-0.0",
    "0.0000001",
    "1234567890123456",
    "0.1234567890123456",
    "[1,]",
    "[1 2]",
    "[1] 2",
    "1,2",
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":1}',
    '{"a":[{"b":1,"b":2}]}',
    '"\\ud83d"',
    '"\\ude00\\ud83d"',
    '{"\\ud83d":1}',
    '"\t"',
    "'a'",
    "\ufeff1",
    "\u00a01",
    "NaN",
    "[".repeat(100_000),
  ])("is none, or not the same for everybody: %j", (text) => {
    expect(parseJson(text)).toBeUndefined();
  });

  it("has 64 levels at most", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(parseJson(nested(64))).toBeDefined();
    expect(parseJson(nested(65))).toBeUndefined();
    expect(parseJson(nested(100_000))).toBeUndefined();
  });

  it("has no inherited names, and cannot be changed", () => {
    const value = parseJson('{"__proto__": {"a": 1}, "b": [1]}') as { [key: string]: unknown };
    expect(value["constructor"]).toBeUndefined();
    expect(value["a"]).toBeUndefined();
    expect(Object.keys(value)).toEqual(["__proto__", "b"]);
    expect(Object.isFrozen(value["b"])).toBe(true);
  });

  it("keeps what looks like tokens inside of strings", () => {
    const value = { 'a:"b"': ["1e5", '{"a":1,"a":1}', "-0", "\\", '\\"'] };
    expect(parseJson(JSON.stringify(value))).toEqual(value);
  });
});
