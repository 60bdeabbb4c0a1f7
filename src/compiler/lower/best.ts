/** The one of what a loop meets that is the greatest, or the least, by something that is reckoned of it: `if (x.size > best.size) best = x`. */
import { isDefined, keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { rewriteTerm } from "../ir/rewrite.js";
import { call, choose, constant, empty, member, orElse, unnamed } from "../ir/terms.js";
import { type Before, isBefore, isFree, list } from "./before.js";
import { opposite } from "./extremes.js";

/** Of those that are equal, the first one is kept or the last one. */
export type Best = "firstGreatest" | "lastGreatest" | "firstLeast" | "lastLeast";

export function isBest(sort: string): sort is Best {
  return Object.values<string>(taken).includes(sort);
}

/** How what comes compares to what there is, where it takes its place. */
const taken = {
  greater: "firstGreatest",
  greaterOrEqual: "lastGreatest",
  less: "firstLeast",
  lessOrEqual: "lastLeast",
} as const;

/** The same, where what there is stays. */
const kept = {
  lessOrEqual: "firstGreatest",
  less: "lastGreatest",
  greaterOrEqual: "firstLeast",
  greater: "lastLeast",
} as const;

type Comparison = keyof typeof opposite;

/** What is compared of the value before, in a change of this form. */
export function measureOf(term: Term, before: Before): Term | undefined {
  const measures = measuresIn(term, before);
  const [first] = measures;
  return measures.every((one) => keyOf(plain(one)) === keyOf(plain(first as Term))) ? first : undefined;
}

function measuresIn(term: Term, before: Before): readonly Term[] {
  const found = comparedIn(term, before);
  if (found !== undefined) return [found.measure];
  const target = unnamed(term);
  if (target.kind !== "choose") return [];
  const answers = [
    ...target.cases.map(({ answer }) => answer),
    ...(target.otherwise === undefined ? [] : [target.otherwise]),
  ];
  return answers.flatMap((answer) => measuresIn(answer, before));
}

/** Pairs of what is compared and the value, of those that a pass brings. */
export function broughtAs(sort: Best, term: Term, before: Before): Term | undefined {
  const found = comparedIn(term, before);
  if (found === undefined || found.sort !== sort) return undefined;
  const items = list(list(found.own, found.value));
  return found.rest.length === 0 ? items : choose([{ when: found.rest, answer: items }], list());
}

interface Compared {
  readonly sort: Best;
  /** What is compared, of the value before and of the one that comes. */
  readonly measure: Term;
  readonly own: Term;
  readonly value: Term;
  readonly rest: Body;
}

function comparedIn(term: Term, before: Before): Compared | undefined {
  const target = unnamed(term);
  if (target.kind !== "choose" || target.otherwise === undefined) return undefined;
  const [only, ...more] = target.cases;
  if (only === undefined || more.length > 0) return undefined;
  const stays = isBefore(only.answer, before);
  const value = stays ? target.otherwise : only.answer;
  if (!stays && !isBefore(target.otherwise, before)) return undefined;
  const rest = only.when.filter((step) => isFree([step], before));
  const [asked, another] = only.when.filter((step) => !isFree([step], before));
  if (asked?.kind !== "test" || another !== undefined || (stays && rest.length > 0) || !isFree(value, before))
    return undefined;
  const sides = sidesOf(asked.term, before);
  if (sides === undefined || !isDefined(sides.own) || !isDefined(assumed(sides.measure, before))) return undefined;
  const isSame = keyOf(plain(filled(sides.measure, value, before))) === keyOf(plain(sides.own));
  return isSame ? { ...sides, sort: (stays ? kept : taken)[sides.comparison], value, rest } : undefined;
}

function sidesOf(
  term: Term,
  before: Before,
): { readonly comparison: Comparison; readonly own: Term; readonly measure: Term } | undefined {
  if (term.kind !== "call" || !(term.operation in opposite)) return undefined;
  const comparison = term.operation as Comparison;
  const [left, right] = term.args as [Term, Term];
  if (isFree(left, before) && !isFree(right, before)) return { comparison, own: left, measure: right };
  if (isFree(right, before) && !isFree(left, before))
    return { comparison: opposite[comparison], own: right, measure: left };
  return undefined;
}

/** A term with a value in the place of the one before. */
function filled(term: Term, value: Term, before: Before): Term {
  return rewriteTerm(term, (one) => (isBefore(one, before) ? value : one));
}

/** What is compared of a value that is there. */
function assumed(measure: Term, before: Before): Term {
  return filled(measure, before.variable, before);
}

/** A term without names, with what is in plain sight read off. */
export function plain(term: Term): Term {
  return rewriteTerm(term, (one) => {
    if (one.kind === "named") return one.term;
    return one.kind === "member" ? member(one.object, one.key) : one;
  });
}

/** The best of the first value and of what the passes bring. */
export function bestOf(sort: Best, brought: Term, first: { readonly value: Term; readonly measure: Term }): Term {
  const all = first.value.kind === "undefined" ? brought : call("concatArrays", pairOf(first), brought);
  const isGreatest = sort === "firstGreatest" || sort === "lastGreatest";
  const equals = call(isGreatest ? "greatest" : "least", all);
  const inOrder = sort === "firstGreatest" || sort === "firstLeast" ? equals : call("reverse", equals);
  return member(inOrder, constant(0), isDefined(first.value));
}

function pairOf({ value, measure }: { readonly value: Term; readonly measure: Term }): Term {
  const pair = list(list(measure, value));
  return isDefined(value) ? pair : orElse(pair, empty.array);
}
