/** Which modules have sets: JSON writes them as lists. */
import { walkModule } from "../ir/inspect.js";
import type { Module, Term } from "../ir/nodes.js";
import { operation } from "../ir/operations.js";

/** Whether any value of a module may be a set, or hold one. Reviews, parameters and synced objects hold none. */
export function hasSets(module: Module): boolean {
  let found = false;
  const visit = (term: Term): boolean => {
    found ||= makesSet(term);
    return !found;
  };
  walkModule(module, visit);
  return found;
}

function makesSet(term: Term): boolean {
  if (term.kind === "call") return term.operation === "groupSets" || operation(term.operation).result === "set";
  return term.kind === "set" || (term.kind === "collect" && term.into === "set");
}
