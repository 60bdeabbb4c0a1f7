/**
 * Collections that a function makes and then changes. JavaScript changes them in place, so that whoever holds them sees it; here a
 * name stands for another value from then on. The two are the same where nobody else holds the collection when it changes.
 */

import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { aliasOf } from "./alias.js";
import { isBorrowed } from "./borrowed.js";
import { chainOf, isAssignment, isChange } from "./chains.js";
import { choiceOf } from "./either.js";
import { entryNamed } from "./entry-name.js";
import { givesAway, happensAfter, isWithin } from "./given-away.js";
import { answersOf, firstValueOf } from "./kept.js";
import type { Lowering } from "./lowering.js";
import { callsOf } from "./procedure-calls.js";
import { isOwnThroughout } from "./throughout.js";

const makers = new Set(["map", "filter", "flatMap", "slice", "concat", "toSorted", "toReversed", "flat", "split"]);
const objectMakers = new Set(["keys", "values", "entries", "from", "fromEntries"]);

/** True for an expression that makes a collection of its own. */
export function isFresh(node: ts.Expression): boolean {
  const inner = unwrap(node);
  if (ts.isArrayLiteralExpression(inner) || ts.isObjectLiteralExpression(inner) || ts.isNewExpression(inner))
    return true;
  if (ts.isConditionalExpression(inner)) return isFresh(inner.whenTrue) && isFresh(inner.whenFalse);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return false;
  const { expression: owner, name } = inner.expression;
  if (ts.isIdentifier(owner) && ["Object", "Array"].includes(owner.text)) return objectMakers.has(name.text);
  return makers.has(name.text);
}

/** The function whose statements run in one go with a node: callbacks of `forEach` are loops, and procedures are written out. */
export function homeOf(node: ts.Node): ts.Node {
  let at = node.parent;
  while (at !== undefined && !ts.isSourceFile(at)) {
    if (ts.isFunctionLike(at) && !isForEachCallback(at) && callsOf(at) === undefined) return at;
    at = at.parent;
  }
  return at;
}

export function isForEachCallback(node: ts.Node): boolean {
  const call = node.parent;
  return (
    ts.isCallExpression(call) &&
    call.arguments[0] === node &&
    ts.isPropertyAccessExpression(call.expression) &&
    call.expression.name.text === "forEach" &&
    ts.isExpressionStatement(call.parent)
  );
}

/** What is wrong with changing a collection in place, or undefined when it is the function's own and nobody else holds it. */
export function sharing(symbol: ts.Symbol, at: ts.Node, to: Lowering): "foreign" | "shared" | undefined {
  const declaration = symbol.valueDeclaration;
  const first = declaration === undefined ? undefined : firstValueOf(declaration);
  if (declaration === undefined || first === undefined) return "foreign";
  const home = homeOf(declaration);
  if (homeOf(at) !== home) return "foreign";
  const uses = usesOf(symbol, home, to);
  if (isBorrowed(declaration, uses, to) || standsFor(declaration, uses, to) !== undefined) return undefined;
  if (!isFresh(first)) return "foreign";
  const changes = [...uses.filter(isChange), ...uses.flatMap((use) => changesThrough(use, home, to))];
  // A part that is taken out and put back is changed in between, for everybody who holds it.
  const deep = changes.some((use) => chainOf(use).depth > 1) || uses.some((use) => isLent(use, home, to));
  if (uses.some((use) => !keepsOwn(use, deep, to))) return "foreign";
  if (deep && (!startsOwn(declaration, first, to) || uses.some((use) => !putsOwn(use, to)))) return "foreign";
  const shared = uses.some(
    (use) =>
      givesAway(use, deep, to) &&
      !isLent(use, home, to) &&
      changes.some((change) => happensAfter(change, use, declaration)),
  );
  return shared ? "shared" : undefined;
}

/** `const last = parts.pop()`, or with a default: the list is shorter from there on. */
export function takenBy(declaration: ts.VariableDeclaration): ts.CallExpression | undefined {
  const { initializer } = declaration;
  if (initializer === undefined || !ts.isIdentifier(declaration.name)) return undefined;
  if (ts.isSourceFile(homeOf(declaration))) return undefined;
  const node = unwrap(initializer);
  const taken = isDefaulted(node) ? unwrap(node.left) : node;
  if (!ts.isCallExpression(taken) || !ts.isPropertyAccessExpression(taken.expression)) return undefined;
  const { expression: list, name } = taken.expression;
  if (!["pop", "shift"].includes(name.text) || !ts.isIdentifier(unwrap(list))) return undefined;
  const isMentioned = (at: ts.Node): boolean =>
    (ts.isIdentifier(at) && at.text === unwrap(list).getText()) ||
    ts.forEachChild(at, (child) => isMentioned(child) || undefined) === true;
  return isDefaulted(node) && isMentioned(node.right) ? undefined : taken;
}

function isDefaulted(node: ts.Expression): node is ts.BinaryExpression {
  const operators = [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken];
  return ts.isBinaryExpression(node) && operators.includes(node.operatorToken.kind);
}

/** True for a collection of the function's own that nobody asks for once this place of it has been read. */
export function isLastUse(node: ts.Expression, to: Lowering): boolean {
  const use = unwrap(node);
  const symbol = ts.isIdentifier(use) ? resolve(use, to.checker) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || sharing(symbol, use, to) !== undefined) return false;
  if (ts.isSourceFile(homeOf(declaration))) return false;
  for (let at = use.parent; !isWithin(declaration, at); at = at.parent)
    if (ts.isIterationStatement(at, false) || ts.isFunctionLike(at)) return false;
  return usesOf(symbol, homeOf(declaration), to).every(({ pos }) => pos <= use.pos);
}

/** The place that a name stands for, whose changes are changes of the place. */
function standsFor(declaration: ts.Declaration, uses: readonly ts.Identifier[], to: Lowering) {
  return aliasOf(declaration, uses, to) ?? entryNamed(declaration, uses, to);
}

/** Where a collection is changed by its name. */
export function changesOf(name: ts.Identifier, home: ts.Node, to: Lowering): readonly ts.Node[] {
  const symbol = resolve(name, to.checker);
  return symbol === undefined ? [] : usesOf(symbol, home, to).filter(isChange);
}

export function usesOf(symbol: ts.Symbol, home: ts.Node, to: Lowering): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === symbol.name && resolve(node, to.checker) === symbol) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(home);
  return found.filter(
    (use) => use !== (symbol.valueDeclaration as ts.VariableDeclaration | ts.ParameterDeclaration).name,
  );
}

/** False where the name, or a part of the collection that is changed in turn, gets a collection that others may hold. */
function keepsOwn(use: ts.Identifier, deep: boolean, to: Lowering): boolean {
  const { parent } = use;
  if (!isAssignment(parent) || parent.left !== use) return true;
  return deep ? isOwnThroughout(parent.right, to) : isFresh(parent.right);
}

/** True where a name, or what a reduction keeps, stands for a collection whose parts nobody else holds. */
function startsOwn(declaration: ts.Declaration, first: ts.Expression, to: Lowering): boolean {
  if (!isOwnThroughout(first, to)) return false;
  if (!ts.isParameter(declaration)) return true;
  const { body } = declaration.parent as ts.ArrowFunction | ts.FunctionExpression;
  const kept = declaration.name.getText();
  return answersOf(body).every((one) => !isFresh(one) || isOwnThroughout(one, to, kept));
}

/** False where a part of the collection becomes one that others may hold. */
function putsOwn(use: ts.Identifier, to: Lowering): boolean {
  const { parent } = chainOf(use).node;
  const [, put] = ts.isCallExpression(parent) && isChange(use) ? parent.arguments : [];
  if (put !== undefined) return isOwnThroughout(put, to) || isPutBack(put, to);
  if (!isAssignment(parent) || parent.left !== chainOf(use).node) return true;
  return isOwnThroughout(parent.right, to) || isPutBack(parent.right, to);
}

/** True for a part that was taken out of the same place. */
function isPutBack(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const symbol = ts.isIdentifier(inner) ? resolve(inner, to.checker) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined) return false;
  const names = usesOf(symbol, homeOf(declaration), to);
  return isBorrowed(declaration, names, to) || standsFor(declaration, names, to) !== undefined;
}

/** True where a part is taken out that is put back again. */
function isLent(use: ts.Identifier, home: ts.Node, to: Lowering): boolean {
  const lent = lentBy(use, home, to);
  if (lent !== undefined && choiceOf(lent.name.parent, to) !== undefined) return true;
  return (
    lent !== undefined &&
    (isBorrowed(lent.name.parent, lent.uses, to) || standsFor(lent.name.parent, lent.uses, to) !== undefined)
  );
}

/** Where a name that stands for a part of the collection changes it. */
function changesThrough(use: ts.Identifier, home: ts.Node, to: Lowering): readonly ts.Identifier[] {
  const lent = lentBy(use, home, to);
  const isPart =
    lent !== undefined &&
    (standsFor(lent.name.parent, lent.uses, to) !== undefined || choiceOf(lent.name.parent, to) !== undefined);
  return isPart ? lent.uses.filter(isChange) : [];
}

/** The name that a part of a collection gets, with its uses. */
function lentBy(
  use: ts.Identifier,
  home: ts.Node,
  to: Lowering,
):
  | { readonly name: ts.Identifier & { parent: ts.VariableDeclaration }; readonly uses: readonly ts.Identifier[] }
  | undefined {
  let node: ts.Node = chainOf(use).node.parent;
  while (ts.isParenthesizedExpression(node) || ts.isBinaryExpression(node) || ts.isConditionalExpression(node))
    node = node.parent;
  if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name)) return undefined;
  const symbol = resolve(node.name, to.checker);
  return symbol === undefined
    ? undefined
    : { name: node.name as ts.Identifier & { parent: ts.VariableDeclaration }, uses: usesOf(symbol, home, to) };
}

/** The expression that reads what a name stands for, where changes of the name are changes of what it was read from. */
export function readBehind(symbol: ts.Symbol, to: Lowering): ts.Expression | undefined {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined) return undefined;
  return standsFor(declaration, usesOf(symbol, homeOf(declaration), to), to)?.read;
}
