import { ts } from "../typescript.js";
import { everyAssignment } from "./reassigned.js";

/** Names that are taken for whole while what they are assigned is looked at, which may be themselves. */
type Assumed = ReadonlySet<ts.VariableDeclaration>;

const wholeMethods = new Set([
  "indexOf",
  "findIndex",
  "lastIndexOf",
  "findLastIndex",
  "search",
  "floor",
  "ceil",
  "trunc",
  "round",
  "sign",
  "codePointAt",
  "charCodeAt",
  "parseInt",
]);
/** Whole when what they are given is. */
const closedMethods = new Set(["max", "min", "abs"]);

/** Whether a number is whole, and whether 32 bits are enough: positions and lengths are small. */
export function wholeness(node: ts.Expression, checker: ts.TypeChecker): boolean | "small" {
  if (!isWhole(node, checker)) return false;
  return isSmall(node, checker) ? "small" : true;
}

function isSmall(node: ts.Expression, checker: ts.TypeChecker, assumed: Assumed = new Set()): boolean {
  if (ts.isParenthesizedExpression(node)) return isSmall(node.expression, checker, assumed);
  if (ts.isNumericLiteral(node)) return Number(node.text) < 2 ** 31;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { text } = node.expression.name;
    if (closedMethods.has(text)) return node.arguments.every((argument) => isSmall(argument, checker, assumed));
    return /indexof$|findindex$|findlastindex$|^search$|^sign$|^codepointat$|^charcodeat$/i.test(text);
  }
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "length" || node.name.text === "size";
  if (ts.isConditionalExpression(node))
    return isSmall(node.whenTrue, checker, assumed) && isSmall(node.whenFalse, checker, assumed);
  if (ts.isBinaryExpression(node))
    return (
      [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind) &&
      isSmall(node.left, checker, assumed) &&
      isSmall(node.right, checker, assumed)
    );
  if (!ts.isIdentifier(node)) return false;
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isBindingElement(declaration)) {
    if (ts.isArrayBindingPattern(declaration.parent)) return isWholeElement(declaration, checker);
    return false;
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  if (assumed.has(declaration)) return true;
  if (!isSmall(declaration.initializer, checker, assumed)) return false;
  const seen = new Set([...assumed, declaration]);
  // A count of what there is stays small.
  return everyAssignment(declaration, checker, (right, operator) => {
    if (right === undefined) return true;
    if (operator === ts.SyntaxKind.EqualsToken) return isSmall(right, checker, seen);
    return isSum(operator) && ts.isNumericLiteral(right) && Number(right.text) < 2 ** 10;
  });
}

function isSum(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusEqualsToken || operator === ts.SyntaxKind.MinusEqualsToken;
}

function isWholeByType(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isNumberLiteral() && Number.isInteger(part.value));
}

/** True when a number is whole by its declaration or by the operation that it comes from. Never a guess. */
export function isWhole(node: ts.Expression, checker: ts.TypeChecker, assumed: Assumed = new Set()): boolean {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return isWhole(node.expression, checker, assumed);
  if (ts.isNumericLiteral(node)) return Number.isInteger(Number(node.text));
  if (isWholeByType(checker.getTypeAtLocation(node))) return true;
  if (ts.isPrefixUnaryExpression(node)) return isWhole(node.operand, checker, assumed);
  if (ts.isConditionalExpression(node))
    return isWhole(node.whenTrue, checker, assumed) && isWhole(node.whenFalse, checker, assumed);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const closed = [
      ts.SyntaxKind.PlusToken,
      ts.SyntaxKind.MinusToken,
      ts.SyntaxKind.AsteriskToken,
      ts.SyntaxKind.PercentToken,
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
    ];
    return closed.includes(kind) && isWhole(node.left, checker, assumed) && isWhole(node.right, checker, assumed);
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { text } = node.expression.name;
    return (
      wholeMethods.has(text) ||
      (closedMethods.has(text) && node.arguments.every((argument) => isWhole(argument, checker, assumed)))
    );
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return node.expression.text === "parseInt";
  if (ts.isPropertyAccessExpression(node))
    return (
      node.name.text === "length" ||
      node.name.text === "size" ||
      declaredWhole(checker.getSymbolAtLocation(node.name), checker)
    );
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return declaredWhole(checker.getSymbolAtLocation(node.argumentExpression), checker);
  if (ts.isIdentifier(node)) return isWholeName(node, checker, assumed);
  return false;
}

function isWholeName(node: ts.Identifier, checker: ts.TypeChecker, assumed: Assumed): boolean {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isBindingElement(declaration)) return isWholeElement(declaration, checker);
  if (ts.isParameter(declaration)) return isInteger(declaration.type) || isPosition(declaration, checker);
  if (!ts.isVariableDeclaration(declaration)) return false;
  if (isInteger(declaration.type)) return true;
  if (assumed.has(declaration)) return true;
  if (declaration.initializer !== undefined && !isWhole(declaration.initializer, checker, assumed)) return false;
  if (declaration.parent.flags & ts.NodeFlags.Const) return declaration.initializer !== undefined;
  if (!ts.isVariableDeclarationList(declaration.parent) || ts.isForOfStatement(declaration.parent.parent)) return false;
  // What it is made of may be the name itself.
  const seen = new Set([...assumed, declaration]);
  return everyAssignment(
    declaration,
    checker,
    (right, operator) => right === undefined || (wholeOperators.has(operator) && isWhole(right, checker, seen)),
  );
}

const withPositions = new Set([
  "map",
  "filter",
  "flatMap",
  "some",
  "every",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "forEach",
]);

/** The second parameter of a callback, as in `list.map((x, i) => …)` and `Array.from(list, (x, i) => …)`. */
function isPosition({ parent: callback, ...parameter }: ts.ParameterDeclaration, checker: ts.TypeChecker): boolean {
  const call = callback.parent;
  if (callback.parameters[1]?.pos !== parameter.pos || !ts.isCallExpression(call)) return false;
  if (!ts.isPropertyAccessExpression(call.expression)) return false;
  const { expression: owner, name } = call.expression;
  if (name.text === "from") return owner.getText() === "Array" && call.arguments[1] === callback;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(owner));
  return withPositions.has(name.text) && (checker.isArrayType(type) || checker.isTupleType(type));
}

const wholeOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.PercentEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

function isWholeElement(element: ts.BindingElement, checker: ts.TypeChecker): boolean {
  if (element.initializer !== undefined && !isWhole(element.initializer, checker)) return false;
  const pattern = element.parent;
  if (isReassignable(pattern)) return false;
  if (ts.isArrayBindingPattern(pattern)) {
    // `for (const [index, x] of xs.entries())`
    const loop = pattern.parent.parent?.parent;
    const source = loop !== undefined && ts.isForOfStatement(loop) ? loop.expression : undefined;
    return (
      pattern.elements[0] === element &&
      source !== undefined &&
      ts.isCallExpression(source) &&
      ts.isPropertyAccessExpression(source.expression) &&
      source.expression.name.text === "entries" &&
      source.arguments.length === 0
    );
  }
  const name = element.propertyName ?? element.name;
  if (!ts.isIdentifier(name) && !ts.isStringLiteralLike(name)) return false;
  return declaredWhole(
    checker.getPropertyOfType(checker.getNonNullableType(checker.getTypeAtLocation(pattern)), name.text),
    checker,
  );
}

function declaredWhole(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): boolean {
  const declarations = symbol?.declarations ?? [];
  return (
    declarations.length > 0 &&
    declarations.every(
      (declaration) =>
        ts.isPropertySignature(declaration) && (isInteger(declaration.type) || isTaggedInteger(declaration, checker)),
    )
  );
}

function isInteger(type: ts.TypeNode | undefined): boolean {
  return (
    type !== undefined &&
    ts.isTypeReferenceNode(type) &&
    ts.isIdentifier(type.typeName) &&
    type.typeName.text === "Integer"
  );
}

function isTaggedInteger(declaration: ts.PropertySignature, _checker: ts.TypeChecker): boolean {
  return ts
    .getJSDocTags(declaration)
    .some((tag) => tag.tagName.text === "asType" && String(tag.comment).trim() === "integer");
}

/** True for names of a pattern that `let` declares. */
function isReassignable(pattern: ts.BindingPattern): boolean {
  const { parent } = pattern;
  if (ts.isBindingElement(parent)) return isReassignable(parent.parent);
  return ts.isVariableDeclaration(parent) && (ts.getCombinedNodeFlags(parent) & ts.NodeFlags.Const) === 0;
}
