// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

/** GW1062 and on: what regular expressions find. */
export const patternRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW1062",
    severity: "error",
    title: "A match out of sight of its pattern",
    message: "`{text}` is a part of a match whose pattern is not in sight",
    help: "Read the groups where `match` or `exec` is called: `const [, name] = pattern.exec(text) ?? [];`.",
    why: "A group that took no part in a match is undefined in JavaScript and an empty text in OPA. Which of the two an empty text was follows from the pattern, so that the compiler has to see which one it was when a group is read.",
    bad: policyModule(
      `const found = parts(object.metadata?.name ?? "");
if (found !== null && found[1] === undefined) yield "the name has no prefix";`,
      {
        before: `function parts(name: string) {
  return /^(?:([a-z]+)-)?[a-z]+$/.exec(name);
}`,
      },
    ),
    good: policyModule(
      `const found = /^(?:([a-z]+)-)?[a-z]+$/.exec(object.metadata?.name ?? "");
if (found !== null && found[1] === undefined) yield "the name has no prefix";`,
    ),
  },
  {
    code: "GW1063",
    severity: "error",
    title: "A group that may be empty or absent",
    message: "`{text}` is a group that may match nothing, and may take no part at all",
    help: "Let the group match one character at least: `(…+)` for `(…*)`.",
    why: "A group that took no part in a match is undefined in JavaScript, and one that matched nothing is an empty text. OPA answers an empty text for both.",
    bad: policyModule(`const found = /^(?:([a-z]*)-|x)/.exec(object.metadata?.name ?? "");
if (found !== null && found[1] === undefined) yield "the name has no prefix";`),
    good: policyModule(`const found = /^(?:([a-z]+)-|x)/.exec(object.metadata?.name ?? "");
if (found !== null && found[1] === undefined) yield "the name has no prefix";`),
  },
] satisfies readonly DiagnosticRecord[]);
