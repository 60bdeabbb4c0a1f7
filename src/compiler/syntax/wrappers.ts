import { isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { assume } from "../ir/terms.js";
import type { ExpressionSyntax, Lowering } from "../lower/lowering.js";
import { isKeyOfOwn, isThere } from "../lower/presence.js";
import { entryType, shapeOf } from "../lower/shape.js";
import { ts } from "../typescript.js";

type Wrapper =
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion;

/**
 * Parentheses, `satisfies`, `as` and `!`: what is inside means the same with and without them. `as` and `!` may not promise what the
 * compiler would have to believe: a type that TypeScript itself would not accept, a value whose presence nothing tells.
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
    if (!ts.isNonNullExpression(node)) return denied(node, to) ?? to.value(node.expression, scope);
    const term = to.value(node.expression, scope);
    if (isDefined(term) && !to.shape(node.expression).null) return term;
    return denied(node, to) ?? assume(term);
  },
  holds(node, scope, to) {
    return denied(node, to) === undefined ? to.holds(node.expression, scope) : [];
  },
};

/** The inside of what wraps an expression, once nothing that wraps it promises too much. */
export function trusted(node: ts.Expression, to: Lowering): ts.Expression {
  if (!wrappers.kinds.includes(node.kind)) return node;
  denied(node as Wrapper, to);
  return trusted((node as Wrapper).expression, to);
}

function denied(node: Wrapper, to: Lowering): Term | undefined {
  if (ts.isNonNullExpression(node)) {
    const { undefined: missing, null: none, any } = to.shape(node.expression);
    const isPromised = (missing || none || any) && !isThere(node.expression, to);
    return isPromised ? to.deny(node, "GW1036", { text: node.expression.getText() }) : undefined;
  }
  if (isHonest(node, to) || isOnlyCompared(node, to)) return undefined;
  return to.deny(node, "GW1023", {
    from: to.checker.typeToString(to.typeOf(node.expression)),
    to: to.checker.typeToString(to.typeOf(node)),
  });
}

function isHonest(node: Wrapper, to: { readonly checker: ts.TypeChecker; typeOf(node: ts.Node): ts.Type }): boolean {
  if (!ts.isAsExpression(node) && node.kind !== ts.SyntaxKind.TypeAssertionExpression) return true;
  const { type, expression } = node as ts.AsExpression;
  if (ts.isConstTypeReference(type)) return true;
  const from = to.typeOf(expression);
  const target = to.typeOf(node);
  if (shapeOf(from, to.checker).any || shapeOf(target, to.checker).any) return false;
  return to.checker.isTypeAssignableTo(from, target) || readsUnknown(from, target, to);
}

/** `spec as Record<string, unknown>`: an object whose entries may be anything, which is promised of none. */
function readsUnknown(from: ts.Type, target: ts.Type, { checker }: { readonly checker: ts.TypeChecker }): boolean {
  const [given, read] = [shapeOf(from, checker), shapeOf(target, checker)];
  if ((given.undefined && !read.undefined) || (given.null && !read.null)) return false;
  const isPlain = (shape: typeof given) =>
    shape.object &&
    !(
      shape.array ||
      shape.set ||
      shape.map ||
      shape.function ||
      shape.string ||
      shape.number ||
      shape.true ||
      shape.false
    );
  const inner = checker.getNonNullableType(target);
  const entries = entryType(inner, checker);
  return (
    isPlain(given) &&
    isPlain(read) &&
    entries !== undefined &&
    (entries.flags & ts.TypeFlags.Unknown) !== 0 &&
    checker.getPropertiesOfType(inner).length === 0
  );
}

/**
 * A text as one of some texts, where nobody has to believe it: as a key of what may be missing or is known to have it, or as what a list or
 * a Set is asked for.
 */
function isOnlyCompared(node: Wrapper, to: Lowering): boolean {
  const from = to.typeOf(node.expression);
  if (!to.checker.isTypeAssignableTo(from, to.checker.getStringType())) return false;
  if (!to.checker.isTypeAssignableTo(to.typeOf(node), to.checker.getStringType())) return false;
  let inner: ts.Node = node;
  while (ts.isParenthesizedExpression(inner.parent)) inner = inner.parent;
  const { parent } = inner;
  if (ts.isElementAccessExpression(parent))
    return parent.argumentExpression === inner && (to.shape(parent).undefined || isKeyOfOwn(parent, to));
  const asked = ts.isCallExpression(parent) && parent.arguments[0] === inner ? parent.expression : undefined;
  return (
    asked !== undefined &&
    ts.isPropertyAccessExpression(asked) &&
    ["includes", "has", "indexOf"].includes(asked.name.text) &&
    to.isOfLibrary(asked.name)
  );
}

/** An expression without what wraps it. */
export function unwrap(node: ts.Expression): ts.Expression {
  return wrappers.kinds.includes(node.kind) ? unwrap((node as Wrapper).expression) : node;
}

/** An expression with all that wraps it. */
export function wrapped(node: ts.Expression): ts.Expression {
  const parent = node.parent as ts.Expression;
  return wrappers.kinds.includes(parent.kind) ? wrapped(parent) : node;
}
