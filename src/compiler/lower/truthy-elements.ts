/** Lists that have no undefined among their elements, although their types do not say so: `names.filter(Boolean)`. */
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";

const K = ts.SyntaxKind;
const keeping: ReadonlySet<string> = new Set(["toSorted", "sort", "toReversed", "reverse", "slice", "filter"]);

/** True for a list of which all that is no truth was left out, and what is made of it without new elements. */
export function hasTruthyElements(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const inner = unwrap(node);
  if (ts.isArrayLiteralExpression(inner)) {
    const [only, more] = inner.elements;
    return (
      only !== undefined &&
      more === undefined &&
      ts.isSpreadElement(only) &&
      hasTruthyElements(only.expression, checker)
    );
  }
  if (ts.isIdentifier(inner)) {
    const declaration = resolve(inner, checker)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConstant && declaration.initializer !== undefined && hasTruthyElements(declaration.initializer, checker);
  }
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === K.QuestionQuestionToken) {
    const otherwise = unwrap(inner.right);
    const isEmpty = ts.isArrayLiteralExpression(otherwise) && otherwise.elements.length === 0;
    return isEmpty && hasTruthyElements(inner.left, checker);
  }
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return false;
  const { expression: list, name } = inner.expression;
  const [callback] = inner.arguments;
  if (name.text === "filter" && callback !== undefined && asksForTruth(callback)) return true;
  return keeping.has(name.text) && hasTruthyElements(list, checker);
}

/** `Boolean`, `(x) => x` and `(x) => !!x`. */
function asksForTruth(callback: ts.Expression): boolean {
  const inner = unwrap(callback);
  if (ts.isIdentifier(inner)) return inner.text === "Boolean";
  if (!ts.isArrowFunction(inner) || ts.isBlock(inner.body)) return false;
  const [parameter] = inner.parameters;
  let body = unwrap(inner.body);
  while (ts.isPrefixUnaryExpression(body) && ts.isPrefixUnaryExpression(unwrap(body.operand))) {
    const second = unwrap(body.operand) as ts.PrefixUnaryExpression;
    if (body.operator !== K.ExclamationToken || second.operator !== K.ExclamationToken) return false;
    body = unwrap(second.operand);
  }
  return parameter !== undefined && ts.isIdentifier(body) && body.text === parameter.name.getText();
}
