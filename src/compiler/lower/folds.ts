/**
 * What a loop makes of a name that it assigns to. One pass turns the value before it into the value after it; where the latter is the
 * former and something more, all the passes together are the first value and everything more, which Rego can say at once.
 */
import { keyOf } from "../ir/inspect.js";
import type { Body, Call, Step, Term, Variable } from "../ir/nodes.js";
import { mentions } from "../ir/renew.js";
import { defined, not } from "../ir/steps.js";
import { choose, constant, empty, unnamed } from "../ir/terms.js";
import { box } from "./answers.js";
import { type Best, broughtAs, isBest, measureOf } from "./best.js";
import { comparedTo } from "./extremes.js";
import { firstByKey } from "./first-by-key.js";
import { groupOf } from "./groups.js";

/** How a value grows, and what a pass adds to it: a list of none, one or more items. */
export interface Fold {
  readonly sort:
    | "list"
    | "distinct"
    | "sum"
    | "text"
    | "set"
    | "removed"
    | "removedKeys"
    | "object"
    | "overlay"
    | "firstByKey"
    | "grouped"
    | "groupLists"
    | "groupSets"
    | "groupSums"
    | "max"
    | "min"
    | Best
    | "any"
    | "all"
    | "last"
    | "found"
    | "first";
  readonly items: Term;
  /** What is compared of the value before, where the best is kept. */
  readonly measure?: Term;
}

/** The value before a pass. */
export interface Before {
  readonly variable: Variable;
  readonly mayBeUndefined: boolean;
}

type Leaf = (term: Term, inner: (term: Term) => Term | undefined) => Term | undefined;

const none: Term = empty.array;

export function list(...items: readonly Term[]): Term {
  return { kind: "array", items };
}

export function isBefore(term: Term, { variable, mayBeUndefined }: Before): boolean {
  const target = unnamed(term);
  if (!mayBeUndefined) return target.kind === "variable" && target.id === variable.id;
  return target.kind === "member" && target.object.kind === "variable" && target.object.id === variable.id;
}

export function isFree(node: Term | Body, { variable }: Before): boolean {
  return !mentions(node, new Set([variable.id]));
}

/** The ways in which a value can grow, tried in this order. */
const leaves: readonly { readonly sort: Fold["sort"]; leaf(before: Before): Leaf }[] = [
  { sort: "list", leaf: appended },
  { sort: "sum", leaf: summed },
  { sort: "text", leaf: joinedTo },
  { sort: "set", leaf: united },
  { sort: "removed", leaf: (before) => adding("difference", elementsOf)(before) },
  { sort: "removedKeys", leaf: (before) => adding("removeKeys", (keys) => keys)(before) },
  { sort: "object", leaf: merged },
  { sort: "overlay", leaf: overlaid },
  { sort: "firstByKey", leaf: (before) => (term, inner) => firstByKey(term, before, inner) },
  { sort: "groupLists", leaf: (before) => (term, inner) => groupOf(term, "lists", before, inner) },
  { sort: "groupSets", leaf: (before) => (term, inner) => groupOf(term, "sets", before, inner) },
  { sort: "groupSums", leaf: (before) => (term, inner) => groupOf(term, "sums", before, inner) },
  { sort: "max", leaf: (before) => (term, inner) => comparedTo(term, "max", before, inner) },
  { sort: "min", leaf: (before) => (term, inner) => comparedTo(term, "min", before, inner) },
  { sort: "firstGreatest", leaf: (before) => (term) => broughtAs("firstGreatest", term, before) },
  { sort: "lastGreatest", leaf: (before) => (term) => broughtAs("lastGreatest", term, before) },
  { sort: "firstLeast", leaf: (before) => (term) => broughtAs("firstLeast", term, before) },
  { sort: "lastLeast", leaf: (before) => (term) => broughtAs("lastLeast", term, before) },
  { sort: "last", leaf: replaced },
];

/** How the value grows over `ways`: the value after a pass, on each of them. Undefined when this is none of the forms above. */
export function foldOf(
  ways: readonly Term[],
  before: Before,
): { readonly sort: Fold["sort"]; readonly items: readonly Term[]; readonly measure?: Term } | undefined {
  const distinct = ways.length === 1 ? distinctOf(ways[0] as Term, before) : undefined;
  if (distinct !== undefined) return { sort: "distinct", items: [distinct] };
  for (const { sort, leaf } of leaves) {
    const items = ways.map((way) => growth(way, before, leaf(before)));
    if (!items.every((one) => one !== undefined)) continue;
    if (!isBest(sort)) return { sort, items };
    // What goes on is compared, and nothing else.
    const measure = items.slice(1).every(isNone) ? measureOf(ways[0] as Term, before) : undefined;
    if (measure !== undefined) return { sort, items, measure };
  }
  return undefined;
}

/** What a pass adds, as a list. */
function growth(term: Term, before: Before, leaf: Leaf): Term | undefined {
  const inner = (next: Term) => growth(next, before, leaf);
  if (isBefore(term, before)) return none;
  const target = unnamed(withoutIdle(unnamed(term), before));
  const found = leaf(target, inner);
  if (found !== undefined || target.kind !== "choose") return found;
  const answers = target.cases.map(({ answer }) => inner(answer));
  const last = target.otherwise === undefined ? undefined : inner(target.otherwise);
  if (last === undefined || answers.some((one) => one === undefined)) return undefined;
  const cases = target.cases.map(({ when }, index) => ({
    when: idempotent(when, target.cases[index]?.answer as Term, before),
    answer: answers[index] as Term,
  }));
  if (cases.some(({ when }) => !isFree(when, before))) return undefined;
  return cases.every(({ answer }) => isNone(answer)) && isNone(last) ? none : choose(cases, last);
}

export function isNone(term: Term): boolean {
  return term.kind === "array" && term.items.length === 0;
}

export function concat(left: Term, right: Term): Term {
  if (isNone(left)) return right;
  if (isNone(right)) return left;
  if (left.kind === "array" && right.kind === "array") return list(...left.items, ...right.items);
  return { kind: "call", operation: "concatArrays", args: [left, right] };
}

/** A choice without the case `if (set.has(x)) continue`, where the others add x or nothing. */
function withoutIdle(term: Term, before: Before): Term {
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
function idempotent(when: Body, answer: Term, before: Before): Body {
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
function distinctOf(term: Term, before: Before): Term | undefined {
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

/** Two sides of an operation, of which the first grows and the second is added. */
function adding(operation: string, of: (added: Term) => Term): (before: Before) => Leaf {
  return (before) => (term, inner) => {
    if (term.kind !== "call" || term.operation !== operation) return undefined;
    const [left, right] = term.args as [Term, Term];
    const below = inner(left);
    return below === undefined || !isFree(right, before) ? undefined : concat(below, of(right));
  };
}

function appended(before: Before): Leaf {
  return adding("concatArrays", (added) => added)(before);
}

function summed(before: Before): Leaf {
  const plus = adding("plus", (added) => {
    const target = unnamed(added);
    return target.kind === "call" && target.operation === "sum" ? (target.args[0] as Term) : list(added);
  })(before);
  const minus = adding("minus", (added) => list({ kind: "call", operation: "minus", args: [constant(0), added] }))(
    before,
  );
  return (term, inner) => {
    if (term.kind !== "call" || !["plus", "minus"].includes(term.operation)) return undefined;
    const [left, right] = term.args as [Term, Term];
    if (term.operation === "plus" && isFree(left, before)) return plus({ ...term, args: [right, left] }, inner);
    return plus(term, inner) ?? minus(term, inner);
  };
}

function joinedTo(before: Before): Leaf {
  return (term, inner) => {
    if (term.kind !== "call" || term.operation !== "join") return undefined;
    const [separator, parts] = term.args as [Term, Term];
    if (separator.kind !== "constant" || separator.value !== "" || parts.kind !== "array") return undefined;
    const [first, ...rest] = parts.items;
    const below = first === undefined ? undefined : inner(first);
    if (below === undefined || rest.some((part) => !isFree(part, before))) return undefined;
    const text: Term = rest.length === 1 ? (rest[0] as Term) : { ...term, args: [separator, list(...rest)] };
    return concat(below, list(text));
  };
}

function united(before: Before): Leaf {
  return adding("union", elementsOf)(before);
}

function elementsOf(set: Term): Term {
  if (set.kind === "set") return list(...set.items);
  return set.kind === "collect" ? { ...set, into: "array" } : set;
}

function merged(before: Before): Leaf {
  const plain = adding("mergeObjects", (added) => list(added))(before);
  return (term, inner) => {
    if (term.kind !== "call" || term.operation !== "unionObjects") return plain(term, inner);
    // What an inner loop adds.
    const [first, added] = term.args[0]?.kind === "call" ? term.args[0].args : [];
    const below = first?.kind === "array" && first.items.length === 1 ? inner(first.items[0] as Term) : undefined;
    return below === undefined || added === undefined || !isFree(added, before) ? undefined : concat(below, added);
  };
}

/** Objects whose values are objects: what was under a key before is gone. */
function overlaid(before: Before): Leaf {
  return (term, inner) => {
    if (term.kind !== "call") return undefined;
    const [left, right] = term.args as [Term, Term];
    if (term.operation === "overlay") {
      const below = inner(left);
      return below === undefined || !isFree(right, before) ? undefined : concat(below, right);
    }
    if (term.operation !== "mergeObjects" || !isFree(right, before)) return undefined;
    const target = unnamed(left);
    const below = inner(isReplaced(target, unnamed(right)) ? ((target as Call).args[0] as Term) : left);
    return below === undefined ? undefined : concat(below, list(right));
  };
}

/** True for an object without the keys that are written next, and no others. */
function isReplaced(base: Term, over: Term): boolean {
  if (base.kind !== "call" || base.operation !== "removeKeys") return false;
  const keys = unnamed(base.args[1] as Term);
  if (keys.kind === "call" && keys.operation === "keys") return keyOf(keys.args[0] as Term) === keyOf(over);
  if (keys.kind !== "array" || over.kind !== "object") return false;
  const written = new Set(over.entries.map(({ key }) => keyOf(key)));
  return keys.items.every((key) => written.has(keyOf(key)));
}

/** A value that is given up for another one: the last one stays. What may be undefined travels in a list. */
function replaced(before: Before): Leaf {
  return (term, inner) => {
    if (term.kind === "orElse") {
      const below = inner(term.otherwise);
      if (below === undefined || !isNone(below) || !isFree(term.first, before)) return undefined;
      return choose([{ when: defined(term.first), answer: list(list(term.first)) }], none);
    }
    if (!isFree(term, before)) return undefined;
    return list(box(term));
  };
}
