/** Names that ask whether they have anything yet: `if (text !== "") text += ", "`. */
import { keyOf } from "../ir/inspect.js";
import type { Body, Step, Term, Variable } from "../ir/nodes.js";
import { never, test } from "../ir/steps.js";
import { choose, isNever, unnamed } from "../ir/terms.js";
import { type Before, isBefore, isFree } from "./folds.js";

/** What is known of whether the value is empty: a flag that tells it, or that it is. */
export type Emptiness = { readonly flag: Variable } | "empty";

/**
 * A value after a pass, with another question in the place of the one whether the value before it is empty. Undefined where the value
 * is asked for anything else.
 */
export function withEmptiness(term: Term, before: Before, known: Emptiness): Term | undefined {
  if (isBefore(term, before) || isFree(term, before)) return term;
  const target = unnamed(term);
  const inner = (next: Term) => withEmptiness(next, before, known);
  if (target.kind === "choose") {
    const cases = target.cases.map(({ when, answer }) => ({ when: asked(when, before, known), answer: inner(answer) }));
    const otherwise = target.otherwise === undefined ? undefined : inner(target.otherwise);
    if (cases.some(({ when, answer }) => when === undefined || answer === undefined)) return undefined;
    if (target.otherwise !== undefined && otherwise === undefined) return undefined;
    return choose(cases as readonly { when: Body; answer: Term }[], otherwise);
  }
  if (target.kind === "array") {
    const items = target.items.map(inner);
    return items.some((item) => item === undefined) ? undefined : { ...target, items: items as readonly Term[] };
  }
  if (target.kind !== "call") return undefined;
  const args = target.args.map(inner);
  return args.some((arg) => arg === undefined) ? undefined : { ...target, args: args as readonly Term[] };
}

function asked(when: Body, before: Before, known: Emptiness): Body | undefined {
  const result: Step[] = [];
  for (const step of when) {
    if (isFree([step], before)) result.push(step);
    else {
      const wantsEmpty = asksEmpty(step, before);
      if (wantsEmpty === undefined) return undefined;
      if (known === "empty") {
        if (!wantsEmpty) return never;
      } else if (wantsEmpty) result.push({ kind: "not", body: test(known.flag) });
      else result.push(...test(known.flag));
    }
  }
  return isNever(result) ? never : result;
}

/** True for the question whether the value is empty, false for the opposite one. */
function asksEmpty(step: Step, before: Before): boolean | undefined {
  if (step.kind === "not" && step.body.length === 1) {
    const inner = asksEmpty(step.body[0] as Step, before);
    return inner === undefined ? undefined : !inner;
  }
  if (step.kind !== "test" || step.term.kind !== "call") return undefined;
  const { operation } = step.term;
  const [left, right] = step.term.args as [Term, Term];
  const isText = isBefore(left, before) && keyOf(right) === keyOf({ kind: "constant", value: "" });
  const count = unnamed(left);
  const isCount =
    count.kind === "call" && count.operation === "count" && isBefore(count.args[0] as Term, before) && isZero(right);
  if (!isText && !isCount) return undefined;
  if (operation === "equal" || (isCount && operation === "lessOrEqual")) return true;
  return operation === "notEqual" || (isCount && operation === "greater") ? false : undefined;
}

function isZero(term: Term): boolean {
  return term.kind === "constant" && term.value === 0;
}
