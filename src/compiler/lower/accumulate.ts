/** The names that a loop assigns to: what they stand for before a pass, and after all of them. */

import { isDefined } from "../ir/inspect.js";
import type { Body, Term, Variable } from "../ir/nodes.js";
import { filler, mentions, placeholder, renewer } from "../ir/renew.js";
import { any, compare, defined, exists, not, some, test } from "../ir/steps.js";
import { absent, call, choose, constant, empty, orElse, unnamed } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import { type Before, isNone, list } from "./before.js";
import { writesAlike } from "./distinct-keys.js";
import { folded, gathered, needsOrder } from "./fold-terms.js";
import { groupedTerm } from "./grouped.js";
import { type Growth, growthOf, leadsOf, mayBeUndefined, type Subject, type Trial } from "./growth.js";
import type { Lowering } from "./lowering.js";

/** A name that the loop assigns to. */
interface Target {
  readonly symbol: ts.Symbol;
  readonly before: Before;
  /** Its value before the loop. */
  readonly first: Term;
  readonly growth: Growth;
}

/** What the passes of a loop do, in terms of one of them. */
export interface Accumulation {
  readonly subject: Subject;
  readonly trial: Trial;
  readonly targets: readonly Target[];
  /** Names that grow in no way that Rego has. */
  readonly refused: readonly ts.Symbol[];
  /** What stands for the names before a pass. */
  readonly placeholders: ReadonlyMap<ts.Symbol, Term>;
  readonly variables: ReadonlySet<number>;
}

export function accumulate(subject: Subject, to: Lowering): Accumulation {
  const befores = subject.symbols.map(
    (symbol) => [symbol, { variable: to.fresh(symbol.name), mayBeUndefined: mayBeUndefined(symbol, to) }] as const,
  );
  const placeholders = new Map(
    befores.map(([symbol, before]) => [symbol, placeholder(before.variable, before.mayBeUndefined)]),
  );
  const trial = subject.run(placeholders);
  const targets: Target[] = [];
  const refused: ts.Symbol[] = [];
  const unchanged: ts.Symbol[] = [];
  for (const [symbol, before] of befores) {
    const growth = growthOf(symbol, before, placeholders, trial, subject, to);
    const binding = subject.scope.get(symbol);
    if (growth === "unchanged") unchanged.push(symbol);
    else if (growth === undefined || binding?.kind !== "term") refused.push(symbol);
    else targets.push({ symbol, before, first: binding.term, growth });
  }
  // What stays the same is known, and may be read by what does not.
  if (unchanged.length > 0)
    return accumulate({ ...subject, symbols: subject.symbols.filter((symbol) => !unchanged.includes(symbol)) }, to);
  const variables = new Set(targets.map(({ before }) => before.variable.id));
  if (isCyclic(targets)) refused.push(...targets.map(({ symbol }) => symbol));
  return { subject, trial, targets, refused, placeholders, variables };
}

/** True where names depend on each other in a circle. */
function isCyclic(targets: readonly Target[]): boolean {
  const reach = (from: Target, seen: readonly Target[]): boolean => {
    if (seen.includes(from)) return true;
    const parts = [from.growth.goingOn, ...from.growth.leading];
    const next = targets.filter(({ before }) => parts.some((part) => mentions(part, new Set([before.variable.id]))));
    return next.some((one) => reach(one, [...seen, from]));
  };
  return targets.some((target) => reach(target, []));
}

/** True where a pass has to know which ones came before it. */
export function looksBack({ subject, trial, targets, variables }: Accumulation): boolean {
  const leads = leadsOf(trial, subject);
  return (
    leads.some(({ exactly }) => mentions(exactly, variables)) ||
    targets.some(
      ({ growth }) =>
        (growth.sort === "distinct" && !subject.isJoined) ||
        growth.emptiness !== undefined ||
        (leads.length > 0 && !isSearch(growth)) ||
        [growth.goingOn, ...growth.leading].some((part) => mentions(part, variables)),
    )
  );
}

/** True where every pass that leads out gives the value, and no other pass does. */
function isSearch({ sort, goingOn, leading }: Growth): boolean {
  return ["any", "all", "last"].includes(sort) && isNone(goingOn) && leading.every(alwaysGives);
}

function alwaysGives(items: Term): boolean {
  const target = unnamed(items);
  if (target.kind === "array") return target.items.length > 0;
  if (target.kind !== "choose" || target.otherwise === undefined) return false;
  return [...target.cases.map(({ answer }) => answer), target.otherwise].every(alwaysGives);
}

/** What the names stand for before the pass at a position. */
export function valuesBefore(loop: Accumulation, index: Variable, to: Lowering): ReadonlyMap<ts.Symbol, Term> {
  return new Map(loop.targets.map((target) => [target.symbol, valueBefore(loop, target, index, to)]));
}

function valueBefore(loop: Accumulation, target: Target, index: Variable, to: Lowering): Term {
  const { growth } = target;
  return to.named(target.symbol.name, grown(loop, target, growth.sort, growth.goingOn, { before: index }, to));
}

/** What the names stand for after the loop. */
export function valuesAfter(loop: Accumulation, to: Lowering): ReadonlyMap<ts.Symbol, Term> {
  return new Map(loop.targets.map((target) => [target.symbol, valueAfter(loop, target, to)]));
}

function valueAfter(loop: Accumulation, target: Target, to: Lowering): Term {
  const { growth, symbol } = target;
  const leads = leadsOf(growth.trial, loop.subject);
  const isFound = leads.length > 0 && isSearch(growth);
  const items = choose(
    leads.map(({ exactly }, index) => ({ when: exactly, answer: growth.leading[index] ?? list() })),
    growth.goingOn,
  );
  const sort = isFound && growth.sort === "last" ? "found" : growth.sort;
  return to.named(symbol.name, grown(loop, target, sort, items, { reached: leads.length > 0 && !isFound }, to));
}

/** Names whose value after an unordered loop depends on its order. */
export function orderedTargets({ targets, subject }: Accumulation): readonly ts.Symbol[] {
  return targets
    .filter(({ growth }) => {
      const leads = leadsOf(growth.trial, subject);
      const parts = [growth.goingOn, ...growth.leading];
      if (leads.length > 0 && !isSearch(growth)) return true;
      const { steps } = growth.trial.iteration;
      if (["object", "overlay"].includes(growth.sort)) return !parts.every((items) => writesAlike(items, steps));
      return parts.some((items) => needsOrder({ sort: growth.sort, items }));
    })
    .map(({ symbol }) => symbol);
}

/** All the passes, those before a position, or those that no earlier one leads out before. */
interface Extent {
  readonly before?: Variable;
  readonly reached?: boolean;
}

function grown(
  loop: Accumulation,
  { growth, first, before }: Target,
  sort: Growth["sort"],
  added: Term,
  extent: Extent,
  to: Lowering,
): Term {
  const { iteration } = growth.trial;
  const told = growth.emptiness === undefined ? added : toldEmptiness(loop, { growth, first }, added, to);
  const copier = renewer([iteration.steps], [told], to.ids);
  const own = iteration.index === undefined ? undefined : (copier.term(iteration.index) as Variable);
  const steps = [
    ...copier.body(iteration.steps),
    ...(own === undefined || extent.before === undefined ? [] : compare("less", own, extent.before)),
    ...(own === undefined || extent.reached !== true ? [] : nonePassed(loop, own, to)),
  ];
  const items = filledIn(loop, copier.term(told), own, to);
  const course = { steps, ordered: iteration.ordered };
  if (sort === "distinct" && own !== undefined)
    return folded({ sort: "list", items: newItems(items, first, steps, own, to) }, first, course, to);
  if (sort === "distinct") return withoutRepeats(folded({ sort: "list", items }, empty.array, course, to), first, to);
  if (growth.grouping !== undefined)
    return groupedTerm(
      growth.grouping,
      folded({ sort: "list", items }, empty.array, course, to),
      iteration.ordered,
      to,
    );
  if (growth.fromNull) return orElse(folded({ sort, items }, absent, course, to), constant(null));
  const result = folded({ sort, items, ...measured(growth, first, before, to) }, first, course, to);
  return growth.guarded && !isDefined(first) ? choose([{ when: defined(first), answer: result }]) : result;
}

/** What is compared of the first value, where the best is kept. */
function measured({ measure }: Growth, first: Term, { variable, mayBeUndefined }: Before, to: Lowering) {
  if (measure === undefined) return {};
  return { measure: filler(new Map([[variable.id, { term: first, mayBeUndefined }]]), to.ids).term(measure) };
}

function filledIn<T extends Term | Body>(loop: Accumulation, node: T, index: Variable | undefined, to: Lowering): T {
  if (index === undefined || !mentions(node, loop.variables)) return node;
  const values = new Map(
    loop.targets
      .filter(({ before }) => mentions(node, new Set([before.variable.id])))
      .map((target) => [
        target.before.variable.id,
        { term: valueBefore(loop, target, index, to), mayBeUndefined: target.before.mayBeUndefined },
      ]),
  );
  const copier = filler(values, to.ids);
  return (Array.isArray(node) ? copier.body(node) : copier.term(node as Term)) as T;
}

/** Steps that hold when no pass before a position leads out of the loop. */
export function nonePassed(loop: Accumulation, index: Variable, to: Lowering): Body {
  const leads = leadsOf(loop.trial, loop.subject);
  const { iteration } = loop.trial;
  if (leads.length === 0 || iteration.index === undefined) return [];
  const body: Body = [...iteration.steps, ...any(leads.map(({ exactly }) => exactly))];
  const copier = renewer([body], [], to.ids);
  const own = copier.term(iteration.index) as Variable;
  const steps = copier.body(iteration.steps);
  const leaving = filledIn(loop, copier.body(body).slice(steps.length), own, to);
  return not(exists([...steps, ...compare("less", own, index), ...leaving]));
}

/** Items that know whether the value before their pass is empty: it is not where an earlier pass gave it anything. */
function toldEmptiness(
  loop: Accumulation,
  { growth, first }: Pick<Target, "growth" | "first">,
  added: Term,
  to: Lowering,
): Term {
  const { iteration } = growth.trial;
  const { emptiness, sort } = growth;
  if (emptiness === undefined) return added;
  const told = (flag: Term) =>
    filler(new Map([[emptiness.flag.id, { term: flag, mayBeUndefined: false }]]), to.ids).term(added);
  // A loop without positions is refused, and its names are known all the same.
  if (iteration.index === undefined) return told(constant(false));
  const copier = renewer([iteration.steps], [emptiness.items], to.ids);
  const own = copier.term(iteration.index) as Variable;
  const items = filledIn(loop, copier.term(emptiness.items), own, to);
  const { body, value } = gathered(
    [...copier.body(iteration.steps), ...compare("less", own, iteration.index)],
    items,
    to,
  );
  const isThere = sort === "text" ? compare("notEqual", value, constant("")) : [];
  const isFirst =
    sort === "text" ? compare("notEqual", first, constant("")) : compare("greater", call("count", first), constant(0));
  const isNotEmpty: Body = isNone(first)
    ? exists([...body, ...isThere])
    : any([isFirst, exists([...body, ...isThere])]);
  return told(choose([{ when: isNotEmpty, answer: constant(true) }], constant(false)));
}

/** A list and what of another one is new to it, each once: where it comes first. */
function withoutRepeats(added: Term, first: Term, to: Lowering): Term {
  const all = to.named("all", added);
  const [item, index] = [to.fresh("item"), to.fresh("index", { position: true })];
  const isNew = (list: Term) => not(test(call("in", item, list)));
  const body: Body = [
    some(all, item, index),
    ...(isNone(first) ? [] : isNew(first)),
    ...isNew(call("slice", all, constant(0), index)),
  ];
  const fresh: Term = { kind: "collect", into: "array", body, value: item };
  return isNone(first) ? fresh : call("concatArrays", first, fresh);
}

/** Items that neither the first value nor an earlier pass has. */
function newItems(items: Term, first: Term, steps: Body, own: Variable, to: Lowering): Term {
  const added = gathered([], items, to);
  const copier = renewer([[...steps, ...added.body]], [added.value], to.ids);
  const earlier: Body = [
    ...copier.body(steps),
    ...compare("less", copier.term(own), own),
    ...copier.body(added.body),
    ...compare("equal", copier.term(added.value), added.value),
  ];
  const when: Body = [
    ...added.body,
    ...(isNone(first) ? [] : not(test(call("in", added.value, first)))),
    ...not(exists(earlier)),
  ];
  return choose([{ when, answer: list(added.value) }], list());
}
