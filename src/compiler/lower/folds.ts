/**
 * What a loop makes of a name that it assigns to. One pass turns the value before it into the value after it; where the latter is the
 * former and something more, all the passes together are the first value and everything more, which Rego can say at once.
 */
import type { Term } from "../ir/nodes.js";
import { choose, unnamed } from "../ir/terms.js";
import {
  adding,
  appended,
  elementsOf,
  joinedTo,
  type Leaf,
  merged,
  overlaid,
  replaced,
  summed,
  united,
} from "./additions.js";
import { distinctOf, idempotent, withoutIdle } from "./asked-before-added.js";
import { type Before, isBefore, isFree, isNone, none } from "./before.js";
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
