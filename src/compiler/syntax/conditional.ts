import { any } from "../ir/steps.js";
import { choose } from "../ir/terms.js";
import type { ExpressionSyntax } from "../lower/lowering.js";
import { ts } from "../typescript.js";

/** `condition ? a : b`. */
export const conditional: ExpressionSyntax<ts.ConditionalExpression> = {
  kinds: [ts.SyntaxKind.ConditionalExpression],
  value(node, scope, to) {
    return choose(
      [{ when: to.holds(node.condition, scope), answer: to.value(node.whenTrue, scope) }],
      to.value(node.whenFalse, scope),
    );
  },
  holds(node, scope, to) {
    return any([
      [...to.holds(node.condition, scope), ...to.holds(node.whenTrue, scope)],
      [...to.fails(node.condition, scope), ...to.holds(node.whenFalse, scope)],
    ]);
  },
};
