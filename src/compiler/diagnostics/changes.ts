// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the examples are source text
import { policyModule } from "./examples.js";
import type { DiagnosticRecord } from "./record.js";

/** GW105x: values that change. */
export const changeRecords: readonly DiagnosticRecord[] = Object.freeze([
  {
    code: "GW1050",
    severity: "error",
    title: "A shared collection that changes",
    message: "The change of `{name}` would be seen by whoever it was given to before",
    help: "Give a copy away, `[...{name}]`, or change it first.",
    why: "In JavaScript, a list that stands in two places is one list: what is pushed to it through one name is seen through the other. Rego's values never change, so that the two would part. A collection may grow for as long as only its own name holds it.",
    bad: policyModule(`const names: string[] = [];
const first = { names };
for (const { name } of object.spec?.containers ?? []) names.push(name);
yield { msg: "names", details: first };`),
    good: policyModule(`const names: string[] = [];
for (const { name } of object.spec?.containers ?? []) names.push(name);
yield { msg: "names", details: { names } };`),
  },
] satisfies readonly DiagnosticRecord[]);
