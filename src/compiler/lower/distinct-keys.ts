/** Keys that come once, or with the same value each time: what they make does not follow from an order. */
import { keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { mentions } from "../ir/renew.js";
import { unnamed } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import { unchanged } from "./whole-elements.js";

/** True where no two passes add different values under one key. @param steps those that bind what a pass is about */
export function writesAlike(items: Term, steps: Body): boolean {
  const entries = entriesOf(items);
  const [first] = entries ?? [];
  if (entries === undefined || first === undefined) return false;
  const key = unnamed(first.key);
  if (entries.some((entry) => keyOf(unnamed(entry.key)) !== keyOf(key))) return false;
  const sources = steps.filter((step) => step.kind === "some");
  const [source] = sources;
  if (sources.length === 1 && key.kind === "variable" && source?.key?.id === key.id) return true;
  // A value that follows from the key alone is the same whenever the key is.
  const bound = new Set([...boundBy(steps), ...conditionsOf(items).flatMap(boundBy)]);
  const others = new Set([...bound].filter((id) => key.kind !== "variable" || id !== key.id));
  const isKnown = key.kind === "constant" || (key.kind === "variable" && bound.has(key.id));
  return isKnown && entries.every(({ value }) => !mentions(value, others));
}

/** The variables that steps bind. */
function boundBy(steps: Body): readonly number[] {
  return steps.flatMap((step) => {
    if (step.kind === "let") return [step.variable.id];
    if (step.kind === "some") return [step.key, step.value].flatMap((one) => (one === undefined ? [] : [one.id]));
    return step.kind === "any" ? step.bodies.flatMap(boundBy) : [];
  });
}

/** The conditions under which a pass adds something. */
function conditionsOf(items: Term): readonly Body[] {
  const target = unnamed(items);
  if (target.kind !== "choose") return [];
  return target.cases.flatMap(({ when, answer }) => [when, ...conditionsOf(answer)]);
}

/** What all passes may add: undefined where it is not written out. */
function entriesOf(items: Term): readonly { readonly key: Term; readonly value: Term }[] | undefined {
  const target = unnamed(items);
  if (target.kind === "choose") {
    const all = [...target.cases.map(({ answer }) => answer), ...(target.otherwise ? [target.otherwise] : [])];
    const entries = all.map(entriesOf);
    return entries.every((one) => one !== undefined) ? entries.flat() : undefined;
  }
  if (target.kind !== "array") return undefined;
  const objects = target.items.map(unnamed);
  if (!objects.every((one): one is Extract<Term, { kind: "object" }> => one.kind === "object")) return undefined;
  return objects.flatMap(({ entries }) => entries);
}

/** True for pairs of a key and a value that no two of have one key: what they make does not follow from their order. */
export function hasDistinctKeys(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const named = ts.isIdentifier(inner) ? unchanged(inner, to) : undefined;
  if (named !== undefined) return hasDistinctKeys(named, to);
  const [spread, more] = ts.isArrayLiteralExpression(inner) ? inner.elements : [];
  if (spread !== undefined && more === undefined && ts.isSpreadElement(spread))
    return to.shape(spread.expression).map || hasDistinctKeys(spread.expression, to);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return false;
  const { expression: owner, name } = inner.expression;
  const [argument] = inner.arguments;
  if (name.text === "map" && argument !== undefined && keepsKey(argument)) return hasDistinctKeys(owner, to);
  if (name.text === "map" && argument !== undefined && keysByElement(argument)) return hasDistinctElements(owner, to);
  if (name.text === "map" && argument !== undefined && keysByField(argument, distinctFields(owner, to))) return true;
  if (["filter", "toSorted", "sort", "toReversed", "slice"].includes(name.text)) return hasDistinctKeys(owner, to);
  if (owner.getText() === "Array" && name.text === "from" && argument !== undefined && inner.arguments.length === 1)
    return to.shape(argument).map || hasDistinctKeys(argument, to);
  return name.text === "entries" && (owner.getText() === "Object" || to.shape(owner).map);
}

/** True for a list of keys that has none twice. */
function hasDistinctElements(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const named = ts.isIdentifier(inner) ? unchanged(inner, to) : undefined;
  if (named !== undefined) return hasDistinctElements(named, to);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return false;
  const { expression: owner, name } = inner.expression;
  const [argument] = inner.arguments;
  if (!to.isOfLibrary(name)) return false;
  if (name.text === "map" && argument !== undefined && takesKey(argument)) return hasDistinctKeys(owner, to);
  if (["filter", "toSorted", "sort", "toReversed", "slice"].includes(name.text)) return hasDistinctElements(owner, to);
  return name.text === "keys" && (owner.getText() === "Object" || to.shape(owner).map);
}

/** The fields that no two objects of a list have alike: `Object.entries(record).map(([name, value]) => ({ name, … }))`. */
export function distinctFields(node: ts.Expression, to: Lowering): readonly string[] {
  const inner = unwrap(node);
  const named = ts.isIdentifier(inner) ? unchanged(inner, to) : undefined;
  if (named !== undefined) return distinctFields(named, to);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return [];
  const { expression: owner, name } = inner.expression;
  const [callback] = inner.arguments;
  if (!to.isOfLibrary(name)) return [];
  if (["filter", "toSorted", "sort", "toReversed", "slice"].includes(name.text)) return distinctFields(owner, to);
  const object = name.text === "map" && callback !== undefined ? answerOf(callback) : undefined;
  if (callback === undefined || object === undefined || !ts.isObjectLiteralExpression(object)) return [];
  if (object.properties.some(ts.isSpreadAssignment)) return [];
  const key = hasDistinctKeys(owner, to)
    ? keyTaken(callback)
    : hasDistinctElements(owner, to)
      ? elementTaken(callback)
      : undefined;
  return object.properties.flatMap((property) => {
    const value = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : property.name;
    const isKey = key !== undefined && value !== undefined && ts.isIdentifier(value) && value.text === key;
    return isKey && property.name !== undefined && ts.isIdentifier(property.name) ? [property.name.text] : [];
  });
}

/** `([key, value]) => [key, …]`. */
function keepsKey(callback: ts.Expression): boolean {
  const key = keyTaken(callback);
  return key !== undefined && isName(firstOf(answerOf(callback)), key);
}

/** `([key]) => key`. */
function takesKey(callback: ts.Expression): boolean {
  const key = keyTaken(callback);
  return key !== undefined && isName(answerOf(callback), key);
}

/** `(key) => [key, …]`. */
function keysByElement(callback: ts.Expression): boolean {
  const name = elementTaken(callback);
  return name !== undefined && isName(firstOf(answerOf(callback)), name);
}

/** `({ name }) => [name, …]` and `(one) => [one.name, …]`, by a field that no two elements share. */
function keysByField(callback: ts.Expression, fields: readonly string[]): boolean {
  const [parameter] = ts.isArrowFunction(callback) ? callback.parameters : [];
  const key = firstOf(answerOf(callback));
  if (parameter === undefined || key === undefined || fields.length === 0) return false;
  if (ts.isIdentifier(parameter.name))
    return (
      ts.isPropertyAccessExpression(key) &&
      isName(key.expression, parameter.name.text) &&
      fields.includes(key.name.text)
    );
  return (
    ts.isObjectBindingPattern(parameter.name) &&
    parameter.name.elements.some(
      ({ name, propertyName, initializer, dotDotDotToken }) =>
        initializer === undefined &&
        dotDotDotToken === undefined &&
        ts.isIdentifier(name) &&
        isName(key, name.text) &&
        fields.includes((propertyName ?? name).getText()),
    )
  );
}

/** The name of the element of `(element) => …`. */
function elementTaken(callback: ts.Expression): string | undefined {
  const [parameter] = ts.isArrowFunction(callback) ? callback.parameters : [];
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
}

/** The name of the key of `([key, value]) => …`. */
function keyTaken(callback: ts.Expression): string | undefined {
  const [parameter] = ts.isArrowFunction(callback) ? callback.parameters : [];
  const [first] = parameter !== undefined && ts.isArrayBindingPattern(parameter.name) ? parameter.name.elements : [];
  if (first === undefined || !ts.isBindingElement(first) || first.initializer !== undefined) return undefined;
  return ts.isIdentifier(first.name) ? first.name.text : undefined;
}

function answerOf(callback: ts.Expression): ts.Expression | undefined {
  return ts.isArrowFunction(callback) && !ts.isBlock(callback.body) ? unwrap(callback.body) : undefined;
}

function firstOf(node: ts.Expression | undefined): ts.Expression | undefined {
  return node !== undefined && ts.isArrayLiteralExpression(node) ? node.elements[0] : undefined;
}

function isName(node: ts.Expression | undefined, name: string): boolean {
  return node !== undefined && ts.isIdentifier(node) && node.text === name;
}
