import type { Body, Term } from "../ir/nodes.js";
import { choose, constant } from "../ir/terms.js";
import type { ExpressionSyntax, Lowering } from "../lower/lowering.js";
import { ts } from "../typescript.js";
import { arithmetic, isArithmetic, type Operation } from "./arithmetic.js";
import { comparison, isComparison } from "./comparison.js";
import { logicalHolds, logicalValue } from "./logical.js";

const K = ts.SyntaxKind;
const logical: ReadonlySet<ts.SyntaxKind> = new Set([
  K.AmpersandAmpersandToken,
  K.BarBarToken,
  K.QuestionQuestionToken,
]);

/** Every operator between two expressions; each family has its own file. */
export const binary: ExpressionSyntax<ts.BinaryExpression> = {
  kinds: [K.BinaryExpression],
  value(node, scope, to) {
    const operator = node.operatorToken.kind;
    if (logical.has(operator)) return logicalValue(sides(node), scope, to);
    if (isArithmetic(operator)) return arithmetic(sides(node), scope, to);
    if (isComparison(operator)) return asValue(comparison(node, scope, to));
    return refuse(node, to);
  },
  holds(node, scope, to) {
    const operator = node.operatorToken.kind;
    if (logical.has(operator)) return logicalHolds(sides(node), scope, to);
    if (isComparison(operator)) return comparison(node, scope, to);
    return undefined;
  },
};

function sides(node: ts.BinaryExpression): Operation {
  return { left: node.left, right: node.right, operator: node.operatorToken.kind, at: node };
}

/** A condition as a boolean value. */
export function asValue(body: Body): Term {
  return choose([{ when: body, answer: constant(true) }], constant(false));
}

function refuse(node: ts.BinaryExpression, to: Lowering): Term {
  const operator = node.operatorToken.kind;
  if (operator >= K.FirstAssignment && operator <= K.LastAssignment)
    return to.deny(node, "GW1005", { what: `\`${node.getText()}\`` });
  return to.deny(node, "GW1001", { what: `the operator \`${node.operatorToken.getText()}\`` });
}
