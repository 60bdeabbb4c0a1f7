import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import type { OperationName } from "../ir/operations.js";
import { always, any, compare, never, not, test } from "../ir/steps.js";
import { call, constant, doubt } from "../ir/terms.js";
import { refuseHoles } from "../lower/holes.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import { isComposite, type Shape } from "../lower/shape.js";
import { present } from "../lower/truth.js";
import { propertyIn, tableIn } from "../lower/written-items.js";
import { ts } from "../typescript.js";
import { keyText } from "./keys.js";
import { type Sides, typeofTest } from "./typeof.js";
import { unwrap } from "./wrappers.js";

const K = ts.SyntaxKind;
const orders: ReadonlyMap<ts.SyntaxKind, OperationName> = new Map([
  [K.LessThanToken, "less"],
  [K.LessThanEqualsToken, "lessOrEqual"],
  [K.GreaterThanToken, "greater"],
  [K.GreaterThanEqualsToken, "greaterOrEqual"],
]);
const equalities: ReadonlySet<ts.SyntaxKind> = new Set([
  K.EqualsEqualsEqualsToken,
  K.ExclamationEqualsEqualsToken,
  K.EqualsEqualsToken,
  K.ExclamationEqualsToken,
]);

export function isComparison(operator: ts.SyntaxKind): boolean {
  return (
    orders.has(operator) || equalities.has(operator) || operator === K.InKeyword || operator === K.InstanceOfKeyword
  );
}

/** `===`, `!==`, `<` and its like, and `in`. */
export function comparison(node: ts.BinaryExpression, scope: Scope, to: Lowering): Body {
  const operator = node.operatorToken.kind;
  if (operator === K.InstanceOfKeyword) return denied(to.deny(node, "GW1001", { what: "`instanceof`" }));
  if (operator === K.InKeyword) return hasKey(node, scope, to);
  const order = orders.get(operator);
  if (order !== undefined) return ordered(node, order, scope, to);
  const body = equality(node, scope, to);
  return operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken ? not(body) : body;
}

function ordered(node: ts.BinaryExpression, order: OperationName, scope: Scope, to: Lowering): Body {
  const left = to.shape(node.left);
  const right = to.shape(node.right);
  const numbers = onlyOf(left, "number") && onlyOf(right, "number");
  const strings = onlyOf(left, "string") && onlyOf(right, "string");
  if (!numbers && !strings) return denied(to.deny(node, "GW1026", { operator: node.operatorToken.getText() }));
  return compare(order, to.value(node.left, scope), to.value(node.right, scope));
}

/** True when the type allows values of one sort, and undefined at most beside them. */
function onlyOf(shape: Shape, sort: "number" | "string"): boolean {
  const others = shape.null || shape.true || shape.false || isComposite(shape) || shape.any || shape.unknown;
  return shape[sort] && !others && !(sort === "number" ? shape.string : shape.number) && !shape.undefined;
}

function equality(node: ts.BinaryExpression, scope: Scope, to: Lowering): Body {
  const loose = node.operatorToken.kind === K.EqualsEqualsToken || node.operatorToken.kind === K.ExclamationEqualsToken;
  if (loose) return typeofTest(node, scope, to) ?? looseEquality(node, scope, to);
  return strictEquality(node, node, scope, to);
}

/** `left === right`, of a comparison or of a case in a switch. */
export function strictEquality(node: Sides, at: ts.Node, scope: Scope, to: Lowering): Body {
  const typeTest = typeofTest(node, scope, to);
  if (typeTest !== undefined) return typeTest;
  const leftShape = to.shape(node.left);
  const rightShape = to.shape(node.right);
  if (isComposite(leftShape) && isComposite(rightShape) && !leftShape.unknown && !rightShape.unknown) {
    return denied(to.deny(at, "GW1008", { left: node.left.getText(), right: node.right.getText() }));
  }
  if (isUndefined(node.right)) return not(present(doubt(to.value(node.left, scope)), leftShape));
  if (isUndefined(node.left)) return not(present(doubt(to.value(node.right, scope)), rightShape));
  const asked = booleanTest(node, scope, to) ?? emptinessTest(node, scope, to);
  if (asked !== undefined) return asked;
  const left = to.value(node.left, scope);
  const right = to.value(node.right, scope);
  const equal = compare("equal", left, right);
  if (isDefined(left) || isDefined(right) || !leftShape.undefined || !rightShape.undefined) return equal;
  return any([equal, [...not(present(left, leftShape)), ...not(present(right, rightShape))]]);
}

/** `condition === true` and `condition === false` of a condition that is written in place. */
function booleanTest(node: Sides, scope: Scope, to: Lowering): Body | undefined {
  const literal = unwrap(node.right);
  const wanted = literal.kind === K.TrueKeyword ? true : literal.kind === K.FalseKeyword ? false : undefined;
  const { undefined: missing, null: none, number, string, object, array, unknown } = to.shape(node.left);
  if (wanted === undefined || missing || none || number || string || object || array || unknown) return undefined;
  const inner = unwrap(node.left);
  if (!ts.isPrefixUnaryExpression(inner) && !ts.isBinaryExpression(inner) && !ts.isCallExpression(inner))
    return undefined;
  return wanted ? to.holds(node.left, scope) : to.fails(node.left, scope);
}

/** `set.size === 0`, of a set that is there. */
function emptinessTest(node: Sides, scope: Scope, to: Lowering): Body | undefined {
  const size = unwrap(node.left);
  const zero = unwrap(node.right);
  if (!ts.isNumericLiteral(zero) || zero.text !== "0") return undefined;
  if (!ts.isPropertyAccessExpression(size) || size.name.text !== "size" || !to.shape(size.expression).set)
    return undefined;
  if (to.shape(size).undefined || to.shape(size.expression).object) return undefined;
  return compare("equal", to.value(size.expression, scope), { kind: "set", items: [] });
}

/** `x == null`: undefined or null. Other loose comparisons convert, and are refused. */
function looseEquality(node: ts.BinaryExpression, scope: Scope, to: Lowering): Body {
  const isNull = (side: ts.Expression) => unwrap(side).kind === K.NullKeyword || isUndefined(side);
  const side = isNull(node.right) ? node.left : isNull(node.left) ? node.right : undefined;
  if (side === undefined) return denied(to.deny(node, "GW1012", { operator: node.operatorToken.getText() }));
  const term = doubt(to.value(side, scope));
  const shape = to.shape(side);
  return not([...present(term, shape), ...(shape.null ? compare("notEqual", term, constant(null)) : [])]);
}

function isUndefined(node: ts.Expression): boolean {
  const inner = unwrap(node);
  return ts.isIdentifier(inner) && inner.text === "undefined";
}

/** `key in object`. */
function hasKey(node: ts.BinaryExpression, scope: Scope, to: Lowering): Body {
  const receiver = to.shape(node.right);
  if (!receiver.object || receiver.array || receiver.set)
    return denied(to.deny(node, "GW1024", { method: "`in` on a list", instead: "list.includes(x)" }));
  const key = to.shape(node.left);
  if (!onlyOf(key, "string") && !onlyOf(key, "number"))
    return denied(to.deny(node.left, "GW1001", { what: "a key that is no text" }));
  const table = tableIn(node.right, scope, to);
  if (table !== undefined && ts.isStringLiteralLike(node.left))
    return propertyIn(table, node.left.text) === undefined ? never : always;
  refuseHoles(node.right, node.left, to);
  return test(call("hasKey", to.value(node.right, scope), keyText(node.left, scope, to)));
}

/** What stands for a condition that was refused. */
function denied(_reported: Term): Body {
  return [];
}
