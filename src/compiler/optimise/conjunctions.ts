import type { Body, Module, Term } from "../ir/nodes.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";

/** Changes every conjunction of a module that has terms of its own after it: of rules, and of what is collected inside of terms. */
export function inConjunctions(module: Module, change: (body: Body, heads: readonly Term[]) => Body): Module {
  const inside = (term: Term): Term => {
    if (term.kind !== "collect") return term;
    return { ...term, body: change(term.body, term.key === undefined ? [term.value] : [term.key, term.value]) };
  };
  return {
    ...module,
    violations: module.violations.map((rule) => ({
      ...rule,
      body: change(rewriteBody(rule.body, inside), rule.details === undefined ? [rule.msg] : [rule.msg, rule.details]),
      msg: rewriteTerm(rule.msg, inside),
      ...(rule.details === undefined ? {} : { details: rewriteTerm(rule.details, inside) }),
    })),
    functions: module.functions.map((rule) => ({
      ...rule,
      result:
        rule.result.kind === "value"
          ? { kind: "value", term: rewriteTerm(rule.result.term, inside) }
          : { kind: "predicate", body: change(rewriteBody(rule.result.body, inside), []) },
    })),
  };
}
