/** What texts of YAML say, against OPA's own reader, which is Kubernetes', and the `yaml` package. */
import fc from "fast-check";
import { type Json, parseYaml } from "gatewright";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openEngine } from "../../src/opa/index.js";
import { values } from "../laws/imported/yaml/values.js";

const RUNS = 24_000;

/** What OPA's `yaml.unmarshal` makes of texts: a list of one value, or of none for an error. */
async function asOpaReads(texts: readonly string[]): Promise<readonly (readonly Json[])[]> {
  const engine = await openEngine();
  try {
    const modules = {
      "readers.rego": "package readers\n\nanswers := [[value | value := yaml.unmarshal(text)] | some text in input]\n",
    };
    const answers = await engine.evaluate({ modules, query: "data.readers.answers", input: [...texts] });
    return answers as readonly (readonly Json[])[];
  } finally {
    await engine.close();
  }
}

function asTheYamlPackageReads(text: string): readonly Json[] {
  try {
    return [parse(text, { logLevel: "silent" }) as Json];
  } catch {
    return [];
  }
}

describe("YAML in a text", () => {
  it("is what all readers take it for, where it is anything", async () => {
    const texts = [...new Set(fc.sample(values, { numRuns: RUNS, seed: 1 }))];
    const read = texts.flatMap((text) => {
      const value = parseYaml(text);
      return value === undefined ? [] : [{ text, value }];
    });
    // Neither a generator of nonsense nor a reader of nothing.
    expect(read.length).toBeGreaterThan(RUNS / 6);
    expect(read.filter(({ value }) => typeof value === "object" && value !== null).length).toBeGreaterThan(RUNS / 8);
    const theirs = await asOpaReads(read.map(({ text }) => text));
    for (const [index, { text, value }] of read.entries()) {
      expect(theirs[index], `OPA: ${JSON.stringify(text)}`).toEqual([value]);
      expect(asTheYamlPackageReads(text), `yaml: ${JSON.stringify(text)}`).toEqual([value]);
    }
  }, 300_000);

  it.each<[string, Json]>([
    ["", null],
    ["# none\n", null],
    ["---\n", null],
    ["hello", "hello"],
    ["[a, 1, 'b c', \"d\", ~]", ["a", 1, "b c", "d", null]],
    ["a: {b: 1, c: [x, {d: []}]}", { a: { b: 1, c: ["x", { d: [] }] } }],
    ["a:\n- b\n- c: 1\n  d:\n\n  # so\n  - e # f\ng: h#i", { a: ["b", { c: 1, d: ["e"] }], g: "h#i" }],
    ["- - a\n  - b\n-\n  c: d\n-\n", [["a", "b"], { c: "d" }, null]],
    ["  a: :8080\n  b: --flag=1\n", { a: ":8080", b: "--flag=1" }],
    ['"a b" : 10.0.0.1\r\n\'on\': "on"\r\n', { "a b": "10.0.0.1", on: "on" }],
    ['a: |\n  x\n\n   # y\n  "\\\n\n# z\nb: |-\n  x\n', { a: 'x\n\n # y\n"\\\n', b: "x" }],
    ["a: >\n  x\n  y\n\n  z\nb: >-\n  x\n", { a: "x y\nz\n", b: "x" }],
    [
      'expr: up{job="x"} == 0\nre: ([^:]+)(?::\\d+)?;(\\d+)',
      { expr: 'up{job="x"} == 0', re: "([^:]+)(?::\\d+)?;(\\d+)" },
    ],
  ])("%j", (text, value) => {
    expect(parseYaml(text)).toEqual(value);
  });

  it.each([
    ...[
      "yes",
      "No",
      "on",
      "OFF",
      "y",
      "True",
      "NULL",
      "1e3",
      "014",
      "0x1F",
      "+1",
      "1_000",
      "-0",
      ".5",
      "1:30",
      ".inf",
      "=",
    ],
    ...[
      "2026-11-22",
      "123456789.5",
      "1234567890123456",
      "0.0000001",
      "&a b",
      "*a",
      "!t b",
      "@a",
      "%a",
      "`a`",
      "b: c",
      "- b",
    ],
    ...[
      '"\\x41"',
      '"\\/"',
      '"\\ud83d"',
      '"a',
      "'a",
      "[a",
      "[a,]",
      "{a}",
      "{a:1}",
      "[yes]",
      "|",
      "|+\n  b",
      "|2\n  b",
      "\tb",
    ],
    ...[
      "b\n  c",
      "b\n  c: d",
      "\n  b: c\n d: e",
      "\n  - b\n  c: d",
      '"b\n  c"',
      "[b,\n  c]",
      "b\na: c",
      "b\n---\nc: d",
      "b\n...",
    ],
    ...[
      "|\n  b",
      "|\n# c\n  b\n",
      "|\n  b\n # c\n  d\n",
      "b\u0085",
      "b\ufeff",
      "b\u2028",
      "b\u0000",
      "b\rc",
      "b\ud83d",
    ],
  ])("nothing of a: %j", (text) => {
    expect(parseYaml(`a: ${text}`)).toBeUndefined();
  });

  it.each([
    "1: a",
    "true: a",
    "~: a",
    "yes: a",
    "<<: a",
    "? a",
    "[a]: b",
    "-a: b",
    ": a",
    "a",
    "a: 1\nA",
    '"a": 1\na: 2',
  ])("nothing of %j as a whole block", (text) => {
    expect(parseYaml(`z:\n  ${text.replaceAll("\n", "\n  ")}\n`)).toBeUndefined();
  });

  it("has limits", () => {
    const nested = (levels: number) =>
      Array.from({ length: levels }, (_, level) => `${" ".repeat(level)}a:\n`).join("");
    expect(parseYaml(nested(32))).toBeDefined();
    expect(parseYaml(nested(33))).toBeUndefined();
    expect(parseYaml(`a: ${"x".repeat(32_765)}`)).toBeDefined();
    expect(parseYaml(`a: ${"😀".repeat(32_765)}`)).toBeDefined();
    expect(parseYaml(`a: ${"x".repeat(32_766)}`)).toBeUndefined();
    expect(parseYaml(`${"k".repeat(1000)}: a`)).toBeDefined();
    expect(parseYaml(`${"k".repeat(1001)}: a`)).toBeUndefined();
  });

  it("takes no longer for texts that are made to take long", () => {
    const hostile = [
      "a: 1\n",
      "-\n",
      "[",
      "[a], ",
      "\n",
      "#\n",
      "- ",
      "a ",
      ": ",
      "'",
      '"\\',
      "  x\n",
      "a: |\n",
      "1_",
      "1:",
    ];
    for (const part of hostile) {
      const text = part.repeat(32_000 / part.length);
      for (const start of ["", "a: ", "a: |\n  x\n", "- '"]) {
        const begun = performance.now();
        parseYaml(`${start}${text}`);
        expect(performance.now() - begun, JSON.stringify([start, part])).toBeLessThan(2000);
      }
    }
  });
});
