// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

const budget = 'const budget = Number(object.metadata?.annotations?.["budget"] ?? "");';

/** GW106x: numbers that Rego does not have. */
export const numberRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW1060",
    severity: "error",
    title: "NaN that is kept",
    message: "`{text}` may be NaN here, which neither JSON nor Rego has",
    help: "Ask first, `if (Number.isNaN(n)) …`, or give it a value with `Number.isNaN(n) ? 0 : n`.",
    why: "A text that is no number is NaN in JavaScript: a number that compares with nothing, not even with itself. Rego has no such value; where a number is compared, calculated with or printed, the compiler says the same in other words. In a list or in an object there would have to be something in its place.",
    bad: policyModule(`${budget}
const limits = [budget, 10];
if (limits.includes(5)) yield "the limit is five";`),
    good: policyModule(`${budget}
const limits = [Number.isNaN(budget) ? 0 : budget, 10];
if (limits.includes(5)) yield "the limit is five";`),
  },
  {
    code: "GW1061",
    severity: "error",
    title: "NaN or undefined",
    message: "`{text}` may be undefined and may be NaN, which are one and the same in Rego",
    help: "Turn NaN into undefined where the number is made: `Number.isNaN(n) ? undefined : n`.",
    why: "Rego has one way of not having a value. A function that answers undefined for an absent text and NaN for one that is no number would say the same for both, and its caller could not tell them apart as TypeScript can.",
    bad: policyModule(
      `const budget = numberIn(object.metadata?.annotations?.["budget"]);
if (budget !== undefined && !(budget > 0)) yield "the budget is nothing";`,
      {
        before: `function numberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}`,
      },
    ),
    good: policyModule(
      `const budget = numberIn(object.metadata?.annotations?.["budget"]);
if (budget !== undefined && !(budget > 0)) yield "the budget is nothing";`,
      {
        before: `function numberIn(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}`,
      },
    ),
  },
] satisfies readonly DiagnosticRecord[]);
