/**
 * Texts that come from the data as they are, as parts of them or in other letters. Natively, objects inherit none of the names that
 * occur in the data (language/inherited-names.ts), so that only a text which the policy puts together itself may be one of those names unseen.
 */

import type { Lowering } from "../lower/lowering.js";
import { everyAssignment } from "../lower/reassigned.js";
import type { Shape } from "../lower/shape.js";
import { ts } from "../typescript.js";
import { resolve } from "./names.js";
import { unwrap } from "./wrappers.js";

const K = ts.SyntaxKind;
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
const chosen: ReadonlySet<ts.SyntaxKind> = new Set([K.QuestionQuestionToken, K.BarBarToken, K.AmpersandAmpersandToken]);

/** Methods that answer the receiver in any letters, a part of it or a list of parts. */
const parts: ReadonlySet<string> = new Set(
  "at slice substring charAt trim trimStart trimEnd toLowerCase toUpperCase split match matchAll find findLast filter toSorted toReversed flat values keys entries".split(
    " ",
  ),
);
const lists: ReadonlySet<string> = new Set(["keys", "values", "entries", "from"]);

export function isTextOfData(node: ts.Expression, to: Lowering, seen: ReadonlySet<ts.Node> = new Set()): boolean {
  const inner = unwrap(node);
  if (seen.has(inner)) return true;
  const known = new Set(seen).add(inner);
  const of = (other: ts.Expression) => isTextOfData(other, to, known);
  const { string, object, array, set, map, unknown, any } = to.shape(inner);
  if (!(string || object || array || set || map || unknown || any)) return true;
  if (ts.isStringLiteralLike(inner)) return !inherited.has(inner.text);
  if (isOneOfOthers(to.typeOf(inner)) || isForeign(inner, to)) return true;
  if (ts.isIdentifier(inner)) return inner.text === "undefined" || isNameOfData(inner, to, known);
  if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) return of(inner.expression);
  if (ts.isBinaryExpression(inner)) return chosen.has(inner.operatorToken.kind) && of(inner.left) && of(inner.right);
  if (ts.isConditionalExpression(inner)) return of(inner.whenTrue) && of(inner.whenFalse);
  if (ts.isSpreadElement(inner)) return of(inner.expression);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.every(of);
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.every((property) => isEntryOfData(property, of));
  if (ts.isNewExpression(inner)) return (inner.arguments ?? []).every(of);
  return ts.isCallExpression(inner) && isCallOfData(inner, of, to);
}

/** True for a type that says which texts there may be, and none of them is inherited. */
function isOneOfOthers(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isStringLiteral() && !inherited.has(part.value));
}

/** True for a text with a character that no inherited name has: `${kind}/${name}`. */
function isForeign(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const isOdd = (text: string) => /[^A-Za-z_]/.test(text);
  if (ts.isTemplateExpression(inner)) {
    const literals = [inner.head, ...inner.templateSpans.map(({ literal }) => literal)];
    return (
      literals.some(({ text }) => isOdd(text)) ||
      inner.templateSpans.some(({ expression }) => isForeign(expression, to))
    );
  }
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === K.PlusToken)
    return isForeign(inner.left, to) || isForeign(inner.right, to);
  const type = to.typeOf(inner);
  if (type.isStringLiteral()) return isOdd(type.value);
  return isNumber(to.shape(inner));
}

/** A number has digits, or is one of JavaScript's names for what is none, which are no part of an inherited name. */
function isNumber({
  number,
  string,
  true: yes,
  false: no,
  null: none,
  undefined: missing,
  unknown,
  any,
}: Shape): boolean {
  return number && !(string || yes || no || none || missing || unknown || any);
}

type Of = (node: ts.Expression) => boolean;

function isEntryOfData(property: ts.ObjectLiteralElementLike, of: Of): boolean {
  if (ts.isSpreadAssignment(property)) return of(property.expression);
  if (ts.isShorthandPropertyAssignment(property)) return of(property.name);
  if (!ts.isPropertyAssignment(property)) return false;
  const { name, initializer } = property;
  return of(initializer) && (ts.isComputedPropertyName(name) ? of(name.expression) : !inherited.has(name.getText()));
}

function isCallOfData({ expression, arguments: args }: ts.CallExpression, of: Of, to: Lowering): boolean {
  if (ts.isIdentifier(expression) && expression.text === "String" && to.isOfLibrary(expression)) return args.every(of);
  if (!ts.isPropertyAccessExpression(expression) || !to.isOfLibrary(expression.name)) return false;
  const { expression: receiver, name } = expression;
  const [first] = args;
  if (ts.isIdentifier(receiver) && ["Object", "Array"].includes(receiver.text))
    return lists.has(name.text) && args.length === 1 && first !== undefined && of(first);
  if (name.text === "exec") return first !== undefined && of(first);
  if (parts.has(name.text)) return of(receiver);
  if (name.text !== "map" && name.text !== "flatMap") return false;
  const answers = first !== undefined && ts.isArrowFunction(first) && !ts.isBlock(first.body);
  return answers && of(receiver) && of(first.body as ts.Expression);
}

function isNameOfData(node: ts.Identifier, to: Lowering, seen: ReadonlySet<ts.Node>): boolean {
  const declaration = resolve(node, to.checker)?.valueDeclaration;
  if (declaration === undefined || to.program.isSourceFileDefaultLibrary(declaration.getSourceFile())) return false;
  return isDeclaredOfData(declaration, to, seen);
}

function isDeclaredOfData(declaration: ts.Node, to: Lowering, seen: ReadonlySet<ts.Node>): boolean {
  const of = (other: ts.Expression) => isTextOfData(other, to, seen);
  if (ts.isBindingElement(declaration)) {
    const { initializer, parent } = declaration;
    return (initializer === undefined || of(initializer)) && isDeclaredOfData(parent.parent, to, seen);
  }
  if (ts.isParameter(declaration)) return isGivenOfData(declaration, to, seen);
  if (!ts.isVariableDeclaration(declaration)) return false;
  const loop = declaration.parent.parent;
  if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return of(loop.expression);
  if (declaration.initializer !== undefined && !of(declaration.initializer)) return false;
  if (!ts.isIdentifier(declaration.name)) return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  return everyAssignment(
    declaration,
    to.checker,
    (right, operator) =>
      right !== undefined &&
      [K.EqualsToken, K.QuestionQuestionEqualsToken, K.BarBarEqualsToken].includes(operator) &&
      of(right),
  );
}

/** A parameter: of the policy itself, of a callback, or of a function that is called with such texts only. */
function isGivenOfData(parameter: ts.ParameterDeclaration, to: Lowering, seen: ReadonlySet<ts.Node>): boolean {
  const { parent: callable, initializer } = parameter;
  const of = (other: ts.Expression) => isTextOfData(other, to, seen);
  if (initializer !== undefined && !of(initializer)) return false;
  if (ts.isMethodDeclaration(callable)) return callable.name.getText() === "violations";
  const { parent } = callable;
  if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression))
    return of(parent.expression.expression);
  const name = ts.isFunctionDeclaration(callable)
    ? callable.name
    : ts.isVariableDeclaration(parent)
      ? parent.name
      : undefined;
  if (name === undefined || !ts.isIdentifier(name)) return false;
  const index = callable.parameters.indexOf(parameter);
  return usesOf(name, to).every((use) => {
    const call = use.parent;
    if (!ts.isCallExpression(call)) return ts.isImportSpecifier(call) || ts.isExportSpecifier(call);
    if (call.expression !== use)
      return ts.isPropertyAccessExpression(call.expression) && of(call.expression.expression);
    const given =
      parameter.dotDotDotToken === undefined ? call.arguments.slice(index, index + 1) : call.arguments.slice(index);
    return call.arguments.slice(0, index).every((argument) => !ts.isSpreadElement(argument)) && given.every(of);
  });
}

/** Every use of a function's name in the policy's own files. */
function usesOf(name: ts.Identifier, to: Lowering): readonly ts.Identifier[] {
  const symbol = to.checker.getSymbolAtLocation(name);
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node !== name && resolve(node, to.checker) === symbol) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const file of to.files)
    if (!file.isDeclarationFile && file.text.includes(name.text) && !to.isOfGatewright(file)) visit(file);
  return found;
}
