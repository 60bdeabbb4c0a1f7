import { ts } from "ts-morph";
import type { ExpressionSyntax } from "../lower/lowering.js";
import { shapeOf } from "../lower/shape.js";

type Wrapper =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion;

/**
 * Parentheses, `satisfies`, `as` and `!`: what is inside means the same with and without them. `as` may not promise what the compiler
 * would have to believe: a type that TypeScript itself would not accept.
 */
export const wrappers: ExpressionSyntax<Wrapper> = {
  kinds: [
    ts.SyntaxKind.ParenthesizedExpression,
    ts.SyntaxKind.AsExpression,
    ts.SyntaxKind.SatisfiesExpression,
    ts.SyntaxKind.NonNullExpression,
    ts.SyntaxKind.TypeAssertionExpression,
  ],
  value(node, scope, to) {
    if (!isHonest(node, to))
      return to.deny(node, "GW1023", {
        from: to.checker.typeToString(to.typeOf(node.expression)),
        to: to.checker.typeToString(to.typeOf(node)),
      });
    return to.value(node.expression, scope);
  },
  holds(node, scope, to) {
    if (!isHonest(node, to)) {
      to.value(node, scope);
      return [];
    }
    return to.holds(node.expression, scope);
  },
};

function isHonest(node: Wrapper, to: { readonly checker: ts.TypeChecker; typeOf(node: ts.Node): ts.Type }): boolean {
  if (!ts.isAsExpression(node) && node.kind !== ts.SyntaxKind.TypeAssertionExpression) return true;
  const { type, expression } = node as ts.AsExpression;
  if (ts.isConstTypeReference(type)) return true;
  const from = to.typeOf(expression);
  const target = to.typeOf(node);
  if (shapeOf(from, to.checker).any || shapeOf(target, to.checker).any) return false;
  return to.checker.isTypeAssignableTo(from, target);
}

/** An expression without what wraps it. */
export function unwrap(node: ts.Expression): ts.Expression {
  return wrappers.kinds.includes(node.kind) ? unwrap((node as Wrapper).expression) : node;
}
