/** Comprehensions as text. */
import { freeVariables } from "../ir/inspect.js";
import type { Body, Collect, Term, Variable } from "../ir/nodes.js";
import { unnamed } from "../ir/terms.js";
import { bodyLines } from "./bodies.js";
import { type Emission, freshVariable, innerPlace, type Place } from "./emission.js";
import { isGlobal } from "./named.js";
import { spellings } from "./operations.js";
import { LINE, termText } from "./terms.js";

/** A comprehension; `wide` gives its body lines of its own. */
export function collectText(to: Emission, given: Collect, place: Place, wide = false): string {
  const term = withNamedValue(to, given, place);
  const inside = innerPlace(place, term.into === "array");
  const heads = term.key === undefined ? [term.value] : [term.key, term.value];
  const lines = bodyLines(to, term.body, inside, heads);
  const value = headText(to, term.value, inside, lines);
  const key = term.key === undefined ? "" : `${termText(to, term.key, inside, lines)}: `;
  const body =
    lines.length === 0
      ? "true"
      : !wide &&
          lines.length === 1 &&
          !(lines[0] as string).includes("\n") &&
          value.length + (lines[0] as string).length <= LINE
        ? lines[0]
        : `\n${lines.join("\n")}\n`;
  const [open, close] = term.into === "array" ? ["[", "]"] : ["{", "}"];
  return `${open}${key}${value} | ${body}${close}`;
}

/** Before the bar of a comprehension, an operator would take it for the one of sets. */
function headText(to: Emission, term: Term, place: Place, before: string[]): string {
  const text = termText(to, term, place, before);
  return isInfixText(to, term, place) ? `(${text})` : text;
}

/** opa fmt leaves out such parentheses in an object's comprehension, and about `in`, and reads its own text no more. */
function withNamedValue(to: Emission, term: Collect, place: Place): Collect {
  const value = unnamed(term.value);
  const isMembership = value.kind === "call" && (value.operation === "in" || value.operation === "hasKey");
  const isOperator = (term.into === "object" || isMembership) && isInfixText(to, term.value, place);
  // Of a parameter that nothing else asks, OPA knows no type, and takes the list for one of nothing.
  const isFromOutside = bareVariables(value).some((variable) => !asksFor(term.body, variable));
  if (!isOperator && !isFromOutside) return term;
  const variable = freshVariable(to, "value");
  return { ...term, body: [...term.body, { kind: "let", variable, term: term.value }], value: variable };
}

/** The variables that stand in a value as they are. */
function bareVariables(value: Term): readonly Variable[] {
  const inner = unnamed(value);
  if (inner.kind === "variable") return [inner];
  if (inner.kind === "array") return inner.items.flatMap(bareVariables);
  return inner.kind === "object" ? inner.entries.flatMap((entry) => bareVariables(entry.value)) : [];
}

/** True where a body binds a variable, or reads it. */
function asksFor(body: Body, { id }: Variable): boolean {
  const bound = body.some((step) =>
    step.kind === "let" ? step.variable.id === id : step.kind === "some" && [step.key?.id, step.value?.id].includes(id),
  );
  return bound || freeVariables(body).some((one) => one.id === id);
}

/** True when the text of a term is an operator between two others. */
export function isInfixText(to: Emission, term: Term, place: Place): boolean {
  if (term.kind === "call") return isInfix(term.operation);
  return term.kind === "named" && !place.held.has(term.id) && !isGlobal(to, term) && isInfixText(to, term.term, place);
}

function isInfix(name: string): boolean {
  const spelling = spellings[name as keyof typeof spellings];
  return (typeof spelling === "object" && "infix" in spelling) || name === "hasKey";
}
