/** Regular expressions in RE2's words: random ones, on random texts, match the same and find the same groups as JavaScript's. */
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { PatternProblem, parsePattern } from "../../src/compiler/builtins/pattern-parser.js";
import { ambiguity, groupsOf, linewise, writePattern } from "../../src/compiler/builtins/pattern-writer.js";

/** The same numbers on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const characters = [
  "a",
  "b",
  "c",
  "A",
  "-",
  ".",
  "/",
  " ",
  "\t",
  "\n",
  "\r",
  "\v",
  "1",
  "_",
  "é",
  "\u00a0",
  "\u2028",
  "]",
  "{",
];
const atoms = [
  "a",
  "b",
  "c",
  ".",
  "\\d",
  "\\w",
  "\\s",
  "\\S",
  "\\W",
  "[a-c]",
  "[^a]",
  "[\\s\\d]",
  "[^\\s]",
  "[-a]",
  "[^\\n]",
  "\\.",
  "\\/",
  "-",
  "\\u00e9",
  "[\\s\\S]",
  "\\x41",
  "\\t",
  "[\\]\\\\]",
  "\\{",
  "é",
];
const anchors = ["^", "$", "\\b", "\\B"];
const counts = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}"];

function randomPattern(next: (below: number) => number, depth = 0): string {
  const pieces = Array.from({ length: 1 + next(4) }, () => {
    const kind = next(10);
    if (kind === 0) return anchors[next(anchors.length)] as string;
    let piece = atoms[next(atoms.length)] as string;
    if (kind < 4 && depth < 3) piece = `(${["", "?:", ""][next(3)]}${randomPattern(next, depth + 1)})`;
    return next(3) === 0 ? piece + (counts[next(counts.length)] as string) : piece;
  });
  const text = pieces.join("");
  return next(4) === 0 ? `${text}|${atoms[next(atoms.length)]}` : text;
}

function randomText(next: (below: number) => number): string {
  return Array.from({ length: next(7) }, () => characters[next(characters.length)]).join("");
}

describe("patterns", () => {
  it("find the same as JavaScript's", () => {
    const next = numbers(7);
    let compared = 0;
    for (let round = 0; round < 2000; round += 1) {
      const source = randomPattern(next);
      const flags = ["", "i", "s", "u"][next(4)] as string;
      let expression: RegExp;
      try {
        expression = new RegExp(source, flags);
      } catch {
        continue;
      }
      const node = parsePattern(source, flags.includes("u"));
      let text: string;
      try {
        text = writePattern(node, { dotAll: flags.includes("s"), ignoreCase: flags.includes("i") });
      } catch (problem) {
        expect(problem).toBeInstanceOf(PatternProblem);
        continue;
      }
      const re2 = RE2JS.compile(flags.includes("i") ? `(?i)${text}` : text);
      const facts = groupsOf(node);
      for (let sample = 0; sample < 12; sample += 1) {
        const subject = randomText(next);
        const where = `/${source}/${flags} as ${text} on ${JSON.stringify(subject)}`;
        const found = expression.exec(subject);
        const matcher = re2.matcher(subject);
        const finds = matcher.find();
        expect(finds, where).toBe(found !== null);
        compared += 1;
        if (found === null || ambiguity(node) !== undefined) continue;
        expect(matcher.group(0), where).toBe(found[0]);
        expect(matcher.start(), where).toBe(found.index);
        for (const [index, { mayBeAbsent, mayBeEmpty }] of facts.entries()) {
          const part = found[index + 1];
          expect(matcher.group(index + 1) ?? "", where).toBe(part ?? "");
          if (!mayBeAbsent) expect(part, where).toBeDefined();
          if (!mayBeEmpty) expect(part, where).not.toBe("");
        }
      }
    }
    expect(compared).toBeGreaterThan(8000);
  });

  it("match the same lines", () => {
    const next = numbers(11);
    for (const source of ["^a", "b$", "^[a-c]+$", "^a|c$", "^$", "a.c$"]) {
      const expression = new RegExp(source, "m");
      const re2 = RE2JS.compile(
        writePattern(linewise(parsePattern(source, false)), { dotAll: false, ignoreCase: false }),
      );
      for (let sample = 0; sample < 2000; sample += 1) {
        const subject = randomText(next);
        expect(re2.matcher(subject).find(), `/${source}/m on ${JSON.stringify(subject)}`).toBe(
          expression.test(subject),
        );
      }
    }
  });
});
