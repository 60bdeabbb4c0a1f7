import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any, compare, not } from "../ir/steps.js";
import { absent, assume, choose, constant, doubt, isPath, orElse } from "../ir/terms.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { plainNumber } from "../lower/not-a-number.js";
import { isComposite, type Shape } from "../lower/shape.js";
import { present, truthy } from "../lower/truth.js";
import { ts } from "../typescript.js";
import type { Operation } from "./arithmetic.js";
import { trusted } from "./wrappers.js";

const K = ts.SyntaxKind;

/** `a && b`, `a || b` and `a ?? b`: their value is one of the two, their truth follows from both. */
export function logicalValue(node: Operation, scope: Scope, to: Lowering): Term {
  // TypeScript forgets what follows `??` where the types leave nothing undefined, which a review may do all the same.
  if (isOnlyBoolean(to.shape(node.at)) && isOnlyBoolean(to.shape(node.right)))
    return choose([{ when: logicalHolds(node, scope, to), answer: constant(true) }], constant(false));
  const trusted = to.value(node.left, scope);
  const shape = to.shape(node.left);
  switch (node.operator) {
    case K.AmpersandAmpersandToken:
      return choose(
        [{ when: to.holds(node.left, scope), answer: to.value(node.right, scope) }],
        mayBeNaN(trusted) ? trusted : falsyPart(trusted, shape),
      );
    case K.BarBarToken:
      // Only undefined is falsy here: `??` says the same.
      if (!shape.null && !shape.false && !shape.zero && !shape.emptyString)
        return orElse(doubt(trusted), to.value(node.right, scope));
      return firstTruthy(node.left, to.value(node.right, scope), scope, to);
    default: {
      if (mayBeNaN(trusted) && !shape.undefined && !shape.null) return trusted;
      const left = mayBeNaN(trusted) ? trusted : doubt(trusted);
      const right = to.value(node.right, scope);
      if (mayBeNaN(left) && !shape.null) return choose([{ when: present(left, shape), answer: left }], right);
      // `object.get` says it in place; what it cannot say becomes a choice.
      if (!shape.null && isDefined(right) && (isPath(left) || left.kind === "decoded" || isDefined(left)))
        return orElse(left, right);
      const isNoNull = shape.null ? compare("notEqual", left, constant(null)) : [];
      const chosen = choose([{ when: [...present(left, shape), ...isNoNull], answer: assume(left) }], right);
      return isDefined(right) ? assume(chosen) : chosen;
    }
  }
}

/** `a || b || c`: the first that is truthy, or the last. */
function firstTruthy(node: ts.Expression, last: Term, scope: Scope, to: Lowering): Term {
  const inner = trusted(node, to);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === K.BarBarToken) {
    return firstTruthy(inner.left, firstTruthy(inner.right, last, scope, to), scope, to);
  }
  const value = plainNumber(assume(to.value(inner, scope)), to);
  return choose([{ when: to.holds(inner, scope), answer: value }], last);
}

function isOnlyBoolean(shape: Shape): boolean {
  return (
    (shape.true || shape.false) &&
    !(shape.undefined || shape.null || shape.number || shape.string || isComposite(shape))
  );
}

/** What is left of a falsy term: itself, or the one value that it can be. */
function falsyPart(
  term: Term,
  shape: {
    readonly undefined: boolean;
    readonly null: boolean;
    readonly false: boolean;
    readonly zero: boolean;
    readonly emptyString: boolean;
  },
): Term {
  const possible = [shape.null, shape.false, shape.zero, shape.emptyString].filter(Boolean).length;
  if (possible === 0) return absent;
  if (!shape.undefined && possible === 1) {
    if (shape.false) return constant(false);
    if (shape.null) return constant(null);
    return constant(shape.zero ? 0 : "");
  }
  return term;
}

export function logicalHolds(node: Operation, scope: Scope, to: Lowering): Body {
  switch (node.operator) {
    case K.AmpersandAmpersandToken:
      return [...to.holds(node.left, scope), ...to.holds(node.right, scope)];
    case K.BarBarToken:
      return any([to.holds(node.left, scope), to.holds(node.right, scope)]);
    default: {
      const left = doubt(to.value(node.left, scope));
      const shape = to.shape(node.left);
      const there = [
        ...(isDefined(left) ? [] : present(left, shape)),
        ...(shape.null ? compare("notEqual", left, constant(null)) : []),
      ];
      const right = to.holds(node.right, scope);
      if (there.length === 0) return truthy(left, shape);
      return any([truthy(left, shape), [...not(there), ...right]]);
    }
  }
}

/** `!a`. */
export const negation: ExpressionSyntax<ts.PrefixUnaryExpression> = {
  kinds: [K.PrefixUnaryExpression],
  value(node, scope, to) {
    if (node.operator === K.ExclamationToken)
      return choose([{ when: to.fails(node.operand, scope), answer: constant(true) }], constant(false));
    return to.arithmetic(node, scope);
  },
  holds(node, scope, to) {
    return node.operator === K.ExclamationToken ? to.fails(node.operand, scope) : undefined;
  },
};
