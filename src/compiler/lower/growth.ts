/** How one pass of a loop changes a name, found out by running it. */

import { isDefined, keyOf, walkTerm } from "../ir/inspect.js";
import type { Body, Term, Variable } from "../ir/nodes.js";
import { mentions, placeholder } from "../ir/renew.js";
import { rewriteTerm } from "../ir/rewrite.js";
import { not } from "../ir/steps.js";
import { absent, choose, constant, isEmptyCollection, member, unnamed } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import { box } from "./answers.js";
import { type Before, isBefore, isNone, list } from "./before.js";
import { plain } from "./best.js";
import { withEmptiness } from "./emptiness.js";
import { firstGiven } from "./first-given.js";
import { type Fold, foldOf } from "./folds.js";
import { whereNull } from "./from-null.js";
import { type Grouping, groupedBy } from "./grouped.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import type { Exit, Outcome } from "./outcome.js";
import type { Shape } from "./shape.js";
import { truthy } from "./truth.js";

/** One pass, run with names standing for given terms. */
export interface Trial {
  readonly start: ReadonlyMap<ts.Symbol, Term>;
  readonly iteration: Iteration;
  readonly outcome: Outcome;
}

/** A loop that assigns to names of the scope around it. */
export interface Subject {
  readonly scope: Scope;
  readonly symbols: readonly ts.Symbol[];
  /** Two loops as one, whose passes have no positions. */
  readonly isJoined?: true;
  /** True for ways out that only end a pass. */
  endsPass(exit: Exit): boolean;
  run(values: ReadonlyMap<ts.Symbol, Term>): Trial;
}

const nothing: Term = Object.freeze({
  kind: "named",
  id: 0,
  name: "refused",
  term: constant(null),
  present: true,
});

/** What stands for a name that a loop inside of this one changes in no way that Rego has. */
export const refused = Object.freeze({ kind: "term", term: nothing } as const);

function isRefused(way: Term): boolean {
  let found = false;
  walkTerm(way, (term) => {
    found ||= term === nothing || (term.kind === "named" && term.id === 0);
    return undefined;
  });
  return found;
}

/** What passes add to a name: those that go on, and those that lead out of the loop, in their order. */
export interface Growth {
  readonly sort: Fold["sort"];
  readonly goingOn: Term;
  readonly leading: readonly Term[];
  /** What is compared of the value before, where the best is kept. */
  readonly measure?: Term;
  /** What is not there at first stays away: `if (best && …) best = x`. */
  readonly guarded?: true;
  /** How each entry grows, of an object whose entries do. */
  readonly grouping?: Grouping;
  /** The name is null until a pass gives it a value. */
  readonly fromNull?: true;
  /** Where items read whether the value before is empty: what tells them, and the items that an empty one gets. */
  readonly emptiness?: { readonly flag: Variable; readonly items: Term };
  /** Where the items come from: they read what its steps bind. */
  readonly trial: Trial;
}

export function leadsOf({ outcome }: Trial, subject: Subject): readonly Exit[] {
  return outcome.exits.filter((exit) => !subject.endsPass(exit));
}

export function mayBeUndefined(symbol: ts.Symbol, to: Lowering): boolean {
  const declaration = symbol.valueDeclaration;
  return (
    declaration !== undefined && to.shapeOfType(to.checker.getTypeOfSymbolAtLocation(symbol, declaration)).undefined
  );
}

/** Undefined where the name grows in no way that Rego has; "unchanged" where it does not grow. */
export function growthOf(
  symbol: ts.Symbol,
  before: Before,
  placeholders: ReadonlyMap<ts.Symbol, Term>,
  trial: Trial,
  subject: Subject,
  to: Lowering,
): Growth | "unchanged" | undefined {
  const ways = waysOf(symbol, trial, subject);
  if (ways.some(isRefused)) return undefined;
  if (ways.every((way) => isBefore(way, before))) return "unchanged";
  const fold = foldOf(ways, before);
  if (fold?.items.every(isNone)) return "unchanged";
  if (fold !== undefined) return withMeasure(made(fold.sort, fold.items, trial), fold.measure);
  const leads = leadsOf(trial, subject);
  if (leads.some(({ exactly }) => mentions(exactly, new Set([before.variable.id])))) return undefined;
  const asking = askingEmptiness(ways, before, trial, to);
  if (asking !== undefined) return asking;
  const binding = subject.scope.get(symbol);
  const given = binding?.kind === "term" ? firstGiven(ways, before, binding.term) : undefined;
  if (given !== undefined) return made("found", given, trial);
  if (binding?.kind === "term" && isEmptyCollection(binding.term) && !before.mayBeUndefined && leads.length === 0) {
    const grouped = groupedBy(ways[0] as Term, before, to);
    if (grouped !== undefined && grouped.grouping.fields.length > 0)
      return { ...made("grouped", [grouped.items], trial), grouping: grouped.grouping };
  }
  if (
    binding?.kind === "term" &&
    binding.term.kind === "constant" &&
    binding.term.value === null &&
    !before.mayBeUndefined
  )
    return fromNull(ways, before, trial);
  const at = (value: Term) => {
    const one = subject.run(new Map(placeholders).set(symbol, value));
    return { trial: one, ways: waysOf(symbol, one, subject) };
  };
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return undefined;
  const shape = to.shapeOfType(to.checker.getTypeOfSymbolAtLocation(symbol, declaration));
  if (
    (shape.true || shape.false) &&
    !(shape.undefined || shape.null || shape.string || shape.number || shape.object || shape.array)
  )
    return flag(at, shape);
  return before.mayBeUndefined ? initiallyAbsent(at, before, to) : undefined;
}

type At = (value: Term) => { readonly trial: Trial; readonly ways: readonly Term[] };

function made(sort: Fold["sort"], [goingOn, ...leading]: readonly Term[], trial: Trial): Growth {
  return { sort, goingOn: goingOn ?? list(), leading, trial };
}

function withMeasure(growth: Growth, measure: Term | undefined): Growth {
  return measure === undefined ? growth : { ...growth, measure };
}

/** A text or a list that asks whether it has anything yet. */
function askingEmptiness(ways: readonly Term[], before: Before, trial: Trial, to: Lowering): Growth | undefined {
  const flag = to.fresh(`has_${before.variable.name}`);
  const told = ways.map((way) => withEmptiness(way, before, { flag }));
  const empty = ways.map((way) => withEmptiness(way, before, "empty"));
  if ([...told, ...empty].some((way) => way === undefined)) return undefined;
  const fold = foldOf(told as readonly Term[], before);
  const first = foldOf(empty as readonly Term[], before);
  if (fold === undefined || fold.sort !== first?.sort || !["text", "list"].includes(fold.sort)) return undefined;
  return { ...made(fold.sort, fold.items, trial), emptiness: { flag, items: first.items[0] ?? list() } };
}

/** The value of a name after a pass that goes on, and after each one that leads out. */
function waysOf(symbol: ts.Symbol, trial: Trial, subject: Subject): readonly Term[] {
  const { outcome } = trial;
  const termOf = (scope: Scope) => {
    const binding = scope.get(symbol);
    return binding?.kind === "term" ? binding.term : absent;
  };
  const ends = outcome.exits.filter((exit) => subject.endsPass(exit));
  const cases = ends.map(({ exactly, scope }) => ({ when: exactly, answer: termOf(scope) }));
  const last = cases.at(-1);
  const leading = leadsOf(trial, subject).map(({ scope }) => termOf(scope));
  // Where no pass goes on, none of those that do changes the name.
  const start = trial.start.get(symbol) ?? absent;
  const end = outcome.ends ? (last?.answer ?? start) : termOf(outcome.scope);
  return [cases.every(({ answer }) => answer === end) ? end : choose(cases, end), ...leading];
}

/** A flag that passes may set and none takes back, or the other way round: what they make of true, and of false. */
function flag(at: At, shape: Shape): Growth | undefined {
  const raised = at(constant(true));
  const lowered = at(constant(false));
  const items = (ways: readonly Term[], ask: (way: Term) => Body) =>
    ways.map((way) => choose([{ when: ask(way), answer: list(constant(true)) }], list()));
  if (raised.ways.every((way) => isAlways(way, true)))
    return made(
      "any",
      items(lowered.ways, (way) => truthy(way, shape)),
      lowered.trial,
    );
  if (lowered.ways.every((way) => isAlways(way, false)))
    return made(
      "all",
      items(raised.ways, (way) => not(truthy(way, shape))),
      raised.trial,
    );
  return undefined;
}

function isAlways(term: Term, value: boolean): boolean {
  const target = unnamed(term);
  if (target.kind === "constant") return target.value === value;
  if (target.kind !== "choose" || target.otherwise === undefined) return false;
  return [...target.cases.map(({ answer }) => answer), target.otherwise].every((one) => isAlways(one, value));
}

/** A name without a value at first: the first value stays, or the greatest one. */
function initiallyAbsent(at: At, before: Before, to: Lowering): Growth | undefined {
  const without = at(absent);
  const value = to.fresh(before.variable.name);
  const defined = { variable: value, mayBeUndefined: false };
  const present = at(placeholder(value, false));
  if (present.ways.every((way) => isBefore(way, defined)))
    return made(
      "first",
      without.ways.map((way) => itemsOf(way, box)),
      without.trial,
    );
  const fold = foldOf(present.ways, defined);
  const asked = placeholder(before.variable, true);
  const measure = fold?.measure && rewriteTerm(fold.measure, (term) => (isBefore(term, defined) ? asked : term));
  const growth = fold && withMeasure(made(fold.sort, fold.items, present.trial), measure);
  if (without.ways.every((way) => unnamed(way).kind === "undefined")) {
    // Once it is there it stays there.
    const stays = fold !== undefined && fold.sort !== "last" && fold.items.every(isDefined);
    return growth !== undefined && stays ? { ...growth, guarded: true } : undefined;
  }
  if (fold?.measure !== undefined) {
    const isSame = fold.items.every(
      (one, index) => canonical(valuesOf(one)) === canonical(itemsOf(without.ways[index] as Term, box)),
    );
    return isSame ? growth : undefined;
  }
  if (fold === undefined || (fold.sort !== "max" && fold.sort !== "min")) return undefined;
  const same = fold.items.every(
    (one, index) => canonical(one) === canonical(itemsOf(without.ways[index] as Term, compared)),
  );
  return same ? made(fold.sort, fold.items, present.trial) : undefined;
}

/** A name that is null at first: the greatest value, or the best one. */
function fromNull(ways: readonly Term[], before: Before, trial: Trial): Growth | undefined {
  const fold = foldOf(
    ways.map((way) => whereNull(way, false, before)),
    before,
  );
  const first = ways.map((way) =>
    itemsOf(whereNull(way, true, before), (value) => (isBefore(value, before) ? list() : box(value))),
  );
  if (fold === undefined || !(fold.measure !== undefined || fold.sort === "max" || fold.sort === "min"))
    return undefined;
  const values = fold.items.map((items) => (fold.measure === undefined ? items : valuesOf(items)));
  if (!values.every((items, index) => canonical(items) === canonical(first[index] as Term))) return undefined;
  return { ...withMeasure(made(fold.sort, fold.items, trial), fold.measure), fromNull: true };
}

/** The values that a pass gives a name which has none. What is undefined is none. */
function itemsOf(term: Term, of: (value: Term) => Term): Term {
  const target = unnamed(term);
  if (target.kind !== "choose") return of(target.kind === "undefined" ? target : term);
  return choose(
    target.cases.map(({ when, answer }) => ({ when, answer: itemsOf(answer, of) })),
    target.otherwise === undefined ? list() : itemsOf(target.otherwise, of),
  );
}

/** The values of pairs of what is compared and the value. */
function valuesOf(pairs: Term): Term {
  const target = unnamed(pairs);
  if (target.kind === "array") return list(...target.items.map((pair) => member(pair, constant(1))));
  if (target.kind !== "choose") return target;
  return choose(
    target.cases.map(({ when, answer }) => ({ when, answer: valuesOf(answer) })),
    valuesOf(target.otherwise ?? list()),
  );
}

/** What an inner loop compares, or a value. */
function compared(term: Term): Term {
  const target = unnamed(term);
  return target.kind === "call" && (target.operation === "max" || target.operation === "min")
    ? (target.args[0] as Term)
    : box(term);
}

/** Equal for terms that are the same but for the numbers of their variables. */
function canonical(term: Term): string {
  const numbers = new Map<string, number>();
  return keyOf(plain(term)).replaceAll(/"id":(-?\d+)/g, (_, id: string) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return `"id":${number}`;
  });
}
