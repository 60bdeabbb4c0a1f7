import { walkModule } from "./inspect.js";
import type { Module, Named, Variable } from "./nodes.js";
import type { Identifiers } from "./renew.js";
import { rewriteBody, rewriteTerm } from "./rewrite.js";

/** Makes identifiers that no node of a module has. */
export function identifiersBeside(module: Module): Identifiers {
  let last = 0;
  const note = (variable: Variable) => {
    last = Math.max(last, variable.id);
    return variable;
  };
  walkModule(module, (term) => {
    if (term.kind === "variable" || term.kind === "named") last = Math.max(last, term.id);
    return true;
  });
  for (const { body, msg, details } of module.violations) {
    rewriteBody(body, same, note);
    for (const term of [msg, details]) if (term !== undefined) rewriteTerm(term, same, note);
  }
  for (const { parameters, result } of module.functions) {
    parameters.forEach(note);
    if (result.kind === "predicate") rewriteBody(result.body, same, note);
    else rewriteTerm(result.term, same, note);
  }
  const next = () => {
    last += 1;
    return last;
  };
  return {
    variable: (like: Variable) => ({ ...like, id: next() }),
    named: (like: Named) => ({ ...like, id: next() }),
  };
}

function same<T>(node: T): T {
  return node;
}
