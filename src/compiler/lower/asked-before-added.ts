/** Lists and Sets that are asked for an element before it is added: `if (!list.includes(x)) list.push(x)`. */
import { keyOf } from "../ir/inspect.js";
import type { Body, Step, Term } from "../ir/nodes.js";
import { not } from "../ir/steps.js";
import { choose, unnamed } from "../ir/terms.js";
import { type Before, isBefore, isFree, isNone, none } from "./before.js";

/** A choice without the case `if (set.has(x)) continue`, where the others add x or nothing. */
export function withoutIdle(term: Term, before: Before): Term {
  if (term.kind !== "choose" || term.otherwise === undefined) return term;
  const asked = term.cases.map(({ when, answer }) => (isBefore(answer, before) ? askedIn(when, before) : undefined));
  const idle = (index: number) => {
    const item = asked[index];
    if (item === undefined) return false;
    const others = [...term.cases.slice(index + 1).map(({ answer }) => answer), term.otherwise as Term];
    return others.every((other) => addsOnly(other, item, before));
  };
  if (!asked.some((_, index) => idle(index))) return term;
  return choose(
    term.cases.filter((_, index) => !idle(index)),
    term.otherwise,
  );
}

/** The element that a condition asks a set for. */
function askedIn(when: Body, before: Before): Term | undefined {
  const asks = when.filter((step) => !isFree([step], before));
  const [step] = asks;
  if (asks.length !== 1 || step?.kind !== "test" || step.term.kind !== "call" || step.term.operation !== "in")
    return undefined;
  const [item, set] = step.term.args as [Term, Term];
  return isBefore(set, before) && isFree(item, before) ? item : undefined;
}

/** True where nothing is added to a set but the one element. */
function addsOnly(term: Term, item: Term, before: Before): boolean {
  const target = unnamed(term);
  if (isBefore(term, before)) return true;
  if (target.kind === "choose" && target.otherwise !== undefined)
    return [...target.cases.map(({ answer }) => answer), target.otherwise].every((one) => addsOnly(one, item, before));
  if (target.kind !== "call" || target.operation !== "union") return false;
  const [below, added] = target.args as [Term, Term];
  return (
    addsOnly(below, item, before) && added.kind === "set" && added.items.every((one) => keyOf(one) === keyOf(item))
  );
}

/** An element that a set has already adds nothing, whether or not it is asked for. */
export function idempotent(when: Body, answer: Term, before: Before): Body {
  const target = unnamed(answer);
  if (target.kind !== "call" || target.operation !== "union" || !isBefore(target.args[0] as Term, before)) return when;
  return when.filter((step) => !asksAbsence(step, target.args[1] as Term, before));
}

/** `not x in before`, of the only element that is added. */
function asksAbsence(step: Step, added: Term, before: Before): boolean {
  const [asked] = step.kind === "not" ? step.body : [];
  if (step.kind !== "not" || step.body.length !== 1 || asked?.kind !== "test" || asked.term.kind !== "call")
    return false;
  const { operation, args } = asked.term;
  const items = added.kind === "set" || added.kind === "array" ? added.items : [];
  return (
    operation === "in" &&
    items.length === 1 &&
    isBefore(args[1] as Term, before) &&
    keyOf(args[0] as Term) === keyOf(items[0] as Term)
  );
}

/** `if (!list.includes(x)) list.push(x)`: x, under the other conditions. */
export function distinctOf(term: Term, before: Before): Term | undefined {
  const target = turned(unnamed(term), before);
  if (isBefore(target, before)) return none;
  if (target.kind !== "choose" || target.otherwise === undefined) return undefined;
  const last = distinctOf(target.otherwise, before);
  if (last === undefined) return undefined;
  let found = !isNone(last);
  const cases = target.cases.map(({ when, answer }) => {
    const pushed = unnamed(answer);
    if (pushed.kind === "call" && pushed.operation === "concatArrays" && isBefore(pushed.args[0] as Term, before)) {
      const rest = when.filter((step) => !asksAbsence(step, pushed.args[1] as Term, before));
      if (rest.length === when.length) return undefined;
      found = true;
      return { when: rest, answer: pushed.args[1] as Term };
    }
    const inside = distinctOf(answer, before);
    if (inside === undefined) return undefined;
    found ||= !isNone(inside);
    return { when, answer: inside };
  });
  if (!found || cases.some((one) => one === undefined || !isFree(one.when, before) || !isFree(one.answer, before)))
    return undefined;
  return choose(cases as readonly { when: Body; answer: Term }[], last);
}

/** `if (list.includes(x)) continue; list.push(x)`, the other way round. */
function turned(term: Term, before: Before): Term {
  if (term.kind !== "choose" || term.otherwise === undefined) return term;
  const last = term.cases.at(-1);
  const [step, second] = last?.when ?? [];
  if (last === undefined || step === undefined || second !== undefined || !isBefore(last.answer, before)) return term;
  if (askedIn(last.when, before) === undefined) return term;
  return choose([...term.cases.slice(0, -1), { when: not(last.when), answer: term.otherwise }], last.answer);
}
