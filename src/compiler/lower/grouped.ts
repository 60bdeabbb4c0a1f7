/**
 * Objects and Maps whose entries grow in any way that a name can grow: `worst[key] = Math.max(worst[key] ?? 0, n)`, and entries that are objects
 * whose fields do, `const entry = stats.get(key) ?? { count: 0 }; stats.set(key, { count: entry.count + 1 })`.
 */
import { keyOf } from "../ir/inspect.js";
import type { Body, Constant, Term, Variable } from "../ir/nodes.js";
import { rewriteTerm } from "../ir/rewrite.js";
import { any, bind, compare, not, some } from "../ir/steps.js";
import { choose, constant, member, unnamed } from "../ir/terms.js";
import { type Before, isBefore, isFree, isNone, list } from "./before.js";
import { partOf } from "./fields.js";
import { type Course, folded } from "./fold-terms.js";
import { type Fold, foldOf } from "./folds.js";
import { type Asks, isEntryOr, isOwnEntry, joinedWrites } from "./groups.js";
import type { Lowering } from "./lowering.js";

/** How the entries grow: as a whole, or each field in its own way. */
export interface Grouping {
  readonly fields: readonly {
    /** The field; none where the entry grows as a whole. */
    readonly key?: Constant;
    readonly sort: Fold["sort"] | "same";
    readonly first: Term;
  }[];
}

/** Pairs of a key and a list: of what is added to each field of its entry. */
export interface Grouped {
  readonly grouping: Grouping;
  readonly items: Term;
}

/** How a pass changes one entry; undefined where it does anything else. */
export function groupedBy(term: Term, before: Before, to: Lowering): Grouped | undefined {
  const target = unnamed(term);
  if (isBefore(target, before)) return { grouping: { fields: [] }, items: list() };
  if (target.kind === "choose") {
    const written = joinedWrites(target);
    return written === undefined ? byCases(target, before, to) : groupedBy(written, before, to);
  }
  if (target.kind !== "call") return undefined;
  const [base, over] = target.args as [Term, Term];
  if (target.operation !== "mergeObjects" || over.kind !== "object") return undefined;
  const [entry, more] = over.entries;
  if (entry === undefined || more !== undefined || !isFree(entry.key, before)) return undefined;
  if (!isBefore(withoutRemoved(base, entry.key), before)) return undefined;
  return ofEntry(entry, before, to);
}

function withoutRemoved(base: Term, key: Term): Term {
  const target = unnamed(base);
  if (target.kind !== "call" || target.operation !== "removeKeys") return target;
  const [below, keys] = target.args as [Term, Term];
  const isKey = keys.kind === "array" && keys.items.length === 1 && keyOf(keys.items[0] as Term) === keyOf(key);
  return isKey ? unnamed(below) : target;
}

function byCases(
  { cases, otherwise }: Extract<Term, { kind: "choose" }>,
  before: Before,
  to: Lowering,
): Grouped | undefined {
  if (otherwise === undefined || cases.some(({ when }) => !isFree(when, before))) return undefined;
  const ways = [...cases.map(({ answer }) => answer), otherwise].map((way) => groupedBy(way, before, to));
  const groupings = ways.flatMap((way) => (way === undefined || isNone(way.items) ? [] : [way.grouping]));
  const [grouping] = groupings;
  if (grouping === undefined || ways.some((way) => way === undefined)) return undefined;
  if (groupings.some((other) => describe(other) !== describe(grouping))) return undefined;
  const items = ways.map((way) => (way as Grouped).items);
  return {
    grouping,
    items: choose(
      cases.map(({ when }, index) => ({ when, answer: items[index] as Term })),
      items.at(-1),
    ),
  };
}

export function describe({ fields }: Grouping): string {
  return JSON.stringify(fields.map(({ key, sort, first }) => [key?.value, sort, keyOf(first)]));
}

function ofEntry(
  { key, value }: { readonly key: Term; readonly value: Term },
  before: Before,
  to: Lowering,
): Grouped | undefined {
  // What stands for the entry before the pass, with what it is where there is none.
  let first: Term | undefined;
  let isAmbiguous = false;
  const own = (one: Term) => isOwnEntry(one, key, before);
  const entry = to.fresh("entry");
  const changed = rewriteTerm(value, (one) => {
    const initial = isEntryOr(one, own, () => true) ? initialOf(one, own) : undefined;
    if (initial === undefined) return one;
    isAmbiguous ||= first !== undefined && keyOf(first) !== keyOf(initial);
    first = initial;
    return entry;
  });
  const flag = first === undefined ? flagOf(value, own, before) : undefined;
  if (flag !== undefined) {
    const { items, ...field } = flag;
    return { grouping: { fields: [field] }, items: list(list(key, list(items))) };
  }
  if (first === undefined || isAmbiguous || !isFree(changed, before) || !isFree(first, before)) return undefined;
  const start = unnamed(first);
  const fields = start.kind === "object" ? fieldsOf(start, changed, entry, to) : wholeOf(start, changed, entry);
  if (fields === undefined) return undefined;
  return {
    grouping: { fields: fields.map(({ items: _items, ...field }) => field) },
    items: list(list(key, list(...fields.map(({ items }) => items)))),
  };
}

/** `flags[key] || x` and `(flags[key] ?? true) && x`: a flag that passes set and none takes back, or the other way round. */
function flagOf(value: Term, own: Asks, before: Before): Field | undefined {
  const target = unnamed(value);
  const [only, another] = target.kind === "choose" ? target.cases : [];
  if (target.kind !== "choose" || only === undefined || another !== undefined) return undefined;
  if (!isConstant(only.answer, true) || target.otherwise === undefined || !isConstant(target.otherwise, false))
    return undefined;
  const [step, ...rest] = only.when;
  if (step?.kind !== "any") return undefined;
  const others = step.bodies.filter((body) => !asksFor(body, own));
  if (others.length !== step.bodies.length - 1) return undefined;
  const [absence, more] = others;
  const isOr = rest.length === 0;
  const isAnd = absence !== undefined && more === undefined && isAbsenceOf(absence, own);
  if (!isOr && !isAnd) return undefined;
  const when = isOr ? any(others) : not(rest);
  if (!isFree(when, before)) return undefined;
  const items = choose([{ when, answer: list(constant(true)) }], list());
  return { sort: isOr ? "any" : "all", first: constant(!isOr), items };
}

function isConstant(term: Term, value: boolean): boolean {
  return term.kind === "constant" && term.value === value;
}

function asksFor(body: Body, own: Asks): boolean {
  const [step, more] = body;
  return step?.kind === "test" && more === undefined && own(step.term);
}

function isAbsenceOf(body: Body, own: Asks): boolean {
  const [step, more] = body;
  const [asked, another] = step?.kind === "not" ? step.body : [];
  return more === undefined && another === undefined && asked?.kind === "defined" && own(asked.term);
}

/** What stands for an entry that is not there. */
function initialOf(term: Term, own: (term: Term) => boolean): Term | undefined {
  const target = unnamed(term);
  if (target.kind === "orElse") return target.otherwise;
  if (target.kind !== "choose") return undefined;
  return own(target.cases[0]?.answer as Term) ? target.otherwise : target.cases[0]?.answer;
}

type Field = Grouping["fields"][number] & { readonly items: Term };

function wholeOf(first: Term, changed: Term, entry: Variable): readonly Field[] | undefined {
  const fold = foldOf([changed], { variable: entry, mayBeUndefined: false });
  const [items] = fold?.items ?? [];
  return fold === undefined || items === undefined || !isFoldable(fold.sort)
    ? undefined
    : [{ sort: fold.sort, first, items }];
}

/** The fields that an entry starts with, each of which grows by itself. */
function fieldsOf(
  first: Extract<Term, { kind: "object" }>,
  changed: Term,
  entry: Variable,
  to: Lowering,
): readonly Field[] | undefined {
  const names = first.entries.map(({ key }) => key);
  if (names.length === 0 || !names.every((key): key is Constant => key.kind === "constant")) return undefined;
  const parts = names.map((key) => ({ key, variable: to.fresh(String(key.value)) }));
  const fields = parts.map(({ key, variable }): Field | undefined => {
    const value = rewriteTerm(partOf(changed, key), (one) => {
      if (one.kind !== "member" || one.key.kind !== "constant") return one;
      if (isFree(one.object, { variable: entry, mayBeUndefined: false })) return one;
      // What was written to the entry before is in sight.
      const read = partOf(one.object, one.key);
      const object = read.kind === "member" ? unnamed(read.object) : undefined;
      if (read.kind !== "member" || object?.kind !== "variable" || object.id !== entry.id) return read;
      return parts.find((part) => keyOf(part.key) === keyOf(read.key))?.variable ?? read;
    });
    const others = [entry, ...parts.flatMap((part) => (part.key === key ? [] : [part.variable]))];
    if (others.some((other) => !isFree(value, { variable: other, mayBeUndefined: false }))) return undefined;
    const start = member(first, key);
    const own = { variable, mayBeUndefined: false };
    if (isBefore(value, own)) return { key, sort: "same", first: start, items: list() };
    const fold = foldOf([value], own);
    const [items] = fold?.items ?? [];
    return fold === undefined || items === undefined || !isFoldable(fold.sort)
      ? undefined
      : { key, sort: fold.sort, first: start, items };
  });
  return fields.every((field) => field !== undefined) && hasNoOthers(changed, names) ? fields : undefined;
}

/** True for an object that was written out, or written to, with these keys alone. */
function hasNoOthers(term: Term, names: readonly Constant[]): boolean {
  const target = unnamed(term);
  if (target.kind === "variable") return true;
  if (target.kind === "object")
    return target.entries.every(({ key }) => key.kind === "constant" && names.some((one) => one.value === key.value));
  if (target.kind === "choose" && target.otherwise !== undefined)
    return [...target.cases.map(({ answer }) => answer), target.otherwise].every((one) => hasNoOthers(one, names));
  if (target.kind !== "call") return false;
  if (target.operation === "removeKeys") return hasNoOthers(target.args[0] as Term, names);
  return target.operation === "mergeObjects" && target.args.every((one) => hasNoOthers(one, names));
}

function isFoldable(sort: Fold["sort"]): boolean {
  return ["list", "sum", "text", "set", "max", "min", "last", "any", "all"].includes(sort);
}

/** The object after all passes. */
export function groupedTerm({ fields }: Grouping, pairs: Term, ordered: boolean, to: Lowering): Term {
  const all = to.named("pairs", pairs);
  const [pair, key] = [to.fresh("pair"), to.fresh("key")];
  const grown = fields.map((field, index) => {
    const other = to.fresh("pair");
    const steps: Body = [some(all, other), ...compare("equal", member(other, constant(0), true), key)];
    const course: Course = { steps, ordered };
    const items = member(member(other, constant(1), true), constant(index), true);
    const value = field.sort === "same" ? field.first : folded({ sort: field.sort, items }, field.first, course, to);
    return { key: field.key, value };
  });
  const [whole] = grown;
  const value: Term =
    whole !== undefined && whole.key === undefined
      ? whole.value
      : { kind: "object", entries: grown.map((field) => ({ key: field.key as Constant, value: field.value })) };
  return {
    kind: "collect",
    into: "object",
    body: [some(all, pair), bind(key, member(pair, constant(0), true))],
    key,
    value,
  };
}
