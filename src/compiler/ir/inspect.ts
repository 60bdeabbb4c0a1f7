import type { Apply, Body, Call, Choose, Module, Step, Term, Variable } from "./nodes.js";
import { operation } from "./operations.js";

/** True when the term has a value wherever it stands. */
export function isDefined(term: Term): boolean {
  switch (term.kind) {
    case "constant":
    case "variable":
    case "root":
    case "collect":
    case "object":
      return true;
    case "undefined":
    case "decoded":
      return false;
    case "member":
      return term.present && isDefined(term.object) && isDefined(term.key);
    case "call":
      return (operation(term.operation).total || isSure(term) || isTextOfNumber(term)) && term.args.every(isDefined);
    case "apply":
      return term.present && term.args.every(isDefined);
    case "array":
    case "set":
      return term.items.every(isDefined);
    case "choose":
      return (
        term.present === true ||
        (term.otherwise !== undefined && isDefined(term.otherwise) && term.cases.every((one) => isDefined(one.answer)))
      );
    case "orElse":
      return term.present === true || isDefined(term.first) || isDefined(term.otherwise);
    case "named":
      return term.present || isDefined(term.term);
    default:
      return unreachable(term);
  }
}

/** True for the greatest or the least of what is written out, and for a quotient by what is no zero. */
function isSure({ operation: name, args: [first, second] }: Call): boolean {
  if (name === "max" || name === "min") return first?.kind === "array" && first.items.length > 0;
  return (
    (name === "divide" || name === "remainder" || name === "remainderOfFractions") &&
    second?.kind === "constant" &&
    second.value !== 0
  );
}

/** True for a number that may be JavaScript's NaN, for which it is undefined here. */
export function mayBeNaN(term: Term): boolean {
  switch (term.kind) {
    case "undefined":
    case "apply":
    case "decoded":
      return term.nan === true;
    case "call": {
      if (isTextOfNumber(term)) return false;
      const { nan, result } = operation(term.operation);
      return nan === true || (result !== "string" && term.args.some(mayBeNaN));
    }
    case "array":
      return term.items.some(mayBeNaN);
    case "named":
      return !term.present && mayBeNaN(term.term);
    case "collect":
      return mayBeNaN(term.value);
    case "orElse":
      return term.present !== true && mayBeNaN(term.otherwise);
    case "choose":
      return term.present !== true && mayChooseNaN(term);
    default:
      return false;
  }
}

/** `Number(n.toFixed(2))`: a text that a number was written as. */
function isTextOfNumber({ operation: name, args: [text] }: Call): boolean {
  return name === "numberOfText" && text?.kind === "call" && text.operation === "fixedText";
}

/** What a case has asked for is there where the case answers it, and so is the last answer where its absence was a case. */
function mayChooseNaN({ cases, otherwise }: Choose): boolean {
  const asked = (step: Step | undefined, answer: Term) =>
    step?.kind === "defined" && keyOf(step.term) === keyOf(answer);
  const some = cases.some(({ when, answer }) => mayBeNaN(answer) && !when.some((step) => asked(step, answer)));
  if (some || otherwise === undefined || !mayBeNaN(otherwise)) return some;
  return !cases.some(
    ({ when: [step, more] }) =>
      more === undefined && step?.kind === "not" && asked(step.body[0], otherwise) && step.body.length === 1,
  );
}

/** The terms directly inside a term, strictly evaluated ones and others. */
export function termsOf(term: Term): readonly Term[] {
  switch (term.kind) {
    case "constant":
    case "undefined":
    case "variable":
    case "root":
      return [];
    case "member":
      return [term.object, term.key];
    case "call":
    case "apply":
      return term.args;
    case "array":
    case "set":
      return term.items;
    case "object":
      return term.entries.flatMap(({ key, value }) => [key, value]);
    case "collect":
      return term.key === undefined ? [term.value] : [term.key, term.value];
    case "choose":
      return [...term.cases.map((one) => one.answer), ...(term.otherwise === undefined ? [] : [term.otherwise])];
    case "orElse":
      return [term.first, term.otherwise];
    case "decoded":
    case "named":
      return [term.term];
    default:
      return unreachable(term);
  }
}

/** The bodies directly inside a term. */
export function bodiesOf(term: Term): readonly Body[] {
  if (term.kind === "collect") return [term.body];
  if (term.kind === "choose") return term.cases.map((one) => one.when);
  return [];
}

/** Calls `visit` for every term in a body, outermost first; a visit that answers false is not followed inside. */
export function walkBody(body: Body, visit: (term: Term) => boolean | undefined): void {
  for (const step of body) {
    switch (step.kind) {
      case "some":
        walkTerm(step.in, visit);
        break;
      case "let":
      case "test":
      case "defined":
        walkTerm(step.term, visit);
        break;
      case "exists":
      case "not":
        walkBody(step.body, visit);
        break;
      case "any":
        for (const one of step.bodies) walkBody(one, visit);
        break;
      default:
        unreachable(step);
    }
  }
}

export function walkTerm(term: Term, visit: (term: Term) => boolean | undefined): void {
  if (visit(term) === false) return;
  for (const inner of termsOf(term)) walkTerm(inner, visit);
  for (const body of bodiesOf(term)) walkBody(body, visit);
}

/** The variables that a body binds anywhere, by id. */
function boundIn(body: Body, into: Set<number>): void {
  for (const step of body) {
    if (step.kind === "some") {
      if (step.key !== undefined) into.add(step.key.id);
      if (step.value !== undefined) into.add(step.value.id);
    } else if (step.kind === "let") into.add(step.variable.id);
    else if (step.kind === "exists" || step.kind === "not") boundIn(step.body, into);
    else if (step.kind === "any") for (const one of step.bodies) boundIn(one, into);
  }
}

/** The variables that a body, and the terms beside it, read and do not bind; in order of first use. */
export function freeVariables(body: Body, ...terms: readonly Term[]): readonly Variable[] {
  const bound = new Set<number>();
  const used = new Map<number, Variable>();
  boundIn(body, bound);
  const visit = (term: Term): undefined => {
    for (const inner of bodiesOf(term)) boundIn(inner, bound);
    if (term.kind === "variable") used.set(term.id, term);
  };
  walkBody(body, visit);
  for (const term of terms) walkTerm(term, visit);
  return [...used.values()].filter(({ id }) => !bound.has(id));
}

/** A text that is equal for equal nodes: how passes compare steps and terms. With `present`, also in what is known to be there. */
export function keyOf(node: Term | Step | Body, { present = false } = {}): string {
  return JSON.stringify(node, (field, value) =>
    field === "name" || field === "rule" || (field === "present" && !present) || field === "neverFalse"
      ? undefined
      : value,
  );
}

export function unreachable(node: never): never {
  throw new Error(`a node of an unknown kind: ${JSON.stringify(node)}`);
}

/** Visits every term of a module: of its violations and of its functions. */
export function walkModule({ violations, functions }: Module, visit: (term: Term) => boolean | undefined): void {
  for (const { body, msg, details } of violations) {
    walkBody(body, visit);
    walkTerm(msg, visit);
    if (details !== undefined) walkTerm(details, visit);
  }
  for (const { result } of functions) {
    if (result.kind === "predicate") walkBody(result.body, visit);
    else walkTerm(result.term, visit);
  }
}

/** The calls of a function, wherever they stand in a module. */
export function callsOf(callee: string, module: Module): readonly Apply[] {
  const calls: Apply[] = [];
  walkModule(module, (term) => {
    if (term.kind === "apply" && term.callee === callee) calls.push(term);
    return true;
  });
  return calls;
}
