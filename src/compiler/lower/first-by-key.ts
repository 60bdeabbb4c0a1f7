/** Objects and Maps that keep what they are given first: `seen[key] ??= x`, `if (!seen.has(key)) seen.set(key, x)`. */
import type { Body, Term } from "../ir/nodes.js";
import { choose, unnamed } from "../ir/terms.js";
import { type Before, concat, isBefore, isFree, list } from "./before.js";
import { type Asks, asksPresence, isOwnEntry } from "./groups.js";

/** Pairs of a key and the value that it gets where it has none. */
export function firstByKey(term: Term, before: Before, inner: (term: Term) => Term | undefined): Term | undefined {
  if (term.kind === "choose") return underCondition(term, before);
  if (term.kind !== "call") return undefined;
  const [base, over] = term.args as [Term, Term];
  if (term.operation === "firstByKey") {
    const below = inner(base);
    return below === undefined || !isFree(over, before) ? undefined : concat(below, over);
  }
  const entry = entryOf(term, before);
  const value = entry === undefined ? undefined : unnamed(entry.value);
  if (entry === undefined || value?.kind !== "orElse") return undefined;
  return isOwnEntry(value.first, entry.key, before) && isFree(value.otherwise, before)
    ? list(list(entry.key, value.otherwise))
    : undefined;
}

/** What is put under a key: `{ ...before, [key]: value }`. */
function entryOf(term: Term, before: Before): { readonly key: Term; readonly value: Term } | undefined {
  const target = unnamed(term);
  if (target.kind !== "call" || target.operation !== "mergeObjects") return undefined;
  const [base, over] = target.args as [Term, Term];
  const [entry, more] = over.kind === "object" ? over.entries : [];
  const below = unnamed(base);
  const written = below.kind === "call" && below.operation === "removeKeys" ? unnamed(below.args[0] as Term) : below;
  return isBefore(written, before) && entry !== undefined && more === undefined && isFree(entry.key, before)
    ? entry
    : undefined;
}

function underCondition(term: Extract<Term, { kind: "choose" }>, before: Before): Term | undefined {
  const [only, more] = term.cases;
  if (only === undefined || more !== undefined || term.otherwise === undefined) return undefined;
  const stays = isBefore(only.answer, before);
  if (!stays && !isBefore(term.otherwise, before)) return undefined;
  const entry = entryOf(stays ? term.otherwise : only.answer, before);
  if (entry === undefined || !isFree(entry.value, before)) return undefined;
  const own: Asks = (one) => isOwnEntry(one, entry.key, before);
  const asked = only.when.filter((step) => !isFree([step], before));
  const rest = only.when.filter((step) => isFree([step], before));
  const items = list(list(entry.key, entry.value));
  if (stays) return rest.length === 0 && asks(asked, own, entry.value) ? items : undefined;
  const [step, another] = asked;
  if (step?.kind !== "not" || another !== undefined || !asks(step.body, own, entry.value)) return undefined;
  return rest.length === 0 ? items : choose([{ when: rest, answer: items }], list());
}

/** True for the question whether there is an entry: its truth says so where no entry is false. */
function asks(when: Body, own: Asks, value: Term): boolean {
  const [step] = when;
  if (!asksPresence(when, own)) return false;
  if (step?.kind !== "test" || !own(step.term)) return true;
  const target = unnamed(value);
  return target.kind === "object" || target.kind === "array" || (target.kind === "constant" && target.value === true);
}
