/** What `reduce` keeps from pass to pass: a name of its callback that starts as what it is given. */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isFresh } from "./own.js";

/** What a name of a function starts as: what it is declared with, or what `reduce` is given for the name that it keeps. */
export function firstValueOf(declaration: ts.Declaration): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration)) return declaration.initializer;
  if (!ts.isParameter(declaration)) return undefined;
  const callback = declaration.parent;
  const call = callback.parent;
  const isKept =
    callback.parameters[0] === declaration &&
    (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback)) &&
    ts.isCallExpression(call) &&
    call.arguments[0] === callback &&
    ts.isPropertyAccessExpression(call.expression) &&
    call.expression.name.text === "reduce";
  return isKept && answersOf(callback.body).every((one) => isOwn(one, declaration)) ? call.arguments[1] : undefined;
}

/** What a function may return. */
export function answersOf(body: ts.ConciseBody): readonly ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** True for what is kept itself, for a change of it that answers it, and for what is made on the spot. */
function isOwn(node: ts.Expression, kept: ts.ParameterDeclaration): boolean {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) return inner.text === kept.name.getText();
  if (ts.isConditionalExpression(inner)) return isOwn(inner.whenTrue, kept) && isOwn(inner.whenFalse, kept);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken)
    return isOwn(inner.right, kept);
  const target = ts.isCallExpression(inner) ? inner.expression : undefined;
  if (target !== undefined && ts.isPropertyAccessExpression(target) && ["add", "set"].includes(target.name.text))
    return isOwn(target.expression, kept);
  return isFresh(inner);
}
