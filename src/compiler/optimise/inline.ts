import { identifiersBeside } from "../ir/fresh.js";
import { callsOf, isDefined, keyOf, walkBody, walkModule, walkTerm } from "../ir/inspect.js";
import type { Apply, Body, Collect, FunctionRule, Module, Step, Term } from "../ir/nodes.js";
import { filler, type Identifiers, mentions, renewer } from "../ir/renew.js";
import { rewriteModule } from "../ir/rewrite.js";
import { defined, isPlain, some } from "../ir/steps.js";
import { assume, isPath, unnamed } from "../ir/terms.js";
import { inConjunctions } from "./conjunctions.js";
import { lean, reads } from "./implied.js";

/** So many nodes read no worse in the place of the only call. */
const ONCE = 24;

/** So many do in each of several places. */
const OFTEN = 6;

/** Conditions are no longer. */
const LINE = 90;

/**
 * A function of one line stands where it is called, when that is one place or the line is hardly longer than the call. The ten policies that
 * have one allocate 2 % less (geometric mean), that of capabilities 6 %.
 */
export function inline(module: Module): Module {
  return module.functions.reduce(withoutFunction, module);
}

function withoutFunction(module: Module, { id }: FunctionRule): Module {
  const rule = leanRule(module.functions.find((one) => one.id === id) as FunctionRule);
  if (rule.parameters.length === 0) return underItsName(module, rule);
  if (!isLine(rule)) return module;
  const calls = callsOf(id, module);
  if (calls.length === 0 || sizeOf(rule) > (calls.length === 1 ? ONCE : OFTEN)) return module;
  if (!calls.every((call) => fits(rule, call))) return module;
  const ids = identifiersBeside(module);
  const without = { ...module, functions: module.functions.filter((one) => one.id !== id) };
  const { result } = rule;
  if (result.kind === "value")
    return rewriteModule(without, (term) => {
      if (term.kind !== "apply" || term.callee !== id) return term;
      const filled = loopsOver(given(rule, term, ids).term(renewer([], [result.term], ids).term(result.term)));
      return term.present ? assume(filled) : filled;
    });
  let left = calls.length;
  const change = (body: Body): Body =>
    body.flatMap((step): Body => {
      if (step.kind === "exists") return [{ ...step, body: change(step.body) }];
      const call = step.kind === "test" ? unnamed(step.term) : undefined;
      if (call?.kind !== "apply" || call.callee !== id) return [step];
      const said = lean([...call.args.flatMap(defined), ...given(rule, call, ids).body(result.body)]);
      if (said.some((one) => lengthOf(one) > LINE)) return [step];
      left -= 1;
      return said;
    });
  const inlined = inConjunctions(without, change);
  // What is asked under a negation or in an alternative, and what takes more than a line there, keeps its name.
  return left === 0 ? inlined : module;
}

function leanRule(rule: FunctionRule): FunctionRule {
  const { result } = rule;
  return result.kind === "value" ? rule : { ...rule, result: { ...result, body: lean(result.body) } };
}

/** A rule that one name stands for everywhere has that name. */
function underItsName(module: Module, { id, result, span }: FunctionRule): Module {
  if (result.kind !== "value") return module;
  const names = new Set<number>();
  let named = 0;
  walkModule(module, (term) => {
    if (term.kind !== "named" || term.term.kind !== "apply" || term.term.callee !== id) return true;
    names.add(term.id);
    named += 1;
    return true;
  });
  if (names.size !== 1 || named !== callsOf(id, module).length) return module;
  const without = { ...module, functions: module.functions.filter((one) => one.id !== id) };
  return rewriteModule(without, (term) =>
    term.kind === "named" && names.has(term.id) ? { ...term, term: result.term, rule: true, span } : term,
  );
}

/** What was given to a function may be missing, and has no elements then. */
function loopsOver(term: Term): Term {
  if (term.kind !== "collect") return term;
  return {
    ...term,
    body: term.body.map((step) => (step.kind === "some" ? some(step.in, step.value, step.key) : step)),
  };
}

function given({ parameters }: FunctionRule, { args }: Apply, ids: Identifiers) {
  const values = parameters.map(({ id }, at) => [id, { term: args[at] as Term, mayBeUndefined: false }] as const);
  return filler(new Map(values), ids);
}

/** True for what Rego says in one line: no choices, nothing that is named in between. */
function isLine({ parameters, result }: FunctionRule): boolean {
  if (result.kind === "predicate") return isPlain(result.body) && result.body.length <= 2 && result.body.every(isSaid);
  const own = new Set(parameters.map(({ id }) => id));
  let said = true;
  let lists = 0;
  walkTerm(result.term, (term) => {
    if (term.kind === "choose" || term.kind === "decoded" || (term.kind === "named" && mentions(term, own)))
      said = false;
    if (term.kind !== "collect") return true;
    lists += 1;
    if (term.into === "object" || !term.body.every(({ kind }) => kind === "some" || kind === "test")) said = false;
    return true;
  });
  return said && lists <= 1;
}

function isSaid(step: Step): boolean {
  if (step.kind === "not") return step.body.length === 1 && step.body.every(isSaid);
  if (step.kind !== "test" && step.kind !== "defined") return false;
  const names: number[] = [];
  let said = true;
  walkTerm(step.term, (term) => {
    if (["choose", "decoded", "orElse", "collect"].includes(term.kind)) said = false;
    if (term.kind === "named") names.push(term.id);
    return said;
  });
  return said && new Set(names).size === names.length;
}

/** About how many characters a condition takes. */
function lengthOf(step: Step): number {
  let length = 0;
  walkBody([step], (term) => {
    if (term.kind === "constant") length += JSON.stringify(term.value).length;
    else if (term.kind === "variable" || term.kind === "apply") length += term.name.length + 2;
    else length += term.kind === "root" ? "input.review".length : 3;
    return true;
  });
  return length;
}

function sizeOf({ result }: FunctionRule): number {
  let size = 0;
  const count = (): boolean => {
    size += 1;
    return true;
  };
  if (result.kind === "value") walkTerm(result.term, count);
  else walkBody(result.body, count);
  return size;
}

/** Whether each argument can stand where the function reads its parameter: it fails what the call fails, and is not worked out twice. */
function fits({ parameters, result }: FunctionRule, { args }: Apply): boolean {
  return parameters.every((parameter, at) => {
    const arg = args[at] as Term;
    const key = keyOf(parameter);
    const own = new Set([parameter.id]);
    const strict = result.kind === "predicate" || reads(result.term, key);
    if (!isDefined(arg) && !strict) return false;
    if (arg.kind === "constant" || arg.kind === "named" || isPath(arg)) return true;
    let uses = 0;
    let inside = false;
    const visit = (term: Term): boolean => {
      if (keyOf(term) === key) uses += 1;
      // What is read from it needs a path, and what a list asks is asked of each element.
      if (term.kind === "collect" && mentions(term, own)) inside ||= !isListOf(term, key);
      if (term.kind === "orElse" && mentions(term.first, own)) inside = true;
      return true;
    };
    if (result.kind === "value") walkTerm(result.term, visit);
    else walkBody(result.body, visit);
    return uses <= 1 && !inside;
  });
}

/** True for a list whose first loop goes through the term. */
function isListOf({ body: [first] }: Collect, key: string): boolean {
  return first?.kind === "some" && keyOf(first.in) === key;
}
