/** Functions, choices and conditions as rules. */
import { isDefined, keyOf, walkTerm } from "../ir/inspect.js";
import type { Body, Choose, Step, Term, Variable } from "../ir/nodes.js";
import { not } from "../ir/steps.js";
import { isNever, unnamed } from "../ir/terms.js";
import { bodyLines } from "./bodies.js";
import { collectText } from "./comprehensions.js";
import { type Emission, freshVariable, openPlace, type Place } from "./emission.js";
import { objectGet, termText } from "./terms.js";

export function predicateText(to: Emission, name: string, parameters: readonly Variable[], body: Body): string {
  const clauses = alternatives(body)
    .filter((one) => !hopeless(one))
    .map((one) => {
      const place = openPlace(to, parameters);
      const lines = bodyLines(to, one, place, []);
      return ruleText(signatureText(name, parameters, place, lines), lines);
    });
  if (clauses.length > 0) return clauses.join("\n\n");
  const place = openPlace(to, parameters);
  return ruleText(signatureText(name, parameters, place, []), ["false"]);
}

/** The ways in which a condition holds, where each can be a clause of its own: a short condition is said again in each of them. */
function alternatives(body: Body): readonly Body[] {
  const at = body.findIndex(({ kind }) => kind === "any");
  const choice = body[at];
  if (choice?.kind !== "any") return [body];
  const others = body.filter((step) => step !== choice);
  const short = others.length <= 2 && others.every(isShort);
  const said = others.length === 0 || (short && choice.bodies.length <= 3);
  return said ? choice.bodies.map((one) => [...body.slice(0, at), ...one, ...body.slice(at + 1)]) : [body];
}

function isShort(step: Step): boolean {
  if (step.kind === "not") return step.body.length === 1 && step.body.every(isShort);
  return step.kind === "test" || step.kind === "defined";
}

/** `name(a, _)`: parameters that a clause does not read are wildcards. */
export function signatureText(
  name: string,
  parameters: readonly Variable[],
  place: Place,
  lines: readonly string[],
  head = "",
): string {
  if (parameters.length === 0) return name;
  const text = [...lines, head].join("\n");
  const shown = parameters.map(({ id }) => {
    const own = place.names.get(id) as string;
    return mentions(text, own) ? own : "_";
  });
  return `${name}(${shown.join(", ")})`;
}

export function valueRuleText(to: Emission, name: string, parameters: readonly Variable[], term: Term): string {
  const target = unnamed(term);
  if (target.kind === "choose") return choiceText(to, name, parameters, target);
  if (target.kind === "orElse") {
    const place = openPlace(to, parameters);
    const lines: string[] = [];
    const get = objectGet(to, target, place, lines);
    if (get !== undefined) return ruleText(`${signatureText(name, parameters, place, lines, get)} := ${get}`, lines);
    if (isGround(target.otherwise))
      return `${defaultText(to, name, parameters, target.otherwise)}\n\n${clauseText(to, name, parameters, [], target.first)}`;
    const value = freshVariable(to, "value");
    return chainOf(to, name, parameters, [{ kind: "let", variable: value, term: target.first }], value, () => [
      elseText(to, parameters, [], target.otherwise),
    ]);
  }
  return clauseText(to, name, parameters, [], term);
}

/** Whether a term is written out: only such a one can follow `default`. */
function isGround(term: Term): boolean {
  const target = unnamed(term);
  if (target.kind === "array") return target.items.every(isGround);
  return target.kind === "constant";
}

export function defaultText(to: Emission, name: string, parameters: readonly Variable[], term: Term): string {
  const signature = parameters.length === 0 ? name : `${name}(${parameters.map(() => "_").join(", ")})`;
  return `default ${signature} := ${termText(to, term, openPlace(to), [])}`;
}

/** Longer heads have the bodies of their lists on lines of their own. */
const LONG = 110;

export function clauseText(
  to: Emission,
  name: string,
  parameters: readonly Variable[],
  when: Body,
  term: Term,
): string {
  const last = when.at(-1);
  // What only the head reads stands in the head.
  if (last?.kind === "let" && unnamed(term).kind === "variable" && keyOf(unnamed(term)) === keyOf(last.variable))
    return clauseText(to, name, parameters, when.slice(0, -1), last.term);
  const place = openPlace(to, parameters);
  const lines = bodyLines(to, when, place, [term]);
  const text = termText(to, term, place, lines);
  const head = `${signatureText(name, parameters, place, lines, text)} := ${text}`;
  const list = unnamed(term);
  if (list.kind === "collect" && head.length > LONG && !text.includes("\n"))
    return ruleText(
      head.replace(text, () => collectText(to, list, place, true)),
      lines,
    );
  return ruleText(head, lines);
}

/** The clause after an `else`: the names of the first clause's head are in sight. */
export function elseText(to: Emission, parameters: readonly Variable[], when: Body, term: Term): string {
  const place = openPlace(to, parameters);
  const lines = bodyLines(to, when, place, [term]);
  const text = termText(to, term, place, lines);
  return ruleText(`else := ${text}`, lines, true);
}

export function choiceText(to: Emission, name: string, parameters: readonly Variable[], term: Choose): string {
  const cases = flatten(term).filter(({ when }) => !hopeless(when));
  const last = cases.at(-1);
  const fallback = last !== undefined && last.when.length === 0 && cases.length > 1 ? last : undefined;
  const ordinary = fallback === undefined ? cases : cases.slice(0, -1);
  const [only] = ordinary;
  const ways = only !== undefined && cases.length === 1 && parameters.length > 0 ? waysOf(only) : [];
  // A function that asks for each of them costs more than the answer said again: the policies of amounts allocate 2.4 % less without.
  if (only !== undefined && ways.length > 1)
    return ways.map((way) => clauseText(to, name, parameters, way, only.answer)).join("\n\n");
  // What is said of the exception is the default.
  if (fallback !== undefined && ordinary.length === 1 && only?.when[0]?.kind === "not" && only.when.length === 1) {
    if (isGround(only.answer) && !isGround(fallback.answer))
      return chainText(to, name, parameters, [{ when: not(only.when), answer: fallback.answer }], only.answer);
  }
  if (ordinary.every(({ answer }) => isDefined(answer)) || ordinary.length === 1)
    return chainText(to, name, parameters, ordinary, fallback?.answer);
  // An `else` would go on after a case that answers undefined; here every case excludes the earlier ones itself.
  let earlier: Body = [];
  const clauses: string[] = [];
  for (const { when, answer } of cases) {
    if (unnamed(answer).kind !== "undefined")
      clauses.push(clauseText(to, name, parameters, [...earlier, ...when], answer));
    earlier = [...earlier, ...not(when)];
  }
  return clauses.length > 0
    ? clauses.join("\n\n")
    : clauseText(to, name, parameters, [{ kind: "any", bodies: [] }], { kind: "constant", value: null });
}

export function chainText(
  to: Emission,
  name: string,
  parameters: readonly Variable[],
  cases: readonly { readonly when: Body; readonly answer: Term }[],
  otherwise: Term | undefined,
): string {
  const [first, ...rest] = cases;
  if (first === undefined)
    return clauseText(to, name, parameters, [{ kind: "any", bodies: [] }], { kind: "constant", value: null });
  const undefinedFirst = !isDefined(first.answer);
  if (otherwise !== undefined && rest.length === 0 && asksForItself(first)) {
    const unless = isGround(otherwise) ? undefined : clauseText(to, name, parameters, not(first.when), otherwise);
    const itself = clauseText(to, name, parameters, [], first.answer);
    return unless === undefined
      ? `${defaultText(to, name, parameters, unnamed(otherwise))}\n\n${itself}`
      : `${itself}\n\n${unless}`;
  }
  if (otherwise !== undefined && undefinedFirst) {
    const unless = clauseText(to, name, parameters, not(first.when), otherwise);
    return unnamed(first.answer).kind === "undefined"
      ? unless
      : `${clauseText(to, name, parameters, first.when, first.answer)}\n\n${unless}`;
  }
  const constant = otherwise !== undefined && isGround(otherwise);
  const texts: string[] = [];
  const chained = rest.length > 0 || (otherwise !== undefined && !constant);
  texts.push(
    chained
      ? chainOf(to, name, parameters, first.when, first.answer, () => [
          ...rest.map(({ when, answer }) => elseText(to, parameters, when, answer)),
          ...(otherwise !== undefined && !constant ? [elseText(to, parameters, [], otherwise)] : []),
        ])
      : clauseText(to, name, parameters, first.when, first.answer),
  );
  if (constant) texts.unshift(defaultText(to, name, parameters, unnamed(otherwise as Term)));
  return texts.join("\n\n");
}

/** A clause and those after its `else`, which see the names of its head: a parameter that none of them reads is a wildcard. */
function chainOf(
  to: Emission,
  name: string,
  parameters: readonly Variable[],
  when: Body,
  term: Term,
  others: () => readonly string[],
): string {
  const place = openPlace(to, parameters);
  const lines = bodyLines(to, when, place, [term]);
  const text = termText(to, term, place, lines);
  const after = others();
  const signature = signatureText(name, parameters, place, [...lines, ...after], text);
  return [ruleText(`${signature} := ${text}`, lines, true), ...after].join(" ");
}

/** A rule; `block` keeps its body in braces, because opa fmt writes chains of one-line clauses twice. */
export function ruleText(head: string, lines: readonly string[], block = false): string {
  if (lines.length === 0) return head.includes(":=") || head.includes(" contains ") ? head : `${head} if true`;
  if (!block && lines.length === 1 && !(lines[0] as string).includes("\n") && `${head} if ${lines[0]}`.length <= 100)
    return `${head} if ${lines[0]}`;
  return `${head} if {\n${lines.join("\n")}\n}`;
}

export function hopeless(body: Body): boolean {
  return isNever(body) || body.some((step) => step.kind === "exists" && hopeless(step.body));
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}(?![\\w])`).test(text.replaceAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""'));
}

/** `x` where `x` is there: the condition says no more than the value. */
function asksForItself({ when, answer }: Choose["cases"][number]): boolean {
  const [step] = when;
  return when.length === 1 && step?.kind === "defined" && keyOf(step.term) === keyOf(answer);
}

/** So many nodes of an answer are not too many to say again. */
const SHORT = 4;

/** The ways in which the condition of a case with a short answer holds, whatever the author called it. */
function waysOf({ when, answer }: Choose["cases"][number]): readonly Body[] {
  let size = 0;
  walkTerm(answer, () => {
    size += 1;
    return true;
  });
  if (size > SHORT) return [];
  const [step] = when;
  return alternatives(when.length === 1 && step?.kind === "exists" ? step.body : when).filter((way) => !hopeless(way));
}

/** Nested choices in the last place are further cases. */
function flatten(term: Choose): { readonly when: Body; readonly answer: Term }[] {
  const { otherwise } = term;
  if (otherwise === undefined) return [...term.cases];
  const last = unnamed(otherwise);
  return [...term.cases, ...(last.kind === "choose" ? flatten(last) : [{ when: [], answer: otherwise }])];
}
