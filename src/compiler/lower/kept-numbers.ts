import { mayBeNaN, walkBody, walkTerm } from "../ir/inspect.js";
import type { FunctionRule, Term, ViolationRule } from "../ir/nodes.js";

/** Operations that are NaN when one of a list of numbers is. */
const strict = new Set(["max", "min", "product"]);

/** True when a list, a set or an object of a rule may hold NaN, for which there is nothing in Rego. */
export function keepsNaN({ body, msg }: ViolationRule): boolean {
  const { found, visit } = search();
  walkBody(body, visit);
  walkTerm(msg, visit);
  return found();
}

/** The same of a function. */
export function functionKeepsNaN({ result }: FunctionRule): boolean {
  const { found, visit } = search();
  if (result.kind === "predicate") walkBody(result.body, visit);
  else walkTerm(result.term, visit);
  return found();
}

function search(): { found(): boolean; visit(term: Term): boolean } {
  let kept = false;
  const exempt = new Set<Term>();
  return {
    found: () => kept,
    visit(term) {
      if (term.kind === "call" && strict.has(term.operation)) for (const arg of term.args) exempt.add(arg);
      if (!exempt.has(term) && holdsNaN(term)) kept = true;
      return !kept;
    },
  };
}

function holdsNaN(term: Term): boolean {
  switch (term.kind) {
    case "array":
    case "set":
      return term.items.some(mayBeNaN);
    case "collect":
      return mayBeNaN(term.value);
    case "object":
      return term.entries.some(({ value }) => mayBeNaN(value));
    default:
      return false;
  }
}
