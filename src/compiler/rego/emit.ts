/** A module of the tree as Rego text. What Rego cannot say in place (alternatives, negated conjunctions) becomes rules of its own. */
import type { ExplainedRule, Explanation } from "../../model.js";
import { walkBody, walkTerm } from "../ir/inspect.js";
import type { FunctionRule, Module, Term, ViolationRule } from "../ir/nodes.js";
import type { Origins } from "../ir/origins.js";
import { bodyLines } from "./bodies.js";
import { type Emission, openPlace, type Place } from "./emission.js";
import { explained } from "./explain.js";
import { impossible } from "./impossible.js";
import { createNames } from "./names.js";
import { hopeless, predicateText, ruleText, valueRuleText } from "./rules.js";
import { hasSets } from "./sets.js";
import { termText } from "./terms.js";

export function emitModule(given: Module): string {
  return textOf(emission(given));
}

/** The same with a mark before each rule, and where each of them comes from, by the numbers of the marks. */
export function explainModule(given: Module, origins: Origins): Explanation {
  const rules: ExplainedRule[] = [];
  return { rego: textOf({ ...emission(given), explaining: { origins, rules, open: [] } }), rules };
}

function emission(given: Module): Emission {
  const module = impossible(given);
  return {
    module,
    names: createNames(module.name),
    rules: [],
    violations: [],
    libraryRules: [],
    libraryNames: new Map(),
    helpers: new Map(),
    functions: new Map(),
    globals: new Map(),
    uses: new Map(),
    ids: -1,
    hasSets: hasSets(module),
  };
}

function textOf(to: Emission): string {
  countUses(to);
  for (const rule of to.module.functions) to.functions.set(rule.id, to.names.rule(rule.name));
  for (const violation of to.module.violations) violationText(to, violation);
  const used = usedFunctions(to);
  const functions: string[] = [];
  for (const rule of to.module.functions) if (used.has(rule.id)) functions.push(functionText(to, rule));
  const parts = [`package ${to.module.name}`, ...to.violations, ...to.rules, ...functions, ...to.libraryRules];
  return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
}

export function violationText(to: Emission, { body, msg, details, span }: ViolationRule): void {
  if (hopeless(body)) return;
  const terms = details === undefined ? [msg] : [msg, details];
  const write = () => violationRule(to, { body, msg, ...(details === undefined ? {} : { details }), span });
  to.violations.push(explained(to, "violation", { span, body, terms }, write));
}

function violationRule(to: Emission, { body, msg, details, span }: ViolationRule): string {
  const place = openPlace(to);
  const heads = details === undefined ? [msg] : [msg, details];
  const lines = bodyLines(to, body, place, heads);
  const shown = headText(to, "msg", msg, place, lines);
  const detail = details === undefined ? undefined : headText(to, "details", details, place, lines);
  const head = detail === undefined ? `{"msg": ${shown}}` : `{"msg": ${shown}, "details": ${detail}}`;
  return `# ${span.file}:${span.line}\n${ruleText(`violation contains ${head}`, lines)}`;
}

/** A head's value: in place when short, otherwise as the last thing that the body assigns. */
export function headText(to: Emission, name: string, term: Term, place: Place, lines: string[]): string {
  const text = termText(to, term, place, lines);
  if (text.length <= 60 && !text.includes("\n")) return text;
  const variable = to.names.variable(name, place.taken);
  place.taken.add(variable);
  lines.push(`${variable} := ${text}`);
  return variable;
}

export function functionText(to: Emission, rule: FunctionRule): string {
  const name = to.functions.get(rule.id) as string;
  const { span, result, parameters } = rule;
  const comment = `# ${span.file}:${span.line}\n`;
  const parts = result.kind === "predicate" ? { span, body: result.body } : { span, terms: [result.term] };
  const write = () =>
    result.kind === "predicate"
      ? predicateText(to, name, parameters, result.body)
      : valueRuleText(to, name, parameters, result.term);
  return explained(to, name, parts, () => comment + write());
}

export function countUses(to: Emission): void {
  const visit = (term: Term): undefined => {
    if (term.kind === "named") to.uses.set(term.id, (to.uses.get(term.id) ?? 0) + (term.rule === true ? 2 : 1));
  };
  for (const { body, msg, details } of to.module.violations) {
    walkBody(body, visit);
    for (const term of [msg, details]) if (term !== undefined) walkTerm(term, visit);
  }
  for (const { result } of to.module.functions)
    result.kind === "predicate" ? walkBody(result.body, visit) : walkTerm(result.term, visit);
}

export function usedFunctions(to: Emission): ReadonlySet<string> {
  const used = new Set<string>();
  const visit = (term: Term): undefined => {
    if (term.kind !== "apply" || used.has(term.callee)) return;
    used.add(term.callee);
    const rule = to.module.functions.find(({ id }) => id === term.callee);
    if (rule?.result.kind === "predicate") walkBody(rule.result.body, visit);
    else if (rule?.result.kind === "value") walkTerm(rule.result.term, visit);
  };
  for (const { body, msg, details } of to.module.violations) {
    walkBody(body, visit);
    for (const term of [msg, details]) if (term !== undefined) walkTerm(term, visit);
  }
  return used;
}
