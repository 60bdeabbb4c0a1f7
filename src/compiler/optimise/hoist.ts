import { identifiersBeside } from "../ir/fresh.js";
import { freeVariables, isDefined, keyOf, walkModule, walkTerm } from "../ir/inspect.js";
import type { Apply, Body, Collect, FunctionRule, Module, Named, Term, ViolationRule } from "../ir/nodes.js";
import { rewriteBody, rewriteTerm } from "../ir/rewrite.js";
import { unnamed } from "../ir/terms.js";

/**
 * What a loop or a function works out again and again, although it is about the review alone, is a rule: OPA works it out once. The policy of
 * capabilities allocates 2 % more for one container, 2 % less for two and 10 % less for eight; no other of the standard library has any.
 */
export function hoist(module: Module): Module {
  const ids = identifiersBeside(module);
  const rules = new Map<string, Named>();
  const listing = new Set(module.functions.filter(isList).map(({ id }) => id));
  const said = callsInRules(module);
  const asRule = (term: Term): Term => {
    if (term.kind === "named") return isWork(unnamed(term.term)) && isOfReview(term) ? { ...term, rule: true } : term;
    if (term.kind !== "apply" || !listing.has(term.callee) || !isOfReview(term) || !isDefined(term)) return term;
    const key = keyOf(term);
    if (said.has(key)) return term;
    const known =
      rules.get(key) ?? ids.named({ kind: "named", id: 0, name: nameOf(term), term, present: true, rule: true });
    rules.set(key, known);
    return known;
  };
  return {
    ...module,
    functions: module.functions.map((rule) => inFunction(rule, asRule)),
    violations: module.violations.map((rule) => inViolation(rule, asRule)),
  };
}

/** True for a function that makes a list, or a set, of what it is given. */
function isList({ parameters, result }: FunctionRule): boolean {
  return parameters.length > 0 && result.kind === "value" && unnamed(result.term).kind === "collect";
}

/** The keys of the calls in named terms about the review: these are rules already. */
function callsInRules(module: Module): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = (term: Term): boolean => {
    if (term.kind === "named" && isOfReview(term))
      walkTerm(term.term, (inner) => {
        if (inner.kind === "apply") keys.add(keyOf(inner));
        return true;
      });
    return true;
  };
  walkModule(module, visit);
  return keys;
}

type Change = (term: Term) => Term;

function inFunction(rule: FunctionRule, asRule: Change): FunctionRule {
  const change = rule.parameters.length > 0 ? asRule : (term: Term) => inList(term, asRule);
  const { result } = rule;
  return {
    ...rule,
    result:
      result.kind === "value"
        ? { ...result, term: rewriteTerm(result.term, change) }
        : { ...result, body: rewriteBody(result.body, change) },
  };
}

/** What comes after the first loop is asked for each of its solutions. */
function inViolation(rule: ViolationRule, asRule: Change): ViolationRule {
  const inside: Change = (term) => inList(term, asRule);
  const { before, after } = aboutFirstLoop(rule.body);
  if (after.length === 0) return { ...rule, body: rewriteBody(rule.body, inside) };
  return { ...rule, body: [...rewriteBody(before, inside), ...rewriteBody(after, asRule)] };
}

function inList(term: Term, asRule: Change): Term {
  if (term.kind !== "collect") return term;
  const { before, after } = aboutFirstLoop(term.body);
  if (before.at(-1)?.kind !== "some") return term;
  const list: Collect = {
    ...term,
    body: [...before, ...rewriteBody(after, asRule)],
    value: rewriteTerm(term.value, asRule),
  };
  return term.key === undefined ? list : { ...list, key: rewriteTerm(term.key, asRule) };
}

function aboutFirstLoop(body: Body): { readonly before: Body; readonly after: Body } {
  const at = body.findIndex(({ kind }) => kind === "some");
  return { before: body.slice(0, at + 1), after: at < 0 ? [] : body.slice(at + 1) };
}

/** True for what is more work than reading a rule. */
function isWork({ kind }: Term): boolean {
  return kind === "collect" || kind === "apply" || kind === "call";
}

function isOfReview(term: Term): boolean {
  return freeVariables([], term).length === 0;
}

/** `caseless(allowed)` as `caselessAllowed`. */
function nameOf({ name, args: [arg] }: Apply): string {
  return [name.replace(/Of$/, ""), arg === undefined ? "" : wordOf(arg)].filter(Boolean).join(" ");
}

function wordOf(term: Term): string {
  if (term.kind === "named" || term.kind === "variable" || term.kind === "apply") return term.name;
  if (term.kind === "orElse") return wordOf(term.first);
  return term.kind === "member" && term.key.kind === "constant" ? String(term.key.value) : "";
}
