/** Values that are there although their types do not say so: what `!` may promise. */
import { resolve, rootOf } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { comparisons, isChanged, isDiminished, isSame, isTold } from "./facts.js";
import type { Lowering } from "./lowering.js";
import { homeOf } from "./own.js";

const K = ts.SyntaxKind;

/** True where the way to an expression, or the loop around it, tells that it is there. */
export function isThere(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  if (to.shape(inner).any || to.shape(inner).unknown) return false;
  return isTold(inner, tellsPresence, to) || (!to.shape(inner).null && isKeyOfOwn(inner, to));
}

/** True where the way to a list tells that it has an element. */
export function isNonEmpty(list: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(list);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.some((one) => !ts.isSpreadElement(one));
  if (ts.isCallExpression(inner) && ts.isPropertyAccessExpression(inner.expression)) {
    const { expression: owner, name } = inner.expression;
    return ["map", "toSorted", "toReversed"].includes(name.text) && to.isOfLibrary(name) && isNonEmpty(owner, to);
  }
  return isTold(
    inner,
    (condition, truth, subject) => tellsLength(condition, truth, { list: subject, needs: 1 }, to),
    to,
  );
}

function tellsPresence(condition: ts.Expression, truth: boolean, subject: ts.Expression, to: Lowering): boolean {
  if (isSame(condition, subject, to)) return truth;
  if (isAbsence(condition, subject, truth, to)) return true;
  if (to.shape(subject).null) return false;
  const entry = entryOf(subject, to);
  if (entry !== undefined && truth && asksForKey(condition, entry, to)) return true;
  const place = positionOf(subject);
  return place !== undefined && tellsLength(condition, truth, place, to);
}

/** `x !== undefined`, `x != null`, and `x === undefined` where that fails. */
function isAbsence(condition: ts.Expression, subject: ts.Expression, truth: boolean, to: Lowering): boolean {
  if (!ts.isBinaryExpression(condition)) return false;
  const { left, right, operatorToken } = condition;
  const other = isSame(left, subject, to) ? unwrap(right) : isSame(right, subject, to) ? unwrap(left) : undefined;
  if (other === undefined) return false;
  const isNull = other.kind === K.NullKeyword;
  const isUndefined = ts.isIdentifier(other) && other.text === "undefined";
  const loose = [K.EqualsEqualsToken, K.ExclamationEqualsToken].includes(operatorToken.kind);
  const { null: none, undefined: missing } = to.shape(subject);
  const excludesBoth = loose ? isNull || isUndefined : (isUndefined && !none) || (isNull && !missing);
  if (!excludesBoth) return false;
  const isNegated = [K.ExclamationEqualsToken, K.ExclamationEqualsEqualsToken].includes(operatorToken.kind);
  const isEquality = loose || [K.EqualsEqualsEqualsToken, K.ExclamationEqualsEqualsToken].includes(operatorToken.kind);
  return isEquality && isNegated === truth;
}

/** A collection and a key of it. */
interface Entry {
  readonly of: ts.Expression;
  readonly key: ts.Expression;
}

/** `map.get(key)` and `record[key]`. */
function entryOf(node: ts.Expression, to: Lowering): Entry | undefined {
  if (ts.isElementAccessExpression(node) && isKeyed(node, to))
    return { of: node.expression, key: node.argumentExpression };
  const [key] = ts.isCallExpression(node) ? node.arguments : [];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || key === undefined)
    return undefined;
  const { expression: of, name } = node.expression;
  return name.text === "get" && to.shape(of).map ? { of, key } : undefined;
}

/** `record[key]`, and no position of a list. */
function isKeyed({ expression, argumentExpression }: ts.ElementAccessExpression, to: Lowering): boolean {
  const { string, number } = to.shape(argumentExpression);
  const from = to.shape(expression);
  return string || (number && from.object && !from.array);
}

/** `map.has(key)`, `key in record` and `Object.hasOwn(record, key)`. */
function asksForKey(condition: ts.Expression, { of, key }: Entry, to: Lowering): boolean {
  const same = (collection: ts.Expression | undefined, asked: ts.Expression | undefined) =>
    collection !== undefined && asked !== undefined && isSame(collection, of, to) && isSame(asked, key, to);
  if (ts.isBinaryExpression(condition))
    return condition.operatorToken.kind === K.InKeyword && same(condition.right, condition.left);
  if (!ts.isCallExpression(condition) || !ts.isPropertyAccessExpression(condition.expression)) return false;
  const { expression: owner, name } = condition.expression;
  const [first, second] = condition.arguments;
  if (name.text === "has") return to.shape(owner).map && same(owner, first);
  return name.text === "hasOwn" && owner.getText() === "Object" && same(first, second);
}

/** A list and how many elements it has to have for one of them to be there. */
interface Position {
  readonly list: ts.Expression;
  readonly needs: number;
}

/** `list[0]` and `list.at(-1)`. */
function positionOf(node: ts.Expression): Position | undefined {
  if (ts.isElementAccessExpression(node)) {
    const index = wholeNumber(node.argumentExpression);
    return index === undefined || index < 0 ? undefined : { list: node.expression, needs: index + 1 };
  }
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || argument === undefined)
    return undefined;
  const index = node.expression.name.text === "at" ? wholeNumber(argument) : undefined;
  return index === undefined ? undefined : { list: node.expression.expression, needs: index < 0 ? -index : index + 1 };
}

function wholeNumber(node: ts.Expression): number | undefined {
  const inner = unwrap(node);
  if (ts.isPrefixUnaryExpression(inner) && inner.operator === K.MinusToken) {
    const value = wholeNumber(inner.operand);
    return value === undefined ? undefined : -value;
  }
  const value = ts.isNumericLiteral(inner) ? Number(inner.text) : Number.NaN;
  return Number.isSafeInteger(value) && value < 1000 ? value : undefined;
}

/** `list.length > 0` and its like: with fewer elements, the condition would be other than it is. */
function tellsLength(condition: ts.Expression, truth: boolean, { list, needs }: Position, to: Lowering): boolean {
  const isLength = (node: ts.Expression): boolean => {
    const inner = unwrap(node);
    return ts.isPropertyAccessExpression(inner) && inner.name.text === "length" && isSame(inner.expression, list, to);
  };
  if (isLength(condition)) return truth && needs === 1;
  if (!ts.isBinaryExpression(condition)) return false;
  const { left, right, operatorToken } = condition;
  const bound = isLength(left) ? wholeNumber(right) : isLength(right) ? wholeNumber(left) : undefined;
  const ask = comparisons.get(operatorToken.kind);
  if (bound === undefined || ask === undefined) return false;
  const shorter = Array.from({ length: needs }, (_, length) => length);
  return shorter.every((length) => (isLength(left) ? ask(length, bound) : ask(bound, length)) !== truth);
}

/** True for what is read under a key that a loop takes from the collection itself. */
export function isKeyOfOwn(node: ts.Expression, to: Lowering): boolean {
  const entry = entryOf(node, to);
  const key = entry === undefined ? undefined : unwrap(entry.key);
  const collection = entry === undefined ? undefined : unwrap(entry.of);
  if (entry === undefined || key === undefined || !ts.isIdentifier(key)) return false;
  // Nothing is taken out of what a name stands for, as far as the compiler lets it.
  if (collection === undefined || !ts.isIdentifier(collection)) return false;
  const declaration = resolve(key, to.checker)?.valueDeclaration;
  const source = declaration === undefined ? undefined : sourceOf(declaration);
  const pairs = declaration === undefined || source !== undefined ? undefined : pairsOf(declaration);
  const keys =
    pairs !== undefined ? entriesIn(pairs, to) : source === undefined ? keysOfLoop(declaration) : keysIn(source, to);
  return (
    keys !== undefined &&
    isSame(keys, collection, to) &&
    isConstant(collection, to) &&
    isUntouched(key, to) &&
    !happensTo(collection, isDiminished, to)
  );
}

/** True for a name that stands for the same from its declaration on, with all that is in it. */
function isUntouched(name: ts.Identifier, to: Lowering): boolean {
  return !happensTo(name, (text, home) => isChanged(text, home, 0), to);
}

function happensTo(name: ts.Identifier, asks: (text: string, home: ts.Node) => boolean, to: Lowering): boolean {
  const declaration = resolve(name, to.checker)?.valueDeclaration;
  if (declaration === undefined) return true;
  const root = rootOf(declaration);
  return asks(name.text, ts.isParameter(root) ? root.parent : homeOf(root));
}

function isConstant(name: ts.Identifier, to: Lowering): boolean {
  const declaration = resolve(name, to.checker)?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isParameter(declaration) || ts.isBindingElement(declaration)) return true;
  return ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
}

/** What `for (const key in record)` goes through. */
function keysOfLoop(declaration: ts.Declaration | undefined): ts.Expression | undefined {
  const loop =
    declaration !== undefined && ts.isVariableDeclaration(declaration) ? declaration.parent.parent : undefined;
  return loop !== undefined && ts.isForInStatement(loop) ? unwrap(loop.expression) : undefined;
}

/** What a loop's name, or a callback's first parameter, is an element of. */
function sourceOf(declaration: ts.Declaration): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration)) {
    const loop = declaration.parent.parent;
    return ts.isForOfStatement(loop) ? loop.expression : undefined;
  }
  if (!ts.isParameter(declaration)) return undefined;
  const call = declaration.parent.parent;
  const isCallback =
    declaration.parent.parameters[0] === declaration &&
    ts.isCallExpression(call) &&
    call.arguments[0] === declaration.parent &&
    ts.isPropertyAccessExpression(call.expression) &&
    passing.has(call.expression.name.text);
  return isCallback ? (call.expression as ts.PropertyAccessExpression).expression : undefined;
}

/** What `[key]` in a loop, or of a callback, is the first of. */
function pairsOf(declaration: ts.Declaration): ts.Expression | undefined {
  if (!ts.isBindingElement(declaration) || !ts.isArrayBindingPattern(declaration.parent)) return undefined;
  const pattern = declaration.parent;
  const isKey = pattern.elements[0] === declaration && declaration.dotDotDotToken === undefined;
  return isKey && declaration.initializer === undefined ? sourceOf(pattern.parent) : undefined;
}

/** The collection whose entries a list has: `Object.entries(record)`, `map`. */
function entriesIn(node: ts.Expression, to: Lowering): ts.Expression | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) return to.shape(inner).map ? inner : undefined;
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const { expression: owner, name } = inner.expression;
  const [argument] = inner.arguments;
  if (name.text !== "entries") return undefined;
  if (owner.getText() === "Object" && argument !== undefined) return unwrap(argument);
  return to.shape(owner).map ? unwrap(owner) : undefined;
}

const passing = new Set(["map", "filter", "flatMap", "forEach", "some", "every", "find", "findLast"]);
const keeping = new Set(["toSorted", "sort", "filter", "toReversed", "slice"]);

/** The collection whose keys a list has: `[...map.keys()].toSorted()`, `Object.keys(record)`. */
function keysIn(node: ts.Expression, to: Lowering): ts.Expression | undefined {
  const inner = unwrap(node);
  const [first, more] = ts.isArrayLiteralExpression(inner) ? inner.elements : [];
  if (first !== undefined && more === undefined && ts.isSpreadElement(first)) return keysIn(first.expression, to);
  if (ts.isIdentifier(inner)) {
    const declaration = resolve(inner, to.checker)?.valueDeclaration;
    const isOne =
      declaration !== undefined &&
      ts.isVariableDeclaration(declaration) &&
      isConstant(inner, to) &&
      isUntouched(inner, to) &&
      !ts.isForOfStatement(declaration.parent.parent);
    return isOne && declaration.initializer !== undefined ? keysIn(declaration.initializer, to) : undefined;
  }
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const { expression: owner, name } = inner.expression;
  const [argument] = inner.arguments;
  if (name.text === "keys" && to.shape(owner).map) return unwrap(owner);
  const of = owner.getText();
  if (argument !== undefined && ((of === "Object" && name.text === "keys") || (of === "Array" && name.text === "from")))
    return name.text === "keys" ? unwrap(argument) : keysIn(argument, to);
  return keeping.has(name.text) ? keysIn(owner, to) : undefined;
}
