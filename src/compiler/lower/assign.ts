/** Statements that change what a name stands for: assignments, `++`, and changes of collections that the function made itself. */

import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { call, constant, member, orElse } from "../ir/terms.js";
import { arithmetic } from "../syntax/arithmetic.js";
import { logicalValue } from "../syntax/logical.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isAssignment } from "./chains.js";
import type { Lowering, Scope } from "./lowering.js";
import { mutation } from "./mutate.js";
import { refuseNarrowed } from "./narrowed.js";
import { joined } from "./outcome.js";
import { homeOf, readBehind, sharing } from "./own.js";
import { withBinding } from "./patterns.js";
import { placeOf, readPlace, writePlace } from "./places.js";
import { procedure } from "./procedures.js";

const K = ts.SyntaxKind;

/** The operators inside of `+=` and its like. */
const inner: ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind> = new Map([
  [K.PlusEqualsToken, K.PlusToken],
  [K.MinusEqualsToken, K.MinusToken],
  [K.AsteriskEqualsToken, K.AsteriskToken],
  [K.SlashEqualsToken, K.SlashToken],
  [K.PercentEqualsToken, K.PercentToken],
  [K.AmpersandEqualsToken, K.AmpersandToken],
  [K.BarEqualsToken, K.BarToken],
  [K.CaretEqualsToken, K.CaretToken],
  [K.LessThanLessThanEqualsToken, K.LessThanLessThanToken],
  [K.GreaterThanGreaterThanEqualsToken, K.GreaterThanGreaterThanToken],
  [K.GreaterThanGreaterThanGreaterThanEqualsToken, K.GreaterThanGreaterThanGreaterThanToken],
  [K.QuestionQuestionEqualsToken, K.QuestionQuestionToken],
  [K.BarBarEqualsToken, K.BarBarToken],
  [K.AmpersandAmpersandEqualsToken, K.AmpersandAmpersandToken],
]);

/** The names after an expression that stands as a statement. */
export function afterEffect(expression: ts.Expression, scope: Scope, to: Lowering): Scope {
  const node = unwrap(expression);
  if (isAssignment(node)) return assignment(node, scope, to);
  if (isStep(node)) return step(node, scope, to);
  if (ts.isCallExpression(node))
    return mutation(node, scope, to) ?? procedure(node, scope, to) ?? evaluated(node, scope, to);
  if (ts.isVoidExpression(node)) return afterEffect(node.expression, scope, to);
  if (ts.isDeleteExpression(node)) return removal(node, scope, to);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.CommaToken)
    return afterEffect(node.right, afterEffect(node.left, scope, to), to);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.AmpersandAmpersandToken)
    return when(to.holds(node.left, scope), node.right, undefined, scope, to);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.BarBarToken)
    return when(to.fails(node.left, scope), node.right, undefined, scope, to);
  if (ts.isConditionalExpression(node))
    return when(to.holds(node.condition, scope), node.whenTrue, node.whenFalse, scope, to);
  return evaluated(node, scope, to);
}

/** What has no effect is read for its diagnostics. */
function evaluated(node: ts.Expression, scope: Scope, to: Lowering): Scope {
  to.value(node, scope);
  return scope;
}

function when(condition: Body, yes: ts.Expression, no: ts.Expression | undefined, scope: Scope, to: Lowering): Scope {
  const after = afterEffect(yes, scope, to);
  const otherwise = no === undefined ? scope : afterEffect(no, scope, to);
  return joined(scope, condition, after, otherwise, to);
}

export function assignment(node: ts.BinaryExpression, scope: Scope, to: Lowering): Scope {
  const target = unwrap(node.left);
  if (node.operatorToken.kind === K.EqualsToken) {
    if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target))
      return assignPattern(target, to.value(node.right, scope), scope, to);
    return assign(target, to.value(node.right, scope), node, node.right, scope, to);
  }
  const operator = inner.get(node.operatorToken.kind);
  if (operator === undefined) return denied(node, scope, to, node.getText());
  const { left, right } = node;
  const value = [K.QuestionQuestionToken, K.BarBarToken, K.AmpersandAmpersandToken].includes(operator)
    ? logicalValue({ left, right, operator, at: node }, scope, to)
    : arithmetic({ left, right, operator, at: node }, scope, to);
  return assign(target, value, node, right, scope, to);
}

function isStep(node: ts.Expression): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  return (
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) && [K.PlusPlusToken, K.MinusMinusToken].includes(node.operator))
  );
}

function step(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope, to: Lowering): Scope {
  const value = call(node.operator === K.PlusPlusToken ? "plus" : "minus", to.value(node.operand, scope), constant(1));
  return assign(unwrap(node.operand), value, node, undefined, scope, to);
}

/** @param source the expression that the value comes from, where there is one */
function assign(
  target: ts.Expression,
  value: Term,
  at: ts.Expression,
  source: ts.Expression | undefined,
  scope: Scope,
  to: Lowering,
): Scope {
  if (ts.isIdentifier(target)) {
    const symbol = resolve(target, to.checker);
    if (symbol === undefined || !isAssignable(symbol, at, scope)) return denied(at, scope, to, what(at));
    return withBinding(scope, symbol, { kind: "term", term: to.named(symbol.name, value) });
  }
  const place = placeOf(target, scope, to);
  if (place === undefined) return denied(at, scope, to, what(at));
  if (!isDefined(value) && source !== undefined && to.shape(source).undefined) {
    to.deny(source, "GW1039", { text: source.getText() });
    return scope;
  }
  return changed(
    place.root,
    at,
    writePlace(place, value, scope, source !== undefined && mayBeObject(source, to)),
    scope,
    to,
  );
}

/** A name of this function: what a callback assigns is another pass's business. */
function isAssignable(symbol: ts.Symbol, at: ts.Node, scope: Scope): boolean {
  const declaration = symbol.valueDeclaration;
  return scope.get(symbol)?.kind === "term" && declaration !== undefined && homeOf(declaration) === homeOf(at);
}

export function changed(root: ts.Symbol, at: ts.Expression, value: Term, scope: Scope, to: Lowering): Scope {
  const problem = scope.get(root)?.kind === "term" ? sharing(root, at, to) : "foreign";
  if (problem === "shared") {
    to.deny(at, "GW1050", { name: root.name });
    return scope;
  }
  if (problem === "foreign") return denied(at, scope, to, what(at));
  const read = readBehind(root, to);
  const place = read === undefined ? undefined : placeOf(read, scope, to);
  const after =
    place === undefined || place.root === root
      ? scope
      : changed(place.root, at, writePlace(place, value, scope, false), scope, to);
  return withBinding(after, root, { kind: "term", term: to.named(root.name, value) });
}

function assignPattern(
  target: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  value: Term,
  scope: Scope,
  to: Lowering,
): Scope {
  let result = scope;
  const part = (element: ts.Expression, key: Term) => {
    const hasDefault = isAssignment(element) && element.operatorToken.kind === K.EqualsToken;
    const name = unwrap(hasDefault ? element.left : element);
    const own = member(value, key);
    const given = hasDefault ? orElse(own, to.value(element.right, scope)) : own;
    result =
      ts.isArrayLiteralExpression(name) || ts.isObjectLiteralExpression(name)
        ? assignPattern(name, given, result, to)
        : assign(name, given, name, undefined, result, to);
  };
  if (ts.isArrayLiteralExpression(target)) {
    to.requireOrder(target, value);
    for (const [index, element] of target.elements.entries()) {
      if (ts.isOmittedExpression(element)) continue;
      if (ts.isSpreadElement(element)) return denied(element, scope, to, element.getText());
      part(element, constant(index));
    }
    return result;
  }
  for (const property of target.properties) {
    if (ts.isShorthandPropertyAssignment(property) && property.objectAssignmentInitializer !== undefined) {
      const { name, objectAssignmentInitializer } = property;
      const given = orElse(member(value, constant(name.text)), to.value(objectAssignmentInitializer, scope));
      result = assign(name, given, name, undefined, result, to);
    } else if (ts.isShorthandPropertyAssignment(property)) part(property.name, constant(property.name.text));
    else if (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name))
      part(property.initializer, constant(property.name.getText().replace(/^["'](.*)["']$/s, "$1")));
    else return denied(target, scope, to, target.getText());
  }
  return result;
}

function removal(node: ts.DeleteExpression, scope: Scope, to: Lowering): Scope {
  const place = placeOf(unwrap(node.expression), scope, to);
  const key = place?.keys.at(-1);
  if (place === undefined || key === undefined) return denied(node, scope, to, node.getText());
  const removed = unwrap(node.expression);
  if (ts.isElementAccessExpression(removed)) refuseNarrowed(removed.expression, node, to);
  const holder = { ...place, keys: place.keys.slice(0, -1) };
  const without = call("removeKeys", readPlace(holder, scope), { kind: "array", items: [key] });
  return changed(place.root, node, writePlace(holder, without, scope, true), scope, to);
}

function mayBeObject(node: ts.Expression, to: Lowering): boolean {
  const { object, map, unknown } = to.shape(node);
  return object || map || unknown;
}

function what(at: ts.Expression): string {
  if (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) return `${at.expression.name.text}()`;
  return at.getText();
}

/** A change that stays undone, with its diagnostic. */
export function denied(at: ts.Node, scope: Scope, to: Lowering, thing: string): Scope {
  to.deny(at, "GW1005", { what: `\`${thing}\`` });
  return scope;
}
