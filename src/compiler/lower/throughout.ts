/**
 * What a collection holds when it is made. Where a part of it is changed in place, nobody else may hold that part. Records and Maps have
 * parts that can be changed; what stands in a list never is.
 */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import { isFresh } from "./own.js";
import { entryType, isComposite, type Shape } from "./shape.js";

/**
 * True for an expression that makes a collection with all its parts.
 *
 * @param kept the name of what a reduction keeps, whose parts stay its own
 */
export function isOwnThroughout(node: ts.Expression, to: Lowering, kept?: string): boolean {
  const inner = unwrap(node);
  if (isPlain(to.shape(inner)) || (ts.isIdentifier(inner) && inner.text === kept)) return true;
  if (!isFresh(inner)) return false;
  if (ts.isConditionalExpression(inner))
    return isOwnThroughout(inner.whenTrue, to, kept) && isOwnThroughout(inner.whenFalse, to, kept);
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.every((one) => holdsOwn(one, to, kept));
  const pairs = pairsOf(inner);
  return pairs === undefined || isPlain(underKeys(inner, to)) || areOwn(pairs, to);
}

function holdsOwn(property: ts.ObjectLiteralElementLike, to: Lowering, kept: string | undefined): boolean {
  if (ts.isPropertyAssignment(property)) return isOwnThroughout(property.initializer, to);
  if (ts.isShorthandPropertyAssignment(property)) return isPlain(to.shape(property.name));
  if (!ts.isSpreadAssignment(property)) return true;
  const spread = unwrap(property.expression);
  if (ts.isIdentifier(spread) && spread.text === kept) return true;
  const type = to.checker.getNonNullableType(to.typeOf(spread));
  const parts = [
    ...to.checker.getPropertiesOfType(type).map((one) => to.checker.getTypeOfSymbol(one)),
    ...to.checker.getIndexInfosOfType(type).map((one) => one.type),
  ];
  return parts.every((part) => isPlain(to.shapeOfType(part)));
}

/** `pairs` of `new Map(pairs)` and `Object.fromEntries(pairs)`. */
function pairsOf(node: ts.Expression): ts.Expression | undefined {
  if (ts.isNewExpression(node)) return node.expression.getText() === "Map" ? node.arguments?.[0] : undefined;
  return ts.isCallExpression(node) && node.expression.getText() === "Object.fromEntries"
    ? node.arguments[0]
    : undefined;
}

function areOwn(pairs: ts.Expression, to: Lowering): boolean {
  const list = unwrap(pairs);
  if (ts.isArrayLiteralExpression(list)) return list.elements.every((one) => isOwnPair(one, to));
  const [callback] = ts.isCallExpression(list) ? list.arguments : [];
  return (
    ts.isCallExpression(list) &&
    ts.isPropertyAccessExpression(list.expression) &&
    list.expression.name.text === "map" &&
    callback !== undefined &&
    ts.isArrowFunction(callback) &&
    !ts.isBlock(callback.body) &&
    isOwnPair(callback.body, to)
  );
}

function isOwnPair(node: ts.Expression, to: Lowering): boolean {
  const pair = unwrap(node);
  const [, value] = ts.isArrayLiteralExpression(pair) ? pair.elements : [];
  return value !== undefined && isOwnThroughout(value, to);
}

/** What is under the keys of a Map, or of an object. */
function underKeys(node: ts.Expression, to: Lowering): Shape {
  const type = to.typeOf(node);
  const value = to.shape(node).map
    ? to.checker.getTypeArguments(type as ts.TypeReference)[1]
    : entryType(type, to.checker);
  return value === undefined ? to.shape(node) : to.shapeOfType(value);
}

function isPlain(shape: Shape): boolean {
  return !(isComposite(shape) || shape.unknown || shape.any);
}
