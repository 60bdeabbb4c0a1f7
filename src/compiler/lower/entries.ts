/** Objects made of pairs: `new Map(pairs)` and `Object.fromEntries(pairs)`. */

import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { call, constant, empty, isUnordered, member } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { hasDistinctKeys } from "./distinct-keys.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { refuseNaN } from "./not-a-number.js";
import { isComposite, type Shape } from "./shape.js";

/** The object that pairs make: of those with the same key, the last one counts. */
export function objectOfPairs(source: ts.Expression, scope: Scope, to: Lowering): Term {
  const literal = unwrap(source);
  if (ts.isArrayLiteralExpression(literal) && literal.elements.every(isPair)) return ofLiterals(literal, scope, to);
  const iteration = to.iterate(source, scope, undefined, false);
  const { element, steps, ordered } = iteration;
  const [key, value] = [member(element, constant(0), true), member(element, constant(1), true)];
  checkValue(source, value, to);
  const only = wholeObject(iteration, key, value);
  if (only !== undefined) return only;
  if (isKeyOfItsOwn(steps, key)) return { kind: "collect", into: "object", body: steps, key, value };
  if (!ordered && hasDistinctKeys(source, to)) return { kind: "collect", into: "object", body: steps, key, value };
  if (!ordered) return to.deny(source, "GW1009", { text: source.getText() });
  const entry: Term = { kind: "object", entries: [{ key, value }] };
  const objects: Term = { kind: "collect", into: "array", body: steps, value: entry };
  if (holdsObjects(source, to)) return call("overlay", empty.object, objects);
  // In policy.wasm, the union of no objects is undefined.
  return call("unionObjects", call("concatArrays", { kind: "array", items: [empty.object] }, objects));
}

/** True where the values of pairs may be objects, which Rego would merge. */
function holdsObjects(source: ts.Expression, to: Lowering): boolean {
  const shape = pairType(source, 1, to);
  return shape === undefined || shape.object || shape.map || shape.unknown || shape.any;
}

/** What the first or the second parts of pairs may be, where their type tells. */
export function pairType(source: ts.Expression, part: 0 | 1, to: Lowering): Shape | undefined {
  const type = to.typeOf(source);
  if (to.shape(source).map) return ofArgument(type, part, to);
  const element = to.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const pairs = element ?? to.checker.getTypeArguments(type as ts.TypeReference)[0];
  // Of pairs that are written as lists, each part may be anything that the list holds.
  const isPairs = pairs !== undefined && (to.checker.isTupleType(pairs) || to.checker.isArrayType(pairs));
  return isPairs ? ofArgument(pairs, to.checker.isTupleType(pairs) ? part : 0, to) : undefined;
}

function ofArgument(type: ts.Type, at: number, to: Lowering): Shape | undefined {
  const argument = to.checker.getTypeArguments(type as ts.TypeReference)[at];
  return argument === undefined ? undefined : to.shapeOfType(argument);
}

function isPair(node: ts.Expression): boolean {
  const pair = unwrap(node);
  return (
    ts.isArrayLiteralExpression(pair) &&
    pair.elements.length === 2 &&
    !pair.elements.some((one) => ts.isSpreadElement(one))
  );
}

/** Pairs that are written out. */
function ofLiterals(literal: ts.ArrayLiteralExpression, scope: Scope, to: Lowering): Term {
  const entries = literal.elements.map((node) => {
    const [key, value] = (unwrap(node) as ts.ArrayLiteralExpression).elements as unknown as [
      ts.Expression,
      ts.Expression,
    ];
    return { key: keyTerm(key, scope, to), value: checkValue(value, to.value(value, scope), to) };
  });
  if (entries.every(({ key }) => key.kind === "constant")) {
    const last = new Map(entries.map((entry) => [JSON.stringify(entry.key), entry]));
    return { kind: "object", entries: [...last.values()] };
  }
  return call("overlay", empty.object, {
    kind: "array",
    items: entries.map((entry) => ({ kind: "object", entries: [entry] })),
  });
}

/** A key of a Map: a text or a number, which are the same in Rego when they are in JavaScript. */
export function keyTerm(node: ts.Expression, scope: Scope, to: Lowering): Term {
  checkKey(node, to.shape(node), to);
  return refuseNaN(node, to.value(node, scope), to);
}

export function checkKey(node: ts.Node, shape: Shape, to: Lowering): void {
  const { string, number, true: yes, false: no, null: none, undefined: missing, any, unknown } = shape;
  if (!(string || number) || yes || no || none || missing || any || unknown || isComposite(shape) || shape.function)
    to.deny(node, "GW1001", { what: "a key of a Map that is neither a text nor a number" });
}

/** What is under a key is there, and is no list whose order means nothing. */
export function checkValue(node: ts.Expression, value: Term, to: Lowering): Term {
  if (!isDefined(value) && !isUnordered(value)) return to.deny(node, "GW1039", { text: node.getText() });
  return to.requireOrder(node, refuseNaN(node, value, to));
}

/** The object whose entries the pairs are, all of them. */
function wholeObject({ steps }: Iteration, key: Term, value: Term): Term | undefined {
  const [step, more] = steps;
  if (step?.kind !== "some" || more !== undefined || step.key === undefined || step.value === undefined)
    return undefined;
  const same =
    key.kind === "variable" && key.id === step.key.id && value.kind === "variable" && value.id === step.value.id;
  return same ? step.in : undefined;
}

/** True where the keys are those of an object that is gone through once: none comes twice. */
function isKeyOfItsOwn(steps: Body, key: Term): boolean {
  const through = steps.filter(({ kind }) => kind === "some" || kind === "any");
  const [step] = through;
  if (step?.kind !== "some" || through.length > 1 || key.kind !== "variable") return false;
  return step.key?.id === key.id && step.key.position !== true;
}
