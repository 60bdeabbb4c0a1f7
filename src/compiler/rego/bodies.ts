/** Conditions as lines of a body. */
import { bodiesOf, isDefined, termsOf, walkBody, walkTerm } from "../ir/inspect.js";
import type { Body, Some, Step, Term, Variable } from "../ir/nodes.js";
import { defined, not } from "../ir/steps.js";
import { unnamed } from "../ir/terms.js";
import { describeBody } from "./describe.js";
import { declareVariable, type Emission, innerPlace, type Place } from "./emission.js";
import { helperUse } from "./lifted.js";
import { holdStep, holdTerms, isGlobal, resolved } from "./named.js";
import { termText } from "./terms.js";

export function bodyLines(to: Emission, steps: Body, place: Place, heads: readonly Term[]): string[] {
  const lines: string[] = [];
  for (const [index, step] of steps.entries()) {
    if (saysNothing(step)) continue;
    holdStep(to, step, steps.slice(index), heads, place, lines);
    // To bind it is to ask whether it is there; but a name that nothing else reads is one too many for OPA.
    if (step.kind === "defined" && step.term.kind === "named" && place.held.has(step.term.id))
      if (isRead(step.term.id, steps.slice(index + 1), heads)) continue;
    for (const line of stepLines(to, needed(step, steps.slice(index + 1), heads), place, lines))
      if (!lines.includes(line) || (place.counting && line.startsWith("some "))) lines.push(line);
  }
  if (heads.length > 0) holdTerms(to, heads, [], heads, place, lines);
  return lines;
}

/** Whether anything reads a named term, beside asking whether it is there. */
function isRead(id: number, body: Body, heads: readonly Term[]): boolean {
  const reads = (term: Term): boolean => {
    let found = false;
    walkTerm(term, (inner) => {
      found ||= inner.kind === "named" && inner.id === id;
      return !found;
    });
    return found;
  };
  const inStep = (step: Step): boolean => {
    if (step.kind === "defined") return !(step.term.kind === "named" && step.term.id === id) && reads(step.term);
    if (step.kind === "some") return reads(step.in);
    if (step.kind === "let" || step.kind === "test") return reads(step.term);
    return (step.kind === "any" ? step.bodies : [step.body]).some((one) => one.some(inStep));
  };
  return body.some(inStep) || heads.some(reads);
}

function saysNothing(step: Step): boolean {
  return step.kind === "test" && step.term.kind === "constant" && step.term.value === true;
}

export function stepLines(to: Emission, step: Step, place: Place, before: string[]): readonly string[] {
  const lines: string[] = [];
  const push = (text: string) => [...lines, text];
  switch (step.kind) {
    case "some": {
      // What is undefined has no elements.
      const isAbsent = unnamed(step.in).kind === "undefined";
      const declare = () => ({
        key: step.key === undefined ? undefined : declareVariable(to, step.key, place),
        value: step.value === undefined ? "_" : declareVariable(to, step.value, place),
      });
      // OPA takes a name for unsafe that three loops have, each in the collection of the next.
      const early = levels(step.in) > 1 ? declare() : undefined;
      const collection = isAbsent ? "[]" : termText(to, step.in, place, lines);
      const { key, value } = early ?? declare();
      return push(`some ${key === undefined ? value : `${key}, ${value}`} in ${collection}`);
    }
    case "let": {
      const text = termText(to, step.term, place, lines);
      return push(`${declareVariable(to, step.variable, place)} := ${text}`);
    }
    case "test":
      return push(termText(to, step.term, place, lines));
    case "defined":
      return push(`${step.neverFalse === true ? "" : "_ = "}${termText(to, step.term, place, lines)}`);
    case "exists": {
      if (step.name === undefined && !place.counting)
        return existsLines(to, step.body, place).filter((line) => !before.includes(line));
      return push(helperUse(to, step.name ?? describeBody(step.body), step.body, place));
    }
    case "not":
      return [negationText(to, step.body, place)];
    case "any":
      if (step.bodies.length === 0) return ["false"];
      return push(helperUse(to, describeBody([step]), [step], place));
  }
}

/** How many loops there are in a term, each in the collection of the next. */
function levels(term: Term): number {
  const loops = bodiesOf(term).flatMap((body) =>
    body.flatMap((step) => (step.kind === "some" ? [1 + levels(step.in)] : [])),
  );
  return Math.max(0, ...loops, ...termsOf(term).map(levels));
}

/** A condition in place: what it binds is its own, and what it holds of the outside stays held. */
function existsLines(to: Emission, body: Body, place: Place): readonly string[] {
  const inside: Place = { ...place, names: new Map(place.names), held: new Map(place.held) };
  const lines = bodyLines(to, body, inside, []);
  for (const [id, held] of inside.held) {
    const name = inside.names.get(held.variable.id);
    if (place.held.has(id) || name === undefined || [...held.reads].some((read) => !place.names.has(read))) continue;
    place.held.set(id, held);
    place.names.set(held.variable.id, name);
  }
  return lines;
}

/** `not …` in place where Rego means by it what we do, otherwise of a rule of its own. */
export function negationText(to: Emission, body: Body, place: Place): string {
  const [step, second] = body;
  if (body.length === 1 && (step?.kind === "test" || step?.kind === "defined")) {
    const lines: string[] = [];
    if ((step.kind === "test" || step.neverFalse === true) && isSafe(to, step.term, place)) {
      const text = termText(to, step.term, innerPlace(place, place.counting), lines);
      if (lines.length === 0) return `not ${text}`;
    }
  }
  if (body.length === 1 && step?.kind === "exists" && step.name !== undefined)
    return `not ${helperUse(to, step.name, step.body, place)}`;
  if (step?.kind === "some" && second !== undefined && isDefined(step.in)) {
    const opposite = not(body.slice(1));
    const [only] = opposite;
    if (opposite.length === 1 && only?.kind === "test") {
      const { key: index, value: item } = needed(step, opposite, []) as Some;
      const inside = innerPlace(place, false);
      const lines: string[] = [];
      const collection = termText(to, step.in, place, lines);
      const key = index === undefined ? undefined : declareVariable(to, index, inside);
      const value = item === undefined ? "_" : declareVariable(to, item, inside);
      const text = termText(to, only.term, inside, lines);
      if (lines.length === 0)
        return `every ${key === undefined ? value : `${key}, ${value}`} in ${collection} {\n${text}\n}`;
    }
  }
  return `not ${helperUse(to, describeBody(body), body, place)}`;
}

/** True for a test whose negation holds when what it reads is absent: nothing of it is an argument that may be undefined. */
export function isSafe(to: Emission, term: Term, place: Place): boolean {
  const target = resolved(to, term, place);
  const there = (side: Term) => isDefined(side) || isDefined(resolved(to, side, place));
  const plain = (side: Term) => isPathWith(to, side, isDefined) || there(side);
  if (target.kind === "member" || target.kind === "variable" || target.kind === "root")
    return isPathWith(to, target, isDefined);
  if (target.kind === "apply") return target.args.every(there);
  if (target.kind !== "call") return false;
  if (target.operation === "equal") return target.args.every(plain);
  return target.args.every(there);
}

/** A step without the variables that nothing reads. */
function needed(step: Step, rest: Body, heads: readonly Term[]): Step {
  const isRead = (variable: Variable | undefined) => {
    let read = false;
    const visit = (term: Term): undefined => {
      if (term.kind === "variable" && term.id === variable?.id) read = true;
    };
    walkBody(rest, visit);
    for (const head of heads) walkTerm(head, visit);
    return read;
  };
  if (step.kind === "let" && !isRead(step.variable))
    return only(defined(step.term)) ?? { kind: "defined", term: step.term };
  if (step.kind !== "some") return step;
  return {
    kind: "some",
    in: step.in,
    ...(step.key !== undefined && isRead(step.key) ? { key: step.key } : {}),
    ...(step.value !== undefined && isRead(step.value) ? { value: step.value } : {}),
  };
}

function only(body: Body): Step | undefined {
  return body.length === 1 ? body[0] : undefined;
}

/** A reference: to what is given, to a variable or to a rule, and on by keys that are there. */
function isPathWith(to: Emission, term: Term, isKey: (key: Term) => boolean): boolean {
  if (term.kind === "root" || term.kind === "variable") return true;
  if (term.kind === "named") return isGlobal(to, term) || isPathWith(to, term.term, isKey);
  return term.kind === "member" && isPathWith(to, term.object, isKey) && isKey(term.key);
}
