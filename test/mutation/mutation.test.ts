/** The tool behind `npm run mutate`, on a policy whose fixtures know no name of exactly the longest length. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { type Mutant, mutate } from "./mutate.js";
import { mutationsOf } from "./mutations.js";
import { type Explanation, mutationReport, reportText } from "./report.js";
import { wellTyped } from "./well-typed.js";

const root = fileURLToPath(new URL("../..", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/\/$/, "");
const sample = "test/mutation/sample";
const results = mutate([`${root}/${sample}/policy.ts`], root);
const shown = ({ line, from, to }: Mutant) => `${line}: ${from} → ${to}`;

test("kills what the fixtures notice, and tells what they do not, with its place", () => {
  const [limits, policy] = results;
  expect(results.map(({ file }) => file)).toEqual([`${sample}/limits.ts`, `${sample}/policy.ts`]);
  expect(limits?.killed).toBe(0);
  expect(limits?.survivors.map(shown)).toEqual(["2: 10 → 11"]);
  expect(policy?.survivors.map(shown)).toEqual(['12: "" → "?"', "13: > → >="]);
  // Two conditions twice, their three parts, two yields and two ends of a text.
  expect(policy?.killed).toBe(11);
});

test("leaves out what does not type-check", () => {
  const path = `${root}/${sample}/limits.ts`;
  const variants = ["export const longest: number = 11;", 'export const longest: number = "11";', "export const ("];
  expect(
    wellTyped(
      variants.map((text) => ({ path, text })),
      root,
    ).map(({ text }) => text),
  ).toEqual([variants[0]]);
});

test.each([
  ["if (a) yield b;", ["a → true", "a → false", "yield b; → ;"]],
  ["return a ? b : c;", ["a → true", "a → false"]],
  ["x = a && !b;", ["a && !b → a", "a && !b → !b", "a && !b → (a) || (!b)", "!b → b"]],
  ["x = a ?? [];", ["a ?? [] → []", "a ?? [] → a"]],
  ["x = a < 1;", ["< → <=", "< → >=", "1 → 2"]],
  ["x = [a, b];", ["[a, b] → [b]", "[a, b] → [a]"]],
  ["x = { ...a, b };", ["{ ...a, b } → { b }"]],
  ["x = a.some((b) => b.c);", ["b.c → true", "b.c → false", "some → every"]],
  ["x = a.filter(b).toSorted();", ["a.filter(b).toSorted() → a.filter(b)", "a.filter(b) → a"]],
  ["for (const b of a) { if (b) continue; }", ["a → (a).slice(0, 1)", "b → true", "b → false", "continue; → break;"]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of a program
  ["x = `a ${b} c`;", ["`a ${ → `${", "} c` → }`"]],
  ['x = { "a": "b" };', ['"b" → ""']],
  ['x = policy({ title: "a", *violations() { yield "b"; } });', ['yield "b"; → ;', '"b" → ""']],
  ['interface A { b: "c" }', []],
])("makes of %s", (text, expected) => {
  const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ES2023, true);
  const found = mutationsOf(file).map(({ start, end, replacement }) => `${text.slice(start, end)} → ${replacement}`);
  expect(found).toEqual(expected);
});

test("refuses fixtures that fail without any mistake", () => {
  const wrong = `${root}/test/mutation/wrong/policy.ts`;
  expect(() => mutate([wrong], root)).toThrow(`${wrong} fails as it is: denied-named.yaml: no violation`);
});

const survivors = results.flatMap((one) => one.survivors);
const explained = survivors.map(({ file, source, from, to }): Explanation => ({ file, source, from, to, reason: "…" }));

test("is content where the target is reached and every survivor is explained", () => {
  const report = mutationReport(results, explained, 50);
  expect(report).toMatchObject({ ok: true, survivors: [], stale: [] });
  expect(report.total).toMatchObject({ explained: 3, mutants: report.total.killed + 3 });
});

test("is not content with a missed target, a survivor that is not explained, or an explanation of none", () => {
  const missed = mutationReport(results, explained, 99);
  expect(missed.ok).toBe(false);
  expect(reportText(missed)).toContain("The target of 99 % is missed.");

  const open = mutationReport(results, explained.slice(1), 50);
  expect(open).toMatchObject({ ok: false, survivors: [{ line: 2, from: "10" }] });
  expect(reportText(open)).toContain(`${sample}/limits.ts:2:24 10 is another number, and no fixture fails`);

  const stale: Explanation = { file: `${sample}/policy.ts`, source: "gone", from: "a", to: "b", reason: "…" };
  const outdated = mutationReport(results, [...explained, stale], 50);
  expect(outdated).toMatchObject({ ok: false, survivors: [], stale: [stale] });
  expect(reportText(outdated)).toContain("no survivor any more");
});

test("each explanation is of a line that is there, and says why", () => {
  const all = JSON.parse(readFileSync(new URL("explained.json", import.meta.url), "utf8")) as readonly Explanation[];
  expect(all.length).toBeGreaterThan(0);
  for (const { file, source, reason } of all) {
    expect(readFileSync(`${root}/${file}`, "utf8"), file).toContain(source);
    expect(reason.length, file).toBeGreaterThan(30);
  }
});
