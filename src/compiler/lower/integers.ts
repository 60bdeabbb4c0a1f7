import { isBitwise } from "../syntax/bits.js";
import { ts } from "../typescript.js";
import { everyAssignment } from "./reassigned.js";
import { holdsWhole, isList, type Types } from "./whole-elements.js";

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
export function wholeness(node: ts.Expression, to: Types): boolean | "small" {
  if (!isWhole(node, to)) return false;
  return isSmall(node, to) ? "small" : true;
}

function isSmall(node: ts.Expression, to: Types, assumed: Assumed = new Set()): boolean {
  if (ts.isParenthesizedExpression(node)) return isSmall(node.expression, to, assumed);
  if (ts.isNumericLiteral(node)) return Number(node.text) < 2 ** 31;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { text } = node.expression.name;
    if (!to.isOfLibrary(node.expression.name)) return false;
    if (closedMethods.has(text)) return node.arguments.every((argument) => isSmall(argument, to, assumed));
    return /indexof$|findindex$|findlastindex$|^search$|^sign$|^codepointat$|^charcodeat$/i.test(text);
  }
  if (ts.isPropertyAccessExpression(node)) return isCount(node, to);
  if (ts.isConditionalExpression(node))
    return isSmall(node.whenTrue, to, assumed) && isSmall(node.whenFalse, to, assumed);
  if (ts.isBinaryExpression(node))
    return (
      [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind) &&
      isSmall(node.left, to, assumed) &&
      isSmall(node.right, to, assumed)
    );
  if (!ts.isIdentifier(node)) return false;
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? to.checker.getShorthandAssignmentValueSymbol(node.parent)
    : to.checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isBindingElement(declaration)) {
    if (ts.isArrayBindingPattern(declaration.parent)) return isWholeElement(declaration, to);
    return false;
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  if (assumed.has(declaration)) return true;
  if (!isSmall(declaration.initializer, to, assumed)) return false;
  const seen = new Set([...assumed, declaration]);
  // A count of what there is stays small.
  return everyAssignment(declaration, to.checker, (right, operator) => {
    if (right === undefined) return true;
    if (operator === ts.SyntaxKind.EqualsToken) return isSmall(right, to, seen);
    return isSum(operator) && ts.isNumericLiteral(right) && Number(right.text) < 2 ** 10;
  });
}

/** The length of a list or a text, the size of a Set or a Map: no field of the data that has such a name. */
function isCount({ expression, name }: ts.PropertyAccessExpression, to: Types): boolean {
  if (name.text !== "length" && name.text !== "size") return false;
  return (
    to.isOfLibrary(name) ||
    to.checker.isTupleType(to.checker.getNonNullableType(to.checker.getTypeAtLocation(expression)))
  );
}

/** What is reckoned with 32 bits is whole, whatever it is made of. */
function isBits(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.TildeToken;
  return ts.isBinaryExpression(node) && isBitwise(node.operatorToken.kind);
}

function isSum(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusEqualsToken || operator === ts.SyntaxKind.MinusEqualsToken;
}

function isWholeByType(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isNumberLiteral() && Number.isInteger(part.value));
}

/** True when a number is whole by its declaration or by the operation that it comes from. Never a guess. */
export function isWhole(node: ts.Expression, to: Types, assumed: Assumed = new Set()): boolean {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return isWhole(node.expression, to, assumed);
  if (ts.isNumericLiteral(node)) return Number.isInteger(Number(node.text));
  if (isWholeByType(to.checker.getTypeAtLocation(node))) return true;
  if (isBits(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return isWhole(node.operand, to, assumed);
  if (ts.isConditionalExpression(node))
    return isWhole(node.whenTrue, to, assumed) && isWhole(node.whenFalse, to, assumed);
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
    return closed.includes(kind) && isWhole(node.left, to, assumed) && isWhole(node.right, to, assumed);
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { text } = node.expression.name;
    if (!to.isOfLibrary(node.expression.name)) return false;
    return (
      wholeMethods.has(text) ||
      (closedMethods.has(text) && node.arguments.every((argument) => isWhole(argument, to, assumed)))
    );
  }
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
    return node.expression.text === "parseInt" && to.isOfLibrary(node.expression);
  if (ts.isPropertyAccessExpression(node))
    return isCount(node, to) || declaredWhole(to.checker.getSymbolAtLocation(node.name));
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return declaredWhole(to.checker.getSymbolAtLocation(node.argumentExpression));
  if (ts.isIdentifier(node)) return isWholeName(node, to, assumed);
  return false;
}

function isWholeName(node: ts.Identifier, to: Types, assumed: Assumed): boolean {
  const symbol = ts.isShorthandPropertyAssignment(node.parent)
    ? to.checker.getShorthandAssignmentValueSymbol(node.parent)
    : to.checker.getSymbolAtLocation(node);
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isBindingElement(declaration)) return isWholeElement(declaration, to);
  if (ts.isParameter(declaration))
    return isInteger(declaration.type) || isPosition(declaration, to) || isWholeItem(declaration, to, assumed);
  if (!ts.isVariableDeclaration(declaration)) return false;
  const loop = declaration.parent.parent;
  if (ts.isForOfStatement(loop))
    return (
      (declaration.parent.flags & ts.NodeFlags.Const) !== 0 &&
      holdsWhole(loop.expression, (one) => isWhole(one, to, assumed), to)
    );
  if (assumed.has(declaration)) return true;
  if (declaration.initializer !== undefined && !isWhole(declaration.initializer, to, assumed)) return false;
  if (declaration.parent.flags & ts.NodeFlags.Const) return declaration.initializer !== undefined;
  // What it is made of may be the name itself.
  const seen = new Set([...assumed, declaration]);
  return everyAssignment(
    declaration,
    to.checker,
    (right, operator) => right === undefined || (wholeOperators.has(operator) && isWhole(right, to, seen)),
  );
}

/** The parameter of a callback that is an element of a list, as in `ports.some((port) => …)` and `ports.reduce((sum, port) => …, 0)`. */
function isWholeItem(parameter: ts.ParameterDeclaration, to: Types, assumed: Assumed): boolean {
  const call = parameter.parent.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  const { expression: owner, name } = call.expression;
  const at = name.text === "reduce" ? 1 : withPositions.has(name.text) ? 0 : undefined;
  const isElement =
    at !== undefined && call.arguments[0] === parameter.parent && parameter.parent.parameters[at] === parameter;
  return (
    isElement && to.isOfLibrary(name) && isList(owner, to) && holdsWhole(owner, (one) => isWhole(one, to, assumed), to)
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
function isPosition({ parent: callback, ...parameter }: ts.ParameterDeclaration, to: Types): boolean {
  const call = callback.parent;
  if (callback.parameters[1]?.pos !== parameter.pos || !ts.isCallExpression(call)) return false;
  if (!ts.isPropertyAccessExpression(call.expression) || !to.isOfLibrary(call.expression.name)) return false;
  const { expression: owner, name } = call.expression;
  if (name.text === "from") return owner.getText() === "Array" && call.arguments[1] === callback;
  return withPositions.has(name.text) && isList(owner, to);
}

const wholeOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.PercentEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandEqualsToken,
  ts.SyntaxKind.BarEqualsToken,
]);

function isWholeElement(element: ts.BindingElement, to: Types): boolean {
  if (element.initializer !== undefined && !isWhole(element.initializer, to)) return false;
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
      source.arguments.length === 0 &&
      to.isOfLibrary(source.expression.name) &&
      isList(source.expression.expression, to)
    );
  }
  const name = element.propertyName ?? element.name;
  if (!ts.isIdentifier(name) && !ts.isStringLiteralLike(name)) return false;
  return declaredWhole(
    to.checker.getPropertyOfType(to.checker.getNonNullableType(to.checker.getTypeAtLocation(pattern)), name.text),
  );
}

function declaredWhole(symbol: ts.Symbol | undefined): boolean {
  const declarations = symbol?.declarations ?? [];
  return (
    declarations.length > 0 &&
    declarations.every(
      (declaration) =>
        ts.isPropertySignature(declaration) && (isInteger(declaration.type) || isTaggedInteger(declaration)),
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

function isTaggedInteger(declaration: ts.PropertySignature): boolean {
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
