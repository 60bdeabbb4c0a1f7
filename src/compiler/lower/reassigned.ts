import { ts } from "../typescript.js";

/** True when a check accepts all that a name is assigned beside its initializer: without a right side for `++` and `--`. */
export function everyAssignment(
  declaration: ts.VariableDeclaration,
  checker: ts.TypeChecker,
  accepts: (right: ts.Expression | undefined, operator: ts.SyntaxKind) => boolean,
): boolean {
  if (declaration.parent.flags & ts.NodeFlags.Const) return true;
  const { name } = declaration;
  const symbol = checker.getSymbolAtLocation(name);
  const isName = (node: ts.Node): boolean =>
    ts.isIdentifier(node) && node.text === name.getText() && checker.getSymbolAtLocation(node) === symbol;
  const mentionsName = (node: ts.Node): boolean =>
    isName(node) || ts.forEachChild(node, (child) => mentionsName(child) || undefined) === true;
  const fits = (node: ts.Node): boolean => {
    if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)) {
      if (isName(node.left)) return accepts(node.right, node.operatorToken.kind);
      const isPattern = ts.isArrayLiteralExpression(node.left) || ts.isObjectLiteralExpression(node.left);
      if (isPattern && mentionsName(node.left)) return false;
    }
    const isStep = ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node);
    if (isStep && isName(node.operand) && isStepOperator(node.operator)) return accepts(undefined, node.operator);
    return ts.forEachChild(node, (child) => (fits(child) ? undefined : true)) !== true;
  };
  return fits(declaration.getSourceFile());
}

function isAssignmentOperator(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isStepOperator(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken;
}
