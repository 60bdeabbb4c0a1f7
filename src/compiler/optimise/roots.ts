import { identifiersBeside } from "../ir/fresh.js";
import { freeVariables, isDefined, keyOf, walkBody, walkModule, walkTerm } from "../ir/inspect.js";
import type { Apply, FunctionRule, Module, Term, Variable, ViolationRule } from "../ir/nodes.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";
import { isEmptyCollection } from "../ir/terms.js";

/**
 * What every call of a function gives alike, from the review, the parameters or rules about them, is read there by the function itself:
 * OPA keeps the answer of a rule without having to compare what it is about, and a reader sees what that is. 57 policies of the standard
 * library allocate 2.4 % less for a review in `gator bench` (geometric mean), that of allowed repositories 7.6 %.
 */
export function roots(module: Module): Module {
  const next = once(module);
  return next === undefined ? module : roots(next);
}

/** Undefined when there is nothing to do. A function that has become certain makes certain what it gives others. */
function once(module: Module): Module | undefined {
  const calls = callsIn(module);
  const given = new Map<string, readonly (Term | undefined)[]>();
  const ids = identifiersBeside(module);
  for (const { id, parameters, result } of module.functions) {
    const own = calls.filter(({ callee }) => callee === id);
    const same = parameters.map((_, at) => sameTerm(own.map(({ args }) => args[at] as Term)));
    const others = same.some((term) => term === undefined);
    const alike = parameters.map((parameter, at) => {
      const term = same[at];
      if (term === undefined || isRoot(bare(term))) return term === undefined ? undefined : bare(term);
      // What else is the same in all calls is a rule, where the function is asked about many things.
      if (!others || !isFixed(bare(term)) || isDecoded(parameter, result)) return undefined;
      const name = term.kind === "named" ? term : ids.named({ ...unsaid, name: nameOf(term) ?? parameter.name, term });
      return { ...name, rule: true as const };
    });
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

const unsaid = { kind: "named", id: 0, present: true } as const;

/** The term that all of the terms are, under the name that it has. */
function sameTerm(terms: readonly Term[]): Term | undefined {
  const [first] = terms;
  if (first === undefined || !isDefined(bare(first)) || freeVariables([], first).length > 0) return undefined;
  const key = keyOf(bare(first));
  return terms.every((term) => keyOf(bare(term)) === key)
    ? (terms.find(({ kind }) => kind === "named") ?? first)
    : undefined;
}

/** The review, a part of it that is always there, or the parameters. */
function isRoot(term: Term): boolean {
  if (term.kind === "root") return term.from !== "inventory";
  return term.kind === "member" && term.present && term.object.kind === "root" && term.key.kind === "constant";
}

/** What a rule says of the review and the parameters, or a part of them with what stands for it where it is missing. */
function isFixed(term: Term): boolean {
  if (term.kind === "apply") return term.args.length === 0 && term.present;
  return (
    term.kind === "orElse" &&
    isPart(term.first) &&
    (term.otherwise.kind === "constant" || isEmptyCollection(term.otherwise))
  );
}

/** What a part that may be missing is called where it is read. */
function nameOf(term: Term): string | undefined {
  if (term.kind !== "orElse" || term.first.kind !== "member" || term.first.key.kind !== "constant") return undefined;
  return String(term.first.key.value);
}

/** A part of the review or of the parameters, by keys that are written out. */
function isPart(term: Term): boolean {
  const target = bare(term);
  if (target.kind === "root") return target.from !== "inventory";
  return target.kind === "member" && isPart(target.object) && target.key.kind === "constant";
}

/** Whether a value of a parameter stands for undefined. */
function isDecoded({ id }: Variable, result: FunctionRule["result"]): boolean {
  let found = false;
  const visit = (term: Term): boolean => {
    if (term.kind === "decoded" && term.term.kind === "variable" && term.term.id === id) found = true;
    return !found;
  };
  if (result.kind === "value") walkTerm(result.term, visit);
  else walkBody(result.body, visit);
  return found;
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
