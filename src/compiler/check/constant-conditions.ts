import type { Reporter } from "../diagnostics/reporter.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { nodesOf } from "./reached-files.js";

const K = ts.SyntaxKind;

/** Conditions of a file whose types leave one answer. What is read from data as it came is not judged by its type. */
export function checkConstantConditions(file: ts.SourceFile, checker: ts.TypeChecker, reporter: Reporter): boolean {
  let found = false;
  const assigned = assignedNames(file);
  for (const node of nodesOf(file)) {
    if (!ts.isExpression(node)) continue;
    const value = comparedWithNothing(node, checker, assigned) ?? lengthBelowZero(node, checker);
    const constant = value ?? (isAsked(node) ? truth(node, checker, assigned) : undefined);
    if (constant === undefined) continue;
    reporter.report("GW5003", node, { text: node.getText(), value: String(constant) });
    found = true;
  }
  return found;
}

/** What stands where a condition is asked for, and is no condition made of others. */
function isAsked(node: ts.Expression): boolean {
  if (isCombined(node)) return false;
  const { parent } = node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === K.ExclamationToken;
  if (!isLogical(parent)) return false;
  return parent.left === node || isAskedFor(parent);
}

/** True for `a && b` in `if (a && b)`, whose right side is asked as well. */
function isAskedFor(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || isLogical(parent)) return isAskedFor(parent as ts.Expression);
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  return ts.isPrefixUnaryExpression(parent) && parent.operator === K.ExclamationToken;
}

function isCombined(node: ts.Expression): boolean {
  const bare = ts.isParenthesizedExpression(node) ? unwrap(node) : node;
  return isLogical(bare) || (ts.isPrefixUnaryExpression(bare) && bare.operator === K.ExclamationToken);
}

function isLogical(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === K.AmpersandAmpersandToken || node.operatorToken.kind === K.BarBarToken)
  );
}

/** `x === undefined` and its like. */
function comparedWithNothing(
  node: ts.Expression,
  checker: ts.TypeChecker,
  assigned: ReadonlySet<string>,
): boolean | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.kind;
  const equal = operator === K.EqualsEqualsEqualsToken || operator === K.EqualsEqualsToken;
  const unequal = operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken;
  const nothing = nothingOf(node.right) ?? nothingOf(node.left);
  if (!(equal || unequal) || nothing === undefined) return undefined;
  const loose = operator === K.EqualsEqualsToken || operator === K.ExclamationEqualsToken;
  const side = nothingOf(node.right) === undefined ? node.right : node.left;
  const sought = loose ? ts.TypeFlags.Undefined | ts.TypeFlags.Null : nothing;
  const answer = (type: ts.Type) => isNothing(type, sought | ts.TypeFlags.Void);
  const is = known(side, answer, checker, assigned);
  return is === undefined ? undefined : is === equal;
}

function nothingOf(node: ts.Expression): ts.TypeFlags | undefined {
  if (node.kind === K.NullKeyword) return ts.TypeFlags.Null;
  return ts.isIdentifier(node) && node.text === "undefined" ? ts.TypeFlags.Undefined : undefined;
}

/** Whether every value of a type is one of some flags: true, false, or undefined when both are possible. */
function isNothing(type: ts.Type, flags: ts.TypeFlags): boolean | undefined {
  return agreed(type, (part) => (part.flags & flags) !== 0);
}

function truth(node: ts.Expression, checker: ts.TypeChecker, assigned: ReadonlySet<string>): boolean | undefined {
  return known(node, (type) => agreed(type, truthOfPart), checker, assigned);
}

function truthOfPart(part: ts.Type): boolean | undefined {
  if (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)) return false;
  if (part.flags & ts.TypeFlags.BooleanLiteral)
    return (part as unknown as { intrinsicName: string }).intrinsicName === "true";
  if (part.isStringLiteral() || part.isNumberLiteral()) return Boolean(part.value);
  if (!(part.flags & ts.TypeFlags.Object)) return undefined;
  // `{}` as a type takes every text and number.
  const object = part as ts.ObjectType;
  const isOpen = part.getProperties().length === 0 && part.getStringIndexType() === undefined;
  return isOpen && !(object.objectFlags & (ts.ObjectFlags.ObjectLiteral | ts.ObjectFlags.Reference)) ? undefined : true;
}

/** What all parts of a type agree on. */
function agreed(type: ts.Type, answer: (part: ts.Type) => boolean | undefined): boolean | undefined {
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.Instantiable;
  const answers = (type.isUnion() ? type.types : [type]).map((part) => (part.flags & open ? undefined : answer(part)));
  const [first] = answers;
  return answers.every((one) => one === first) ? first : undefined;
}

/** The answer that the type of an expression gives, where it may be relied on. */
function known(
  given: ts.Expression,
  answer: (type: ts.Type) => boolean | undefined,
  checker: ts.TypeChecker,
  assigned: ReadonlySet<string>,
): boolean | undefined {
  const node = unwrap(given);
  const here = answer(checker.getTypeAtLocation(node));
  if (here === undefined) return undefined;
  return isMade(node, checker, assigned) || isNarrowed(node, answer, checker, assigned) ? here : undefined;
}

/** What the policy itself makes: literals, defaults, and what functions of JavaScript give. */
function isMade(node: ts.Expression, checker: ts.TypeChecker, assigned: ReadonlySet<string>): boolean {
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isNewExpression(node)) return true;
  if (ts.isLiteralExpression(node) || node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return true;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === K.QuestionQuestionToken)
    return isMade(unwrap(node.right), checker, assigned);
  if (ts.isCallExpression(node)) {
    const declaration = checker.getResolvedSignature(node)?.declaration;
    return (
      declaration !== undefined &&
      /\/typescript\/lib\/|\/lib\.[\w.]+\.d\.ts$/.test(declaration.getSourceFile().fileName)
    );
  }
  if (!ts.isIdentifier(node)) return false;
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined || assigned.has(node.text)) return false;
  if (ts.isBindingElement(declaration)) return declaration.initializer !== undefined;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  return isMade(unwrap(declaration.initializer), checker, assigned);
}

/** What was asked before: its own type leaves the answer open, and here it does not. */
function isNarrowed(
  node: ts.Expression,
  answer: (type: ts.Type) => boolean | undefined,
  checker: ts.TypeChecker,
  assigned: ReadonlySet<string>,
): boolean {
  const name = ts.isIdentifier(node) ? node : ts.isPropertyAccessExpression(node) ? node.name : undefined;
  const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name);
  // TypeScript overlooks what callbacks assign.
  if (name === undefined || symbol === undefined || assigned.has(name.text)) return false;
  const own = checker.getTypeOfSymbol(symbol);
  if (symbol.flags & ts.SymbolFlags.Optional)
    return answer(checker.getNonNullableType(own)) === undefined || answer(own) === undefined;
  return answer(own) === undefined;
}

/** `list.length >= 0` and `list.length < 0`. */
function lengthBelowZero(node: ts.Expression, checker: ts.TypeChecker): boolean | undefined {
  if (!ts.isBinaryExpression(node)) return undefined;
  const isLength = (side: ts.Expression) => {
    if (!ts.isPropertyAccessExpression(side) || side.name.text !== "length" || side.questionDotToken) return false;
    const file = checker.getSymbolAtLocation(side.name)?.declarations?.[0]?.getSourceFile().fileName ?? "";
    return /\/lib\.[\w.]+\.d\.ts$/.test(file);
  };
  const isZero = (side: ts.Expression) => ts.isNumericLiteral(side) && Number(side.text) === 0;
  const operator = node.operatorToken.kind;
  if (isLength(node.left) && isZero(node.right))
    return operator === K.GreaterThanEqualsToken ? true : operator === K.LessThanToken ? false : undefined;
  if (isZero(node.left) && isLength(node.right))
    return operator === K.LessThanEqualsToken ? true : operator === K.GreaterThanToken ? false : undefined;
  return undefined;
}

/** Names that a file assigns to, or changes otherwise. */
function assignedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (target: ts.Node) => {
    if (ts.isIdentifier(target)) names.add(target.text);
    else if (ts.isPropertyAccessExpression(target)) names.add(target.name.text);
    else ts.forEachChild(target, add);
  };
  for (const node of nodesOf(file)) {
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind >= K.FirstAssignment && kind <= K.LastAssignment) add(node.left);
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      if (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken) add(node.operand);
    } else if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.Const)) {
      for (const { name } of node.declarations) add(name);
    }
  }
  return names;
}
