/** Terms that the author gave a name: bound where they are needed again, or rules of their own. */
import { freeVariables, isDefined, walkBody, walkTerm } from "../ir/inspect.js";
import type { Body, Named, Step, Term } from "../ir/nodes.js";
import { unnamed } from "../ir/terms.js";
import { declareVariable, type Emission, freshVariable, type Place } from "./emission.js";
import { explained } from "./explain.js";
import { valueRuleText } from "./rules.js";
import { termText } from "./terms.js";

/** Binds the named terms that a step needs, when they are needed again. */
export function holdStep(
  to: Emission,
  step: Step,
  rest: Body,
  heads: readonly Term[],
  place: Place,
  lines: string[],
): void {
  const needed =
    step.kind === "some"
      ? [step.in]
      : step.kind === "let" || step.kind === "test" || step.kind === "defined"
        ? [step.term]
        : [];
  holdTerms(to, needed, rest, heads, place, lines);
  // Under a negation, what is never undefined fails nothing when it is bound before.
  const denied = step.kind === "not" ? step.body : [];
  for (const inner of denied)
    if (inner.kind === "test" || inner.kind === "defined")
      holdTerms(to, strictlyNamed(inner.term).filter(isSure), rest, heads, place, lines);
}

function isSure(term: Named): boolean {
  return isDefined(unnamed(term));
}

export function holdTerms(
  to: Emission,
  needed: readonly Term[],
  rest: Body,
  heads: readonly Term[],
  place: Place,
  lines: string[],
): void {
  for (const term of needed.flatMap(strictlyNamed)) {
    if (place.held.has(term.id) || isGlobal(to, term) || !inSight(to, term, place)) continue;
    if (usesOf(term.id, rest, heads) < 2) continue;
    holdTerms(to, [term.term], rest, heads, place, lines);
    const text = termText(to, term.term, place, lines, term.name);
    const variable = freshVariable(to, term.name);
    lines.push(`${declareVariable(to, variable, place)} := ${text}`);
    place.held.set(term.id, { variable, reads: new Set(freeVariables([], term.term).map(({ id }) => id)) });
  }
}

export function inSight(_to: Emission, term: Named, place: Place): boolean {
  return freeVariables([], term.term).every(({ id }) => place.names.has(id));
}

/** A named term that reads nothing but the review, and is used more than once, is a rule. */
export function isGlobal(to: Emission, term: Named): boolean {
  if (to.globals.has(term.id)) return true;
  return (
    freeVariables([], term.term).length === 0 && ((to.uses.get(term.id) ?? 0) > 1 || needsRule(unnamed(term.term)))
  );
}

export function globalName(to: Emission, term: Named): string {
  const known = to.globals.get(term.id);
  if (known !== undefined) return known;
  const name = to.names.rule(term.name);
  to.globals.set(term.id, name);
  const { span } = term;
  const comment = span === undefined ? "" : `# ${span.file}:${span.line}\n`;
  const parts = span === undefined ? { terms: [term] } : { span, terms: [term] };
  to.rules.push(explained(to, name, parts, () => comment + valueRuleText(to, name, [], term.term)));
  return name;
}

export function resolved(to: Emission, term: Term, place: Place): Term {
  if (term.kind !== "named") return term;
  const variable = place.held.get(term.id)?.variable;
  if (variable !== undefined) return variable;
  return isGlobal(to, term) && !isDefined(term)
    ? {
        kind: "member",
        object: { kind: "root", from: "review" },
        key: { kind: "constant", value: term.name },
        present: false,
      }
    : resolved(to, term.term, place);
}

/** The named terms that must be defined for a term to be. */
function strictlyNamed(term: Term): readonly Named[] {
  switch (term.kind) {
    case "named":
      return [term, ...strictlyNamed(term.term)];
    case "member":
      return [...strictlyNamed(term.object), ...strictlyNamed(term.key)];
    case "call":
    case "apply":
      return term.args.flatMap(strictlyNamed);
    case "array":
    case "set":
      return term.items.flatMap(strictlyNamed);
    case "object":
      return term.entries
        .filter(({ value }) => isDefined(value))
        .flatMap(({ key, value }) => [...strictlyNamed(key), ...strictlyNamed(value)]);
    case "decoded":
      return strictlyNamed(term.term);
    default:
      return [];
  }
}

function usesOf(id: number, body: Body, heads: readonly Term[]): number {
  let uses = 0;
  const visit = (term: Term): boolean => {
    if (term.kind !== "named" || term.id !== id) return true;
    uses += 1;
    return false;
  };
  walkBody(body, visit);
  for (const head of heads) walkTerm(head, visit);
  return uses;
}

function needsRule(term: Term): boolean {
  return term.kind === "choose";
}
