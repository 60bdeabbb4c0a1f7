/** Lists whose elements may be undefined, where what comes next leaves these out: `[a, b?.c].filter((x) => x !== undefined)`. */

import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { ArrayTerm, Term } from "../ir/nodes.js";
import { bind, some } from "../ir/steps.js";
import { absent, assume, call, isNever, isUnordered, notANumber } from "../ir/terms.js";
import { asArray } from "../syntax/collections.js";
import { unwrap, wrapped } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { plainNumber } from "./not-a-number.js";

/** True for a callback of `filter` that accepts no element that is undefined. */
export function rejectsUndefined(callback: ts.Expression | undefined, scope: Scope, to: Lowering): boolean {
  if (callback === undefined) return false;
  if (ts.isIdentifier(callback) && callback.text === "Boolean") return true;
  const callable = to.callable(callback, scope);
  if (callable === undefined || callable.declaration.parameters.length !== 1) return false;
  return to.quietly(() => isNever(to.applyHolds(callable, [absent], callback)));
}

/** An element that a callback of `filter` has accepted: no NaN, where it accepts none, and a pair without the undefined that it rejects. */
export function acceptedElement(element: Term, callback: ts.Expression | undefined, scope: Scope, to: Lowering): Term {
  const callable = callback === undefined ? undefined : to.callable(callback, scope);
  if (callback === undefined || callable === undefined) return element;
  const rejects = (one: Term) => to.quietly(() => isNever(to.applyHolds(callable, [one], callback)));
  if (element.kind === "array" && element.gapped) return withoutGaps(element, rejects);
  return mayBeNaN(element) && rejects(notANumber) ? plainNumber(element, to) : element;
}

function withoutGaps({ items }: ArrayTerm, rejects: (element: Term) => boolean): Term {
  const isThere = (at: number) => rejects({ kind: "array", items: items.with(at, absent) });
  const filled = items.map((item, at) => (!isDefined(item) && isThere(at) ? assume(item) : item));
  return { kind: "array", items: filled, ...(filled.every(isDefined) ? {} : { gapped: true }) };
}

/** Goes through a list that is written in place without its elements that are undefined; undefined for other expressions. */
export function iterateSparse(
  source: ts.Expression,
  scope: Scope,
  name: string | undefined,
  to: Lowering,
): Iteration | undefined {
  const node = unwrap(source);
  if (!ts.isArrayLiteralExpression(node) || !node.elements.some((element) => to.shape(element).undefined))
    return undefined;
  const list = sparseList(node, scope, to);
  const element = to.fresh(name ?? "item");
  return { steps: [some(list, element)], element, ordered: !isUnordered(list) };
}

/** A list that is written in place, without its elements that are undefined. */
export function sparseList({ elements }: ts.ArrayLiteralExpression, scope: Scope, to: Lowering): Term {
  return elements.map((element) => run(element, scope, to)).reduce((a, b) => call("concatArrays", a, b));
}

/** True for the answer of a `flatMap` of which a `filter` is next that accepts no element that is undefined. */
export function isFilteredNext(node: ts.ArrayLiteralExpression, scope: Scope, to: Lowering): boolean {
  const answer = wrapped(node);
  const callback = answer.parent;
  if (!ts.isArrowFunction(callback) || callback.body !== answer || !ts.isCallExpression(callback.parent)) return false;
  const flat = callback.parent;
  const { parent } = flat;
  if (methodOf(flat, to) !== "flatMap" || !ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent))
    return false;
  const next = parent.parent;
  return (
    next.expression === parent && methodOf(next, to) === "filter" && rejectsUndefined(next.arguments[0], scope, to)
  );
}

function methodOf({ expression }: ts.CallExpression, to: Lowering): string | undefined {
  return ts.isPropertyAccessExpression(expression) && to.isOfLibrary(expression.name)
    ? expression.name.text
    : undefined;
}

function run(element: ts.Expression, scope: Scope, to: Lowering): Term {
  if (ts.isSpreadElement(element)) return asArray(element.expression, scope, to);
  const term = to.value(element, scope);
  if (isDefined(term)) return { kind: "array", items: [term] };
  const value = to.fresh("value");
  return { kind: "collect", into: "array", body: [bind(value, term)], value };
}
