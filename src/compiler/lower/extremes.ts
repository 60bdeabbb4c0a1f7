/** The greatest and the least of what a loop meets. */
import { keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { choose, unnamed } from "../ir/terms.js";
import { type Before, concat, isBefore, isFree, list } from "./before.js";

type Extreme = "max" | "min";

/** The comparison of the two sides the other way round. */
export const opposite = {
  greater: "less",
  greaterOrEqual: "lessOrEqual",
  less: "greater",
  lessOrEqual: "greaterOrEqual",
} as const;

/** What is compared with the value before, where the greater (or the lesser) of the two is kept. */
export function comparedTo(
  term: Term,
  sort: Extreme,
  before: Before,
  inner: (term: Term) => Term | undefined,
): Term | undefined {
  if (term.kind === "call" && term.operation === sort) return among(term.args[0] as Term, before, inner);
  if (term.kind !== "choose" || term.cases.length !== 1 || term.otherwise === undefined) return undefined;
  const { when, answer } = term.cases[0] as { when: Body; answer: Term };
  const kept = isBefore(answer, before) ? term.otherwise : answer;
  const below = isBefore(answer, before) ? [] : inner(term.otherwise);
  if (below === undefined || !isFree(kept, before)) return undefined;
  const asked = when.find((step) => !isFree([step], before));
  const rest = when.filter((step) => step !== asked);
  if (asked?.kind !== "test" || asked.term.kind !== "call" || rest.some((step) => !isFree([step], before)))
    return undefined;
  if (isBefore(answer, before) && rest.length > 0) return undefined;
  const wanted = relation(asked.term, kept, before);
  const grows = isBefore(answer, before) ? (sort === "max" ? "less" : "greater") : sort === "max" ? "greater" : "less";
  if (wanted === undefined || !wanted.startsWith(grows)) return undefined;
  const items = list(kept);
  const own = rest.length === 0 ? items : choose([{ when: rest, answer: items }], list());
  return Array.isArray(below) ? own : concat(below, own);
}

/** How what is compared stands to the value before: `greater` of `x > before`, and of `before < x`. */
function relation(term: Extract<Term, { kind: "call" }>, kept: Term, before: Before): string | undefined {
  const [left, right] = term.args as [Term, Term];
  const operation = term.operation as keyof typeof opposite;
  if (opposite[operation] === undefined) return undefined;
  const same = (side: Term) => keyOf(unnamed(side)) === keyOf(unnamed(kept));
  if (isBefore(right, before) && same(left)) return operation;
  return isBefore(left, before) && same(right) ? opposite[operation] : undefined;
}

/** The others in the list of what `Math.max` and `Math.min` compare. */
function among(compared: Term, before: Before, inner: (term: Term) => Term | undefined): Term | undefined {
  if (compared.kind === "call" && compared.operation === "concatArrays") {
    const [own, others] = compared.args as [Term, Term];
    const below = own.kind === "array" && own.items.length === 1 ? inner(own.items[0] as Term) : undefined;
    return below === undefined || !isFree(others, before) ? undefined : concat(below, others);
  }
  if (compared.kind !== "array") return undefined;
  const growing = compared.items.filter((item) => !isFree(item, before));
  const below = growing.length === 1 ? inner(growing[0] as Term) : undefined;
  const others = compared.items.filter((item) => isFree(item, before));
  return below === undefined ? undefined : concat(below, list(...others));
}
