/**
 * What TypeScript takes for undefined or null, or for nothing at all, although it may be false, 0 or "": after `!(a ?? b)` it holds that
 * `a` was absent, as if only `b` could have been falsy.
 */
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import { merge, type Shape } from "./shape.js";

type Types = Pick<Lowering, "checker" | "shape" | "shapeOfType" | "typeOf">;

/** The shape of a node, of which TypeScript says the one that is given. */
export function withoutTrust(node: ts.Node, shape: Shape, to: Types): Shape {
  if (ts.isParenthesizedExpression(node)) return to.shape(node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    if (!isNothing(to.shapeOfType(to.typeOf(node.left)))) return shape;
    return merge(shape, { ...to.shape(node.left), undefined: false, null: false });
  }
  if (!isNothing(shape)) return shape;
  const symbol = symbolOf(node, to);
  if (symbol === undefined) return shape;
  const declared = to.shapeOfType(to.checker.getTypeOfSymbol(symbol));
  const isNever = !shape.undefined && !shape.null;
  if (!isNothing(declared)) return isNever ? { ...declared, undefined: false, null: false } : merge(shape, declared);
  // A constant has the type of what it is set to.
  const { valueDeclaration: source } = symbol;
  if (source === undefined || !ts.isVariableDeclaration(source) || source.type !== undefined) return shape;
  return source.initializer === undefined ? shape : merge(shape, to.shape(unwrap(source.initializer)));
}

function symbolOf(node: ts.Node, to: Types): ts.Symbol | undefined {
  if (ts.isIdentifier(node)) return node.text === "undefined" ? undefined : resolve(node, to.checker);
  return ts.isPropertyAccessExpression(node) ? to.checker.getSymbolAtLocation(node.name) : undefined;
}

function isNothing({ undefined: _, null: __, ...others }: Shape): boolean {
  return !Object.values(others).includes(true);
}
