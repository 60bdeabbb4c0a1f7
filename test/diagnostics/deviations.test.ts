// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions are source text
/** Every known deviation, shown by running both sides: an entry that is none any more has to go. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { deviations } from "../../src/compiler/deviations.js";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import type { Json } from "../../src/model.js";
import { compileForAll } from "../laws/three-ways.js";

/** An expression over `text`, `others` and `numbers`, and its three answers. */
interface Shown {
  readonly topic: string;
  readonly expression: string;
  readonly text?: string;
  readonly numbers?: readonly number[];
  readonly typescript: Json;
  readonly gatekeeper: Json;
  /** Where it is not Gatekeeper's. */
  readonly wasm?: Json;
}

const shown: readonly Shown[] = [
  { topic: "Length of a text", expression: "text.length", text: "😀", typescript: 2, gatekeeper: 1 },
  { topic: "Positions in a text", expression: 'text.indexOf("x")', text: "😀x", typescript: 2, gatekeeper: 1 },
  { topic: "Positions in a text", expression: "text.slice(2)", text: "😀x", typescript: "x", gatekeeper: "" },
  { topic: "Parts of a text", expression: 'text.split("").length', text: "😀x", typescript: 3, gatekeeper: 2 },
  { topic: "Order of texts", expression: 'text < "\\uffff"', text: "😀", typescript: true, gatekeeper: false },
  {
    topic: "Order of texts",
    expression: '[text, "\\uffff"].toSorted()',
    text: "😀",
    typescript: ["😀", "\uffff"],
    gatekeeper: ["\uffff", "😀"],
  },
  {
    topic: "Half a surrogate pair in data",
    expression: 'text === "\\ufffd"',
    text: "\ud83d",
    typescript: false,
    gatekeeper: true,
  },
  {
    topic: "Invisible characters in `fmt`",
    expression: "fmt([text])",
    text: "a\u00a0b",
    typescript: '["a\\u00a0b"]',
    gatekeeper: '["a\u00a0b"]',
  },
  { topic: "Characters of a pattern", expression: "/^.$/.test(text)", text: "😀", typescript: false, gatekeeper: true },
  {
    topic: "U+0000 in a pattern of the data",
    expression: 'matches(text, "a")',
    text: "^a\u0000b$",
    typescript: false,
    gatekeeper: false,
    wasm: true,
  },
  {
    topic: "Letters of a pattern that ignores case",
    expression: "/k/i.test(text)",
    text: "\u212a",
    typescript: false,
    gatekeeper: true,
  },
  {
    topic: "Letters of a pattern that ignores case",
    expression: "/s/i.test(text)",
    text: "\u017f",
    typescript: false,
    gatekeeper: true,
  },
  { topic: "Lower case", expression: "text.toLowerCase()", text: "ΟΔΟΣ", typescript: "οδος", gatekeeper: "οδοσ" },
  { topic: "Lower case", expression: "text.toLowerCase()", text: "İ", typescript: "i\u0307", gatekeeper: "i" },
  { topic: "Upper case", expression: "text.toUpperCase()", text: "ß", typescript: "SS", gatekeeper: "ß" },
  { topic: "Upper case", expression: "text.toUpperCase()", text: "ﬁ", typescript: "FI", gatekeeper: "ﬁ" },
  { topic: "White space", expression: "text.trim()", text: "\ufeffa", typescript: "a", gatekeeper: "\ufeffa" },
  { topic: "White space", expression: "text.trim()", text: "\u0085a", typescript: "\u0085a", gatekeeper: "a" },
  { topic: "Fractions", expression: "a + b === c", numbers: [0.1, 0.2, 0.3], typescript: false, gatekeeper: true },
  { topic: "Fractions", expression: "a.toFixed(2)", numbers: [1.005], typescript: "1.00", gatekeeper: "1.01" },
  {
    topic: "Digits of a quotient",
    expression: "`${a / 7}`",
    numbers: [4],
    typescript: "0.5714285714285714",
    gatekeeper: "0.57142857142857142856",
    wasm: "0.571428571428571429",
  },
  {
    topic: "Digits of a number in a text",
    expression: "Number(text) === 0.3",
    text: "0.30000000000000001",
    typescript: true,
    gatekeeper: false,
  },
  {
    topic: "Whole numbers beyond 2^53",
    expression: "`${a + 1}`",
    numbers: [9007199254740992],
    typescript: "9007199254740992",
    gatekeeper: "9007199254740993",
  },
  {
    topic: "Numbers beyond 1.8e308",
    expression: "a * a === a * a * 2",
    numbers: [1e300],
    typescript: true,
    gatekeeper: false,
  },
];

const folder = mkdtempSync(join(tmpdir(), "gatewright-deviations-"));
const source = (expression: string, at: number) => `import { fmt, matches, policy, type Review } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

interface Parameters {
  numbers: number[];
}

export default policy({
  kind: "Deviation${at}",
  title: "A deviation",
  description: "Shows one.",
  *violations({ object, parameters }: Review<ConfigMap, Parameters>) {
    const text = object.data?.["text"] ?? "";
    const [a = 0, b = 0, c = 0] = parameters.numbers;
    yield { msg: "answer", details: { answer: ${expression}, used: [text.length, a, b, c].length } };
  },
});
`;

const paths = shown.map(({ expression }, at) => {
  const path = join(folder, `deviation-${at}.ts`);
  writeFileSync(path, source(expression, at));
  return path;
});

describe("the deviations", async () => {
  const compiled = await compileForAll(paths);
  afterAll(async () => {
    await compiled.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("compile", () => expect(compiled.diagnostics).toEqual([]));

  it("are all shown, and nothing else is", () => {
    expect([...new Set(shown.map(({ topic }) => topic))]).toEqual(deviations.map(({ topic }) => topic));
  });

  for (const [at, one] of shown.entries()) {
    it(`${one.topic}: ${one.expression}`, async () => {
      const { default: policy } = (await import(paths[at] as string)) as { default: AnyPolicy };
      const { native, wasm, gatekeeper } = await compiled.ask(policy, {
        id: one.topic,
        parameters: { numbers: one.numbers ?? [] },
        object: {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "a" },
          data: { text: one.text ?? "" },
        },
      });
      const answers = [native, wasm, gatekeeper].map(
        ([violation]) => (violation?.details as { readonly answer: Json } | undefined)?.answer,
      );
      expect(answers).toEqual([one.typescript, one.wasm ?? one.gatekeeper, one.gatekeeper]);
      expect([one.gatekeeper, one.wasm ?? one.gatekeeper]).not.toEqual([one.typescript, one.typescript]);
    });
  }
});
