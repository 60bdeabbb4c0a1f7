import type { Term } from "../ir/nodes.js";
import { exists, not } from "../ir/steps.js";
import { choose } from "../ir/terms.js";
import type { Lowering, Scope } from "./lowering.js";
import { type Exit, type Outcome, outer } from "./outcome.js";

/** What a block with a label leads to: a `break` that names it goes on after the block. */
export function leftByName(label: string, inner: Outcome, before: Scope, to: Lowering): Outcome {
  const isOwn = (exit: Exit) => exit.kind === "break" && exit.label === label;
  const breaks = inner.exits.filter(isOwn);
  if (breaks.length === 0) return { ...inner, scope: outer(inner.scope, before) };
  // A way out may stand after a break of the block.
  const exits = inner.exits.filter((exit) => !isOwn(exit)).map((exit) => ({ ...exit, when: exit.exactly }));
  return {
    exits,
    after: exits.flatMap(({ when }) => not(exists(when))),
    ends: false,
    scope: joinedBreaks(breaks, inner, before, to),
  };
}

/** After the block, a name stands for what the way that was taken gave it. */
function joinedBreaks(breaks: readonly Exit[], inner: Outcome, before: Scope, to: Lowering): Scope {
  const result = new Map(before);
  for (const [symbol, binding] of before) {
    if (binding.kind !== "term") continue;
    const termOf = (scope: Scope): Term => {
      const now = scope.get(symbol);
      return now?.kind === "term" ? now.term : binding.term;
    };
    const last = breaks.at(-1);
    const end = inner.ends && last !== undefined ? termOf(last.scope) : termOf(inner.scope);
    const cases = breaks.map((exit) => ({ when: exit.exactly, answer: termOf(exit.scope) }));
    const term = cases.every(({ answer }) => answer === end) ? end : to.named(symbol.name, choose(cases, end));
    if (term !== binding.term) result.set(symbol, { kind: "term", term });
  }
  return result;
}
