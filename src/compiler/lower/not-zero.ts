/** Numbers that are never zero: what may be divided by. */
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { comparisons, isSame, isTold } from "./facts.js";
import type { Lowering } from "./lowering.js";

const K = ts.SyntaxKind;

/** True where the type, the operation or the way to an expression says that it is not zero. */
export function isNotZero(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const known = literals(inner, to);
  if (known !== undefined) return known.every((value) => value !== 0);
  return isMadeSo(inner, to) || isTold(inner, tellsNotZero, to);
}

/** By the operation: `Math.max(1, n)`, `n || 1`, `list.length + 1`. */
function isMadeSo(node: ts.Expression, to: Lowering): boolean {
  if (ts.isConditionalExpression(node)) return isNotZero(node.whenTrue, to) && isNotZero(node.whenFalse, to);
  if (ts.isCallExpression(node)) return node.expression.getText() === "Math.max" && node.arguments.some(isPositive);
  if (ts.isIdentifier(node)) {
    const declaration = resolve(node, to.checker)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return false;
    return (declaration.parent.flags & ts.NodeFlags.Const) !== 0 && isNotZero(declaration.initializer, to);
  }
  if (!ts.isBinaryExpression(node)) return false;
  const { left, right, operatorToken } = node;
  if (operatorToken.kind === K.BarBarToken) return isNotZero(right, to);
  const [a, b] = [unwrap(left), unwrap(right)];
  return operatorToken.kind === K.PlusToken && ((isSize(a) && isPositive(b)) || (isPositive(a) && isSize(b)));

  function isPositive(part: ts.Expression): boolean {
    return literals(unwrap(part), to)?.every((value) => value > 0) ?? false;
  }
  function isSize(part: ts.Expression): boolean {
    return (
      ts.isPropertyAccessExpression(part) && ["length", "size"].includes(part.name.text) && to.isOfLibrary(part.name)
    );
  }
}

/** The numbers that a type allows, where it says which. */
function literals(node: ts.Expression, to: Lowering): readonly number[] | undefined {
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.MinusToken)
    return literals(unwrap(node.operand), to)?.map((value) => -value);
  const type = to.typeOf(node);
  const parts = type.isUnion() ? type.types : [type];
  const values = parts.flatMap((part) => (part.isNumberLiteral() ? [part.value] : []));
  return values.length === parts.length ? values : undefined;
}

/** `n`, `n === 0`, `n > 0` and their like, by their truth or their failure. */
function tellsNotZero(condition: ts.Expression, truth: boolean, subject: ts.Expression, to: Lowering): boolean {
  if (isSame(condition, subject, to)) return truth;
  if (!ts.isBinaryExpression(condition)) return false;
  const { left, right, operatorToken } = condition;
  const isLeft = isSame(left, subject, to);
  if (!isLeft && !isSame(right, subject, to)) return false;
  const bounds = literals(unwrap(isLeft ? right : left), to);
  const ask = comparisons.get(operatorToken.kind);
  if (bounds === undefined || ask === undefined) return false;
  // Zero would make the condition other than it is.
  return bounds.every((bound) => (isLeft ? ask(0, bound) : ask(bound, 0)) !== truth);
}
