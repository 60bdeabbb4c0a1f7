/** Names that ask whether they have anything yet: `if (text !== "") text += ", "`. */
import { keyOf } from "../ir/inspect.js";
import type { Body, Step, Term, Variable } from "../ir/nodes.js";
import { never, test } from "../ir/steps.js";
import { call, choose, constant, isNever, unnamed } from "../ir/terms.js";
import { type Before, isBefore, isFree } from "./before.js";

/** What is known of whether the value is empty: a flag that tells it, or that it is. */
export type Emptiness = { readonly flag: Variable } | "empty";

/**
 * A value after a pass, with another question in the place of the one whether the value before it is empty. Undefined where the value
 * is asked for anything else.
 */
export function withEmptiness(term: Term, before: Before, known: Emptiness): Term | undefined {
  return told(term, true, before, known);
}

/** @param grows whether the term is the value after the pass, or what that starts with */
function told(term: Term, grows: boolean, before: Before, known: Emptiness): Term | undefined {
  if (isBefore(term, before) || isFree(term, before)) return term;
  const target = unnamed(term);
  if (target.kind === "choose") {
    const inner = (answer: Term, sort: Question["of"] | undefined) =>
      told(grows ? onEmpty(answer, sort, before) : answer, grows, before, known);
    const cases = target.cases.map(({ when, answer }) => ({
      when: asked(when, before, known),
      answer: inner(answer, asksOf(when, true, before)),
    }));
    const [only] = target.cases;
    // Where the only case is for a value that has something, the rest is for one that has nothing.
    const isOnly = target.cases.length === 1 && only?.when.length === 1;
    const rest = isOnly ? asksOf(only.when, false, before) : undefined;
    const otherwise = target.otherwise === undefined ? undefined : inner(target.otherwise, rest);
    if (cases.some(({ when, answer }) => when === undefined || answer === undefined)) return undefined;
    if (target.otherwise !== undefined && otherwise === undefined) return undefined;
    return choose(cases as readonly { when: Body; answer: Term }[], otherwise);
  }
  const items = (parts: readonly Term[], areGrowing: boolean): readonly Term[] | undefined => {
    const all = parts.map((part, index) => told(part, areGrowing && index === 0, before, known));
    return all.every((part) => part !== undefined) ? all : undefined;
  };
  if (target.kind === "array") {
    const parts = items(target.items, false);
    return parts === undefined ? undefined : { ...target, items: parts };
  }
  if (target.kind !== "call") return undefined;
  const [separator, parts] = target.args;
  if (target.operation === "join" && separator?.kind === "constant" && parts?.kind === "array") {
    const texts = items(parts.items, grows && separator.value === "");
    return texts === undefined ? undefined : { ...target, args: [separator, { kind: "array", items: texts }] };
  }
  const args = items(target.args, grows && target.operation === "concatArrays");
  return args === undefined ? undefined : { ...target, args };
}

function asked(when: Body, before: Before, known: Emptiness): Body | undefined {
  const result: Step[] = [];
  for (const step of when) {
    if (isFree([step], before)) result.push(step);
    else {
      const question = asksEmpty(step, before);
      if (question === undefined) return undefined;
      const { isEmpty: wantsEmpty } = question;
      if (known === "empty") {
        if (!wantsEmpty) return never;
      } else if (wantsEmpty) result.push({ kind: "not", body: test(known.flag) });
      else result.push(...test(known.flag));
    }
  }
  return isNever(result) ? never : result;
}

/** What is made of an empty text or list, as what is added to it. */
function onEmpty(term: Term, sort: Question["of"] | undefined, before: Before): Term {
  if (sort === undefined || before.mayBeUndefined || !isFree(term, before)) return term;
  if (sort === "set") return term;
  if (sort === "list") return call("concatArrays", before.variable, term);
  return call("join", constant(""), { kind: "array", items: [before.variable, term] });
}

/** What is asked for being empty in a condition, or for being not. */
function asksOf(when: Body, isEmpty: boolean, before: Before): Question["of"] | undefined {
  return when.map((step) => asksEmpty(step, before)).find((question) => question?.isEmpty === isEmpty)?.of;
}

interface Question {
  readonly isEmpty: boolean;
  readonly of: "text" | "list" | "set";
}

/** The question whether the value is empty, or the opposite one. */
function asksEmpty(step: Step, before: Before): Question | undefined {
  if (step.kind === "not" && step.body.length === 1) {
    const inner = asksEmpty(step.body[0] as Step, before);
    return inner === undefined ? undefined : { ...inner, isEmpty: !inner.isEmpty };
  }
  if (step.kind !== "test" || step.term.kind !== "call") return undefined;
  const { operation } = step.term;
  const [left, right] = step.term.args as [Term, Term];
  const isText = isBefore(left, before) && keyOf(right) === keyOf({ kind: "constant", value: "" });
  const count = unnamed(left);
  const isCount =
    count.kind === "call" && count.operation === "count" && isBefore(count.args[0] as Term, before) && isZero(right);
  const isSet = isBefore(left, before) && right.kind === "set" && right.items.length === 0;
  if (!isText && !isSet && !isCount) return undefined;
  const of = isText ? "text" : isSet ? "set" : "list";
  if (operation === "equal" || (isCount && operation === "lessOrEqual")) return { isEmpty: true, of };
  return operation === "notEqual" || (isCount && operation === "greater") ? { isEmpty: false, of } : undefined;
}

function isZero(term: Term): boolean {
  return term.kind === "constant" && term.value === 0;
}
