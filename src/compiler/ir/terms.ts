/** Builders of terms that apply what is always true, so that the rest of the compiler need not. */
import { isDefined, keyOf, mayBeNaN } from "./inspect.js";
import type { Body, Choose, Constant, Root, Scalar, Term, Undefined, Variable } from "./nodes.js";
import { type OperationName, operation } from "./operations.js";

export const review: Root = { kind: "root", from: "review" };
export const parameters: Root = { kind: "root", from: "parameters" };
export const inventory: Root = { kind: "root", from: "inventory" };
export const absent: Undefined = { kind: "undefined" };
export const notANumber: Undefined = { kind: "undefined", nan: true };

export function constant(value: Scalar): Constant {
  return { kind: "constant", value };
}

export const empty = { array: { kind: "array", items: [] }, object: { kind: "object", entries: [] } } as const;

/** The term behind names. */
export function unnamed(term: Term): Term {
  return term.kind === "named" ? unnamed(term.term) : term;
}

/** `object[key]`, read off literals where the answer is in plain sight. */
export function member(object: Term, key: Term, present = false): Term {
  const target = unnamed(object);
  if (target.kind === "undefined") return absent;
  if (target === review && key.kind === "constant" && key.value === "parameters") return parameters;
  if (key.kind === "constant") {
    if (target.kind === "array" && typeof key.value === "number") return target.items[key.value] ?? absent;
    if (target.kind === "object" && target.entries.every((entry) => entry.key.kind === "constant")) {
      return target.entries.findLast((entry) => (entry.key as Constant).value === key.value)?.value ?? absent;
    }
    const chosen = target.kind === "choose" ? memberOfChoice(target, key) : undefined;
    if (chosen !== undefined) return chosen;
    // An absent base stands for an empty one: what is read from it is absent as well.
    if (target.kind === "orElse" && isEmptyCollection(target.otherwise)) return member(target.first, key);
  }
  return { kind: "member", object, key, present };
}

/** A field of one of some objects that are written out: the same one, or a choice of fields. */
function memberOfChoice({ cases, otherwise }: Choose, key: Constant): Term | undefined {
  const isWritten = (term: Term): boolean => {
    const target = unnamed(term);
    if (target.kind === "object") return target.entries.every((entry) => entry.key.kind === "constant");
    return target.kind === "choose" && target.otherwise !== undefined && isChoiceOf(target, isWritten);
  };
  if (otherwise === undefined || !isWritten(otherwise) || !cases.every(({ answer }) => isWritten(answer)))
    return undefined;
  const last = member(otherwise, key);
  const answers = cases.map(({ when, answer }) => ({ when, answer: member(answer, key) }));
  return answers.every(({ answer }) => keyOf(answer) === keyOf(last)) ? last : choose(answers, last);
}

function isChoiceOf({ cases, otherwise }: Choose, test: (term: Term) => boolean): boolean {
  return [...cases.map(({ answer }) => answer), ...(otherwise === undefined ? [] : [otherwise])].every(test);
}

/** `list[position]`: undefined when the list is shorter. */
export function element(list: Term, position: Term, present = false): Term {
  const term = member(list, position, present);
  return term.kind === "member" && position.kind !== "constant" ? { ...term, position: true } : term;
}

export function isEmptyCollection(term: Term): boolean {
  const target = unnamed(term);
  if (target.kind === "array" || target.kind === "set") return target.items.length === 0;
  return target.kind === "object" && target.entries.length === 0;
}

export function call(name: OperationName, ...args: readonly Term[]): Term {
  const missing = args.find((arg) => arg.kind === "undefined");
  if (missing !== undefined) return missing === notANumber && operation(name).result === "number" ? notANumber : absent;
  if (name === "join") return joined(args[0] as Term, args[1] as Term);
  const [first, second] = args;
  if (name === "concatArrays" && first?.kind === "array" && first.items.length === 0) return second as Term;
  if (name === "concatArrays" && second?.kind === "array" && second.items.length === 0) return first as Term;
  if (name === "plus" && first?.kind === "constant" && first.value === 0) return second as Term;
  if ((name === "minus" || name === "plus") && second?.kind === "constant" && second.value === 0) return first as Term;
  if (name === "max" && first?.kind === "array") return atLeast(first.items);
  if ((name === "floor" || name === "ceil") && isNonNegative(first as Term))
    return { kind: "call", operation: name === "floor" ? "floorOfNatural" : "ceilOfNatural", args };
  return { kind: "call", operation: name, args };
}

/** True for a number that is never below zero, as counts are. */
export function isNonNegative(term: Term): boolean {
  const target = unnamed(term);
  if (target.kind === "constant") return typeof target.value === "number" && target.value >= 0;
  if (target.kind === "orElse") return isNonNegative(target.first) && isNonNegative(target.otherwise);
  if (target.kind !== "call") return false;
  const { operation: name, args } = target;
  const [first] = args;
  if (name === "count" || name === "abs") return true;
  if (name === "max" && first?.kind === "array") return first.items.some(isNonNegative) && first.items.every(isDefined);
  if (name === "min" && first?.kind === "array") return first.items.every(isNonNegative);
  return ["plus", "times", "divide", "floorOfNatural", "ceilOfNatural"].includes(name) && args.every(isNonNegative);
}

/** The greatest of some numbers; of `0` and something that is never below, the latter. */
function atLeast(items: readonly Term[]): Term {
  const [least, other] = items;
  if (
    items.length === 2 &&
    least?.kind === "constant" &&
    least.value === 0 &&
    other?.kind === "call" &&
    other.operation === "max"
  ) {
    const [inner] = other.args;
    if (inner?.kind === "array" && inner.items.some((item) => item.kind === "constant" && item.value === 0))
      return other;
  }
  return { kind: "call", operation: "max", args: [{ kind: "array", items }] };
}

/** Text parts are joined at compile time where they stand side by side. */
function joined(separator: Term, list: Term): Term {
  if (list.kind === "array" && separator.kind === "constant" && separator.value === "") {
    const parts: Term[] = [];
    for (const part of list.items) {
      const last = parts.at(-1);
      if (part.kind === "constant" && last?.kind === "constant")
        parts[parts.length - 1] = constant(`${last.value}${part.value}`);
      else if (!(part.kind === "constant" && part.value === "")) parts.push(part);
    }
    if (parts.length === 0) return constant("");
    if (parts.length === 1) return parts[0] as Term;
    return { kind: "call", operation: "join", args: [separator, { kind: "array", items: parts }] };
  }
  return { kind: "call", operation: "join", args: [separator, list] };
}

export function orElse(first: Term, otherwise: Term): Term {
  if (isDefined(first) || otherwise.kind === "undefined") return first;
  if (first.kind === "undefined") return otherwise;
  return { kind: "orElse", first, otherwise };
}

/** The term as it stands where the types know that it is defined; they do not know of NaN. */
export function assume(term: Term): Term {
  return mayBeNaN(term) ? term : assumeDefined(term);
}

/** The term as it stands where it is no NaN either. */
export function assumeDefined(term: Term): Term {
  if (term.kind === "member") return { ...term, present: true, object: assume(term.object) };
  if (term.kind === "apply") return { ...term, present: true };
  if (term.kind === "named") return { ...term, present: true };
  if (term.kind === "choose" || term.kind === "orElse") return { ...term, present: true };
  if (term.kind === "decoded") return term.term;
  return term;
}

/** The term as it stands where the author doubts the types: in `?.`, `??`, or a comparison with undefined. */
export function doubt(term: Term): Term {
  if (term.kind === "member" || term.kind === "apply") return { ...term, present: false };
  // What is known to be no NaN is known for good.
  if (term.kind === "named" && term.present && mayBeNaN(term.term)) return term;
  if (term.kind === "named") return { ...term, present: false, term: doubt(term.term) };
  if ((term.kind === "choose" || term.kind === "orElse") && term.present === true) {
    const { present: _, ...rest } = term;
    return rest;
  }
  return term;
}

/** The term, and undefined where it is null: what `?.` goes on with. */
export function withoutNull(term: Term): Term {
  const isNull = (one: Term | undefined) => one?.kind === "constant" && one.value === null;
  if (term.kind === "orElse" && isNull(term.otherwise)) return term.first;
  if (term.kind === "choose" && isNull(term.otherwise)) return choose(term.cases);
  return choose([{ when: [{ kind: "test", term: call("notEqual", term, constant(null)) }], answer: term }]);
}

/** True where the author has doubted what the types say on the way to a term: `object.spec?.template`, of a spec that has to be there. */
export function isDoubted(term: Term): boolean {
  switch (term.kind) {
    case "member":
    case "decoded":
      return !isDefined(term);
    case "named":
      return !term.present && isDoubted(term.term);
    case "choose":
      return (
        term.present !== true &&
        (term.cases.some(({ answer }) => isDoubted(answer)) ||
          (term.otherwise !== undefined && isDoubted(term.otherwise)))
      );
    case "orElse":
      return term.present !== true && isDoubted(term.otherwise);
    default:
      return false;
  }
}

export function choose(cases: Choose["cases"], otherwise?: Term): Term {
  const possible = cases.filter(({ when }) => !isNever(when));
  const sure = possible.findIndex(({ when }) => when.length === 0);
  const kept = sure < 0 ? possible : possible.slice(0, sure);
  const last = sure < 0 ? otherwise : possible[sure]?.answer;
  if (kept.length === 0) return last ?? absent;
  return last === undefined || last.kind === "undefined"
    ? { kind: "choose", cases: kept }
    : { kind: "choose", cases: kept, otherwise: last };
}

export function isNever(body: Body): boolean {
  return body.some(
    (step) =>
      (step.kind === "any" && step.bodies.length === 0) ||
      (step.kind === "let" && step.term.kind === "undefined") ||
      (step.kind === "some" && (unnamed(step.in).kind === "undefined" || isEmptyCollection(step.in))),
  );
}

/** True for a list whose order means nothing. */
export function isUnordered(term: Term): boolean {
  switch (term.kind) {
    case "variable":
    case "collect":
    case "apply":
      return term.unordered === true;
    case "named":
    case "decoded":
      return isUnordered(term.term);
    case "orElse":
      return isUnordered(term.first) || isUnordered(term.otherwise);
    case "choose":
      return (
        term.cases.some(({ answer }) => isUnordered(answer)) ||
        (term.otherwise !== undefined && isUnordered(term.otherwise))
      );
    case "call":
      return ["concatArrays", "slice", "reverse"].includes(term.operation) && term.args.some(isUnordered);
    default:
      return false;
  }
}

export function isBoolean(term: Term): boolean {
  const target = unnamed(term);
  if (target.kind === "call") return operation(target.operation).result === "boolean";
  return target.kind === "constant" && typeof target.value === "boolean";
}

/** A path that reads from what is given: a root or a variable, and keys. Cheap to write again. */
export function isPath(term: Term): boolean {
  if (term.kind === "root" || term.kind === "variable") return true;
  if (term.kind === "named") return isPath(term.term);
  return term.kind === "member" && isPath(term.object) && (term.key.kind === "constant" || isPath(term.key));
}

export function sameVariable(term: Term, variable: Variable): boolean {
  return term.kind === "variable" && term.id === variable.id;
}
