/** Objects whose entries grow: `counts[key] = (counts[key] ?? 0) + 1`, `(groups[key] ??= []).push(x)`. */
import { isDefined, keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { call, choose, isEmptyCollection, unnamed } from "../ir/terms.js";
import { type Before, concat, isBefore, isFree, list } from "./before.js";
import { isAbsence } from "./places.js";

const operationOf = { lists: "groupLists", sets: "groupSets", sums: "groupSums" } as const;

/** Pairs of a key and what is added to its entry: a list of items, or a number. */
export function groupOf(
  term: Term,
  sort: keyof typeof operationOf,
  before: Before,
  inner: (term: Term) => Term | undefined,
): Term | undefined {
  if (term.kind === "choose") {
    const joined = joinedWrites(term);
    return joined === undefined ? undefined : groupOf(joined, sort, before, inner);
  }
  if (term.kind !== "call") return undefined;
  const [base, over] = term.args as [Term, Term];
  if (term.operation === operationOf[sort]) {
    const below = inner(base);
    return below === undefined || !isFree(over, before) ? undefined : concat(below, over);
  }
  if (term.operation !== "mergeObjects" || over.kind !== "object" || over.entries.length !== 1) return undefined;
  const [entry] = over.entries;
  const below = inner(base);
  if (entry === undefined || below === undefined || !isFree(entry.key, before)) return undefined;
  const own = (value: Term) => isOwnEntry(value, entry.key, before);
  const added = sort === "sums" ? addedNumber(entry.value, own) : addedItems(entry.value, sort, own);
  return added === undefined || !isFree(added, before) ? undefined : concat(below, list(list(entry.key, added)));
}

/** One entry that is written either way: an entry with either value. */
export function joinedWrites({ cases, otherwise }: Extract<Term, { kind: "choose" }>): Term | undefined {
  const writes = [...cases.map(({ answer }) => answer), otherwise].map((way) => {
    const target = way === undefined ? undefined : unnamed(way);
    if (target?.kind !== "call" || target.operation !== "mergeObjects") return undefined;
    const [base, over] = target.args as [Term, Term];
    const [entry] = over.kind === "object" && over.entries.length === 1 ? over.entries : [];
    return entry === undefined ? undefined : { base, entry };
  });
  const [first] = writes;
  if (first === undefined || writes.some((one) => one === undefined)) return undefined;
  const all = writes as readonly (typeof first)[];
  const isSame = all.every(
    ({ base, entry }) =>
      keyOf(unnamed(base)) === keyOf(unnamed(first.base)) && keyOf(entry.key) === keyOf(first.entry.key),
  );
  if (!isSame) return undefined;
  const value = choose(
    cases.map(({ when }, index) => ({ when, answer: all[index]?.entry.value as Term })),
    all.at(-1)?.entry.value,
  );
  return call("mergeObjects", first.base, { kind: "object", entries: [{ key: first.entry.key, value }] });
}

export type Asks = (term: Term) => boolean;

export function isOwnEntry(term: Term, key: Term, before: Before): boolean {
  const target = unnamed(term);
  return target.kind === "member" && isBefore(target.object, before) && keyOf(target.key) === keyOf(key);
}

/** The entry, or what stands for it where there is none yet. */
export function isEntryOr(term: Term, own: Asks, isInitial: Asks): boolean {
  const target = unnamed(term);
  if (target.kind === "orElse") return own(target.first) && isInitial(unnamed(target.otherwise));
  if (target.kind !== "choose" || target.cases.length !== 1 || target.otherwise === undefined) return false;
  const { when, answer } = target.cases[0] as { when: Body; answer: Term };
  if (own(answer) && isInitial(unnamed(target.otherwise)))
    return asksPresence(when, own) || asksForMore(when, own, unnamed(target.otherwise));
  return own(target.otherwise) && isInitial(unnamed(answer)) && isAbsence(when, target.otherwise);
}

/** The question whether the object has the entry, which may ask for its value. */
export function asksPresence(when: Body, own: Asks): boolean {
  const [step] = when;
  if (when.length !== 1 || (step?.kind !== "test" && step?.kind !== "defined")) return false;
  const { term } = step;
  if (term.kind !== "call" || term.operation !== "hasKey") return own(term);
  const [object, key] = term.args as [Term, Term];
  return own({ kind: "member", object, key, present: false });
}

/** `entry || 0`: an entry that is 0 is what stands for none. */
function asksForMore(when: Body, own: Asks, initial: Term): boolean {
  const [step, more] = when;
  if (step?.kind !== "test" || more !== undefined || step.term.kind !== "call" || step.term.operation !== "notEqual")
    return false;
  const [left, right] = step.term.args as [Term, Term];
  return own(left) && initial.kind === "constant" && keyOf(right) === keyOf(initial);
}

/** `has(key) ? f(entry) : g()`, either way round: what becomes of the entry, and what there is without one. */
function byPresence(value: Term, own: Asks): { readonly there: Term; readonly without: Term } | undefined {
  const target = unnamed(value);
  const [only] = target.kind === "choose" ? target.cases : [];
  if (target.kind !== "choose" || only === undefined || target.cases.length > 1 || target.otherwise === undefined)
    return undefined;
  if (asksPresence(only.when, own)) return { there: only.answer, without: target.otherwise };
  const [step] = only.when;
  return only.when.length === 1 && step?.kind === "not" && asksPresence(step.body, own)
    ? { there: target.otherwise, without: only.answer }
    : undefined;
}

/** What is added to a list or to a set, as a list. */
function addedItems(value: Term, sort: "lists" | "sets", own: Asks): Term | undefined {
  const target = unnamed(value);
  const ways = byPresence(target, own);
  if (ways !== undefined) {
    const added = addedItems(ways.there, sort, own);
    const whole = sort === "sets" ? listed(ways.without) : unnamed(ways.without);
    if (added !== undefined && whole !== undefined && keyOf(added) === keyOf(whole)) return added;
  }
  if (own(target) || isEntryOr(target, own, isEmptyCollection)) return list();
  if (target.kind === "choose" && target.otherwise !== undefined) {
    const cases = target.cases.map(({ when, answer }) => ({ when, answer: addedItems(answer, sort, own) }));
    const otherwise = addedItems(target.otherwise, sort, own);
    return otherwise === undefined || cases.some(({ answer }) => answer === undefined)
      ? undefined
      : choose(cases as readonly { when: Body; answer: Term }[], otherwise);
  }
  if (target.kind !== "call" || target.operation !== (sort === "sets" ? "union" : "concatArrays")) return undefined;
  const [left, right] = target.args as [Term, Term];
  const below = addedItems(left, sort, own);
  const added = sort === "sets" ? listed(right) : right;
  return below === undefined || added === undefined ? undefined : concat(below, added);
}

/** The elements of a set that is made on the spot. */
function listed(term: Term): Term | undefined {
  const target = unnamed(term);
  if (target.kind === "set") return list(...target.items);
  return target.kind === "collect" && target.into === "set" ? { ...target, into: "array" } : undefined;
}

function addedNumber(value: Term, own: Asks): Term | undefined {
  const target = unnamed(value);
  const ways = byPresence(target, own);
  if (ways !== undefined) {
    const there = unnamed(ways.there);
    const [left, right] = there.kind === "call" && there.operation === "plus" ? (there.args as [Term, Term]) : [];
    const added =
      left === undefined || right === undefined ? undefined : own(left) ? right : own(right) ? left : undefined;
    return added !== undefined && keyOf(added) === keyOf(unnamed(ways.without)) ? added : undefined;
  }
  if (target.kind !== "call" || target.operation !== "plus") return undefined;
  const isZero: Asks = (term) => term.kind === "constant" && term.value === 0;
  const [left, right] = target.args as [Term, Term];
  // `counts[level] + 1` of an object that starts with all its keys.
  const isThere: Asks = (term) => own(term) && isDefined(unnamed(term));
  if (isEntryOr(left, own, isZero) || isThere(left)) return right;
  return isEntryOr(right, own, isZero) || isThere(right) ? left : undefined;
}
