/** Builders of steps: conditions in their simplest form, and their negations. */
import { freeVariables, isDefined, keyOf } from "./inspect.js";
import type { Body, Constant, Let, Some, Term, Variable } from "./nodes.js";
import { type OperationName, operation } from "./operations.js";
import { call, isBoolean, isEmptyCollection, isNever, isPath, orElse, unnamed } from "./terms.js";

export const always: Body = [];
export const never: Body = [{ kind: "any", bodies: [] }];

export function test(term: Term): Body {
  const target = unnamed(term);
  if (target.kind === "constant") return target.value === false ? never : always;
  if (target.kind === "undefined") return never;
  if (target.kind === "object" || target.kind === "array" || target.kind === "set")
    return isDefined(target) ? always : [{ kind: "defined", term }];
  return [{ kind: "test", term }];
}

export function compare(name: OperationName, left: Term, right: Term): Body {
  if (left.kind === "constant" && right.kind === "constant") {
    const known = compared(name, left.value, right.value);
    if (known !== undefined) return known ? always : never;
  }
  // No yoda conditions.
  const opposite = turned[name as keyof typeof turned];
  if (left.kind === "constant" && right.kind !== "constant" && opposite !== undefined)
    return test(call(opposite, right, left));
  return test(call(name, left, right));
}

/** How the right side compares with the left one. */
const turned = {
  equal: "equal",
  notEqual: "notEqual",
  less: "greater",
  lessOrEqual: "greaterOrEqual",
  greater: "less",
  greaterOrEqual: "lessOrEqual",
} as const satisfies { readonly [name in OperationName]?: OperationName };

function compared(name: OperationName, left: Constant["value"], right: Constant["value"]): boolean | undefined {
  if (name === "equal") return left === right;
  if (name === "notEqual") return left !== right;
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (name === "less") return left < right;
  if (name === "lessOrEqual") return left <= right;
  if (name === "greater") return left > right;
  return name === "greaterOrEqual" ? left >= right : undefined;
}

export function defined(term: Term): Body {
  if (isDefined(term)) return always;
  const target = unnamed(term);
  switch (target.kind) {
    case "undefined":
      return never;
    case "decoded":
      return test(call("notEqual", target.term, target.absent));
    case "orElse":
      return any([defined(target.first), defined(target.otherwise)]);
    case "choose":
      if (target.otherwise !== undefined && target.cases.every(({ answer }) => isDefined(answer)))
        return defined(target.otherwise);
      return [{ kind: "defined", term }];
    case "call":
      // Strict and total: defined when its arguments are.
      if (operation(target.operation).total) return target.args.flatMap(defined);
      return [{ kind: "defined", term }];
    case "member": {
      // The first of a list is there when the list has any.
      const { object, key } = target;
      if (object.kind === "collect" && object.into === "array" && key.kind === "constant" && key.value === 0)
        return exists([...object.body, ...defined(object.value)]);
      return [{ kind: "defined", term }];
    }
    default:
      return [{ kind: "defined", term }];
  }
}

export function some(collection: Term, value: Variable | undefined, key?: Variable): Some {
  const within = unnamed(collection);
  // What is absent has no elements, as an empty list has none.
  const target = within.kind === "orElse" && isEmptyCollection(within.otherwise) ? within.first : collection;
  return { kind: "some", in: target, ...(value === undefined ? {} : { value }), ...(key === undefined ? {} : { key }) };
}

export function bind(variable: Variable, term: Term): Let {
  return { kind: "let", variable, term };
}

export function any(bodies: readonly Body[]): Body {
  const possible = bodies.filter((body) => !isNever(body));
  if (possible.some((body) => body.length === 0)) return always;
  const flat = possible.flatMap((body) => (body.length === 1 && body[0]?.kind === "any" ? body[0].bodies : [body]));
  const distinct = [...new Map(flat.map((body) => [keyOf(body), body])).values()];
  if (distinct.length === 1) return exists(distinct[0] as Body);
  return membership(distinct) ?? [{ kind: "any", bodies: distinct }];
}

/** `x == "a"` or `x == "b"` is `x in {"a", "b"}`. */
function membership(bodies: readonly Body[]): Body | undefined {
  let subject: Term | undefined;
  const items: Term[] = [];
  for (const body of bodies) {
    const [step] = body;
    if (body.length !== 1 || step?.kind !== "test" || step.term.kind !== "call") return undefined;
    const { operation: name, args } = step.term;
    const [left, right] = args;
    if (left === undefined || right === undefined) return undefined;
    const set = unnamed(right);
    if (subject !== undefined && keyOf(subject) !== keyOf(left)) return undefined;
    if (name === "equal" && right.kind === "constant") items.push(right);
    else if (name === "in" && set.kind === "set" && set.items.every((item) => item.kind === "constant"))
      items.push(...set.items);
    else return undefined;
    subject = left;
  }
  if (subject === undefined || items.length < 2) return undefined;
  return test(call("in", subject, { kind: "set", items: distinctTerms(items) }));
}

function distinctTerms(items: readonly Term[]): readonly Term[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** True when a body binds nothing, so that it has one solution at most. */
export function isPlain(body: Body): boolean {
  return body.every((step) => step.kind !== "some" && step.kind !== "let");
}

export function exists(body: Body): Body {
  if (isNever(body)) return never;
  if (isPlain(body)) return body;
  const [first, second] = body;
  if (
    first?.kind === "some" &&
    first.key === undefined &&
    first.value !== undefined &&
    body.length === 2 &&
    second?.kind === "test"
  ) {
    const contained = containedIn(first, second.term);
    if (contained !== undefined) return contained;
  }
  return [{ kind: "exists", body }];
}

/** `some x in xs; x == y` is `y in xs`. */
function containedIn(step: Some, term: Term): Body | undefined {
  if (term.kind !== "call" || term.operation !== "equal") return undefined;
  const [left, right] = term.args as [Term, Term];
  const is = (side: Term) => side.kind === "variable" && side.id === step.value?.id;
  const other = is(left) ? right : is(right) ? left : undefined;
  if (other === undefined || freeVariables([], other).some(({ id }) => id === step.value?.id)) return undefined;
  return test(call("in", other, step.in));
}

/** Holds exactly when `body` has no solution. */
export function not(body: Body): Body {
  if (isNever(body)) return always;
  if (body.length === 0) return never;
  const [step] = body;
  if (body.length > 1 || step === undefined) return [{ kind: "not", body }];
  switch (step.kind) {
    case "not":
      return exists(step.body);
    case "exists":
      return not(step.body);
    case "any":
      return step.bodies.flatMap(not);
    case "test":
      return notTest(step.term, body);
    default:
      return [{ kind: "not", body }];
  }
}

function notTest(term: Term, body: Body): Body {
  const negation: Body = [{ kind: "not", body }];
  if (term.kind !== "call")
    return isDefined(term) && isBoolean(term) ? compare("equal", term, { kind: "constant", value: false }) : negation;
  const [left, right] = term.args as [Term, Term];
  const opposite = operation(term.operation).negated as OperationName | undefined;
  if (opposite !== undefined && isDefined(left) && isDefined(right)) return compare(opposite, left, right);
  if (term.operation === "notEqual" && right.kind === "constant") {
    const target = unnamed(left);
    // Absent, or this very value: `object.get(o, key, c) == c` says both.
    if (target.kind === "decoded")
      return test(call("in", target.term, { kind: "set", items: distinctTerms([target.absent, right]) }));
    if (isPath(left)) return compare("equal", orElse(left, right), right);
  }
  return negation;
}

export function isConstant(term: Term, value: Constant["value"]): boolean {
  return term.kind === "constant" && term.value === value;
}
