import { keyOf, walkModule } from "../ir/inspect.js";
import type { Apply, FunctionRule, Module, Term, ViolationRule } from "../ir/nodes.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";

/**
 * What every call of a function gives from the review or the parameters is read there by the function itself: OPA keeps the answer of a rule
 * without having to compare what it is about, and a reader sees what that is.
 */
export function roots(module: Module): Module {
  const next = once(module);
  return next === undefined ? module : roots(next);
}

/** Undefined when there is nothing to do. A function that has become certain makes certain what it gives others. */
function once(module: Module): Module | undefined {
  const calls = callsIn(module);
  const given = new Map<string, readonly (Term | undefined)[]>();
  for (const { id, parameters } of module.functions) {
    const own = calls.filter(({ callee }) => callee === id);
    const alike = parameters.map((_, at) => sameRoot(own.map(({ args }) => args[at] as Term)));
    if (alike.some((term) => term !== undefined)) given.set(id, alike);
  }
  if (given.size === 0) return undefined;
  const change = (term: Term): Term => {
    const alike = term.kind === "apply" ? given.get(term.callee) : undefined;
    if (term.kind !== "apply" || alike === undefined) return term;
    return { ...term, args: term.args.filter((_, at) => alike[at] === undefined) };
  };
  return {
    ...module,
    functions: module.functions.map((rule) => functionReading(rule, given.get(rule.id) ?? [], change)),
    violations: module.violations.map((rule) => violationReading(rule, change)),
  };
}

function callsIn(module: Module): readonly Apply[] {
  const calls: Apply[] = [];
  const visit = (term: Term): undefined => {
    if (term.kind === "apply") calls.push(term);
  };
  walkModule(module, visit);
  return calls;
}

/** The review, a part of it that is always there, or the parameters: the one that all of the terms are. */
function sameRoot(terms: readonly Term[]): Term | undefined {
  const [first] = terms.map(bare);
  if (first === undefined || !isRoot(first)) return undefined;
  const key = keyOf(first);
  return terms.every((term) => keyOf(bare(term)) === key) ? first : undefined;
}

function isRoot(term: Term): boolean {
  if (term.kind === "root") return term.from !== "inventory";
  return term.kind === "member" && term.present && term.object.kind === "root" && term.key.kind === "constant";
}

function bare(term: Term): Term {
  return term.kind === "named" ? bare(term.term) : term;
}

function functionReading(
  rule: FunctionRule,
  alike: readonly (Term | undefined)[],
  change: (term: Term) => Term,
): FunctionRule {
  const read = new Map(rule.parameters.map(({ id }, at) => [id, alike[at]]));
  const both = (term: Term) => (term.kind === "variable" ? read.get(term.id) : undefined) ?? change(term);
  const { result } = rule;
  return {
    ...rule,
    parameters: rule.parameters.filter((_, at) => alike[at] === undefined),
    result:
      result.kind === "predicate"
        ? { ...result, body: rewriteBody(result.body, both) }
        : { ...result, term: rewriteTerm(result.term, both) },
  };
}

function violationReading(rule: ViolationRule, change: (term: Term) => Term): ViolationRule {
  return {
    ...rule,
    body: rewriteBody(rule.body, change),
    msg: rewriteTerm(rule.msg, change),
    ...(rule.details === undefined ? {} : { details: rewriteTerm(rule.details, change) }),
  };
}
