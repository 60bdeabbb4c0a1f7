/** A name that keeps the first value it is given: `if (first === null && …) first = x`, where null is what it starts from. */
import { isDefined } from "../ir/inspect.js";
import type { Body, Scalar, Step, Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { choose, constant, unnamed } from "../ir/terms.js";
import { type Before, isBefore, isFree, isNone, list } from "./before.js";

/** What the passes give the name while it still is what it was before the loop; undefined where they do not leave it alone then. */
export function firstGiven(ways: readonly Term[], before: Before, start: Term): readonly Term[] | undefined {
  if (start.kind !== "constant" || before.mayBeUndefined) return undefined;
  const state = { before, start: start.value };
  if (!ways.every((way) => isLeftAlone(way, state))) return undefined;
  const items = ways.map((way) => given(way, state));
  return items.every((one) => one !== undefined) ? items : undefined;
}

interface State {
  readonly before: Before;
  readonly start: Scalar;
}

/** True when a step asks whether the name still is what it was; undefined for a step that asks something else. */
function asksForStart(step: Step, { before, start }: State): boolean | undefined {
  const [inner] = step.kind === "not" && step.body.length === 1 ? step.body : [];
  if (inner !== undefined) {
    const asked = asksForStart(inner, { before, start });
    return asked === undefined ? undefined : !asked;
  }
  if (step.kind !== "test" || step.term.kind !== "call") return undefined;
  const { operation, args } = step.term;
  if (operation !== "equal" && operation !== "notEqual") return undefined;
  const [left, right] = args as [Term, Term];
  const other = isBefore(left, before) ? right : isBefore(right, before) ? left : undefined;
  return other?.kind === "constant" && other.value === start ? operation === "equal" : undefined;
}

/** Steps without what they ask of the name, in one of its two states; undefined where they do not hold in it, or ask more. */
function within(body: Body, isStart: boolean, state: State): Body | "never" | undefined {
  const rest: Step[] = [];
  for (const step of body) {
    const asked = asksForStart(step, state);
    if (asked === undefined) rest.push(step);
    else if (asked !== isStart) return "never";
  }
  return isFree(rest, state.before) ? rest : undefined;
}

/** True where a name that has a value keeps it. */
function isLeftAlone(term: Term, state: State): boolean {
  if (isBefore(term, state.before)) return true;
  const target = unnamed(term);
  if (target.kind !== "choose" || target.otherwise === undefined) return false;
  for (const { when, answer } of target.cases) {
    const rest = within(when, false, state);
    if (rest === undefined) return false;
    if (rest === "never") continue;
    if (!isLeftAlone(answer, state)) return false;
    if (rest.length === 0) return true;
  }
  return isLeftAlone(target.otherwise, state);
}

/** What a pass gives a name that has none yet: a list of none, or of one in a list. */
function given(term: Term, state: State): Term | undefined {
  if (isBefore(term, state.before)) return list();
  const target = unnamed(term);
  if (isFree(term, state.before)) {
    if (!isDefined(target)) return undefined;
    const item = list(list(term));
    if (target.kind === "constant") return target.value === state.start ? list() : item;
    return choose([{ when: compare("notEqual", term, constant(state.start)), answer: item }], list());
  }
  if (target.kind !== "choose" || target.otherwise === undefined) return undefined;
  const cases: { readonly when: Body; readonly answer: Term }[] = [];
  for (const { when, answer } of target.cases) {
    const rest = within(when, true, state);
    if (rest === "never") continue;
    const items = given(answer, state);
    if (rest === undefined || items === undefined) return undefined;
    cases.push({ when: rest, answer: items });
  }
  const last = given(target.otherwise, state);
  if (last === undefined) return undefined;
  return cases.every(({ answer }) => isNone(answer)) && isNone(last) ? list() : choose(cases, last);
}
