/** A name that starts as null: what becomes of it while it still is null, and once it is not. */
import type { Body, Step, Term } from "../ir/nodes.js";
import { rewriteTerm } from "../ir/rewrite.js";
import { choose } from "../ir/terms.js";
import { type Before, isBefore } from "./before.js";

/** A value after a pass, as it is where the value before is null, or is not. */
export function whereNull(term: Term, isNull: boolean, before: Before): Term {
  return rewriteTerm(term, (one) => {
    if (one.kind !== "choose") return one;
    const cases = one.cases.flatMap(({ when, answer }) => {
      const told = within(when, isNull, before);
      return told === undefined ? [] : [{ when: told, answer }];
    });
    return choose(cases, one.otherwise);
  });
}

/** Steps without those that ask for null; undefined where they cannot hold. */
function within(body: Body, isNull: boolean, before: Before): Body | undefined {
  const rest: Step[] = [];
  for (const step of body) {
    const told = toldBy(step, isNull, before);
    if (told === false) return undefined;
    if (told === true) continue;
    const [only, another] = told.kind === "any" ? told.bodies : [];
    rest.push(...(only === undefined || another !== undefined ? [told] : only));
  }
  return rest;
}

/** True for a step that holds then, false for one that does not, and the step that is left to ask. */
function toldBy(step: Step, isNull: boolean, before: Before): Step | boolean {
  if (step.kind === "test") {
    const { term } = step;
    if (term.kind !== "call" || (term.operation !== "equal" && term.operation !== "notEqual")) return step;
    const [left, right] = term.args as [Term, Term];
    const other = isBefore(left, before) ? right : isBefore(right, before) ? left : undefined;
    return other?.kind === "constant" && other.value === null ? (term.operation === "equal") === isNull : step;
  }
  if (step.kind === "not" || step.kind === "exists") {
    const inner = within(step.body, isNull, before);
    const holds = inner === undefined ? false : inner.length === 0 ? true : undefined;
    if (holds !== undefined) return (step.kind === "exists") === holds;
    return { ...step, body: inner as Body };
  }
  if (step.kind !== "any") return step;
  const bodies = step.bodies.flatMap((body) => {
    const inner = within(body, isNull, before);
    return inner === undefined ? [] : [inner];
  });
  if (bodies.length === 0) return false;
  return bodies.some((body) => body.length === 0) ? true : { ...step, bodies };
}
