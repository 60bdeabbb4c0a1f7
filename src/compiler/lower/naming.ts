/** Names for what the author left unnamed, from the names around it. */

import { singular } from "../singular.js";
import { ts } from "../typescript.js";

/** What one element of a collection may be called: `containers` has a `container`. */
export function elementName(node: ts.Expression): string {
  const name = lastName(node);
  return name === undefined ? "item" : singular(name);
}

export function keyName(_node: ts.Expression): string {
  return "key";
}

function lastName(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : lastName(node.expression);
  if (ts.isBinaryExpression(node)) return lastName(node.left);
  if (ts.isCallExpression(node))
    return ts.isPropertyAccessExpression(node.expression)
      ? lastName(node.expression.expression)
      : lastName(node.expression)?.replace(/Of$/, "");
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node))
    return lastName(node.expression);
  return undefined;
}
