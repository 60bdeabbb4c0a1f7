/**
 * `const list = groups.get(key) ?? []; list.push(x); groups.set(key, list);`: a part of a collection that is taken out, changed and put
 * back. Between the two nobody looks at the collection, so that it makes no difference that JavaScript changes the part in place.
 */
import { resolve, rootOf } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isAssigned, isSame } from "./facts.js";
import { givesAway } from "./given-away.js";
import { firstValueOf } from "./kept.js";
import type { Lowering } from "./lowering.js";
import { homeOf, isFresh } from "./own.js";
import { isOwnThroughout } from "./throughout.js";

const K = ts.SyntaxKind;

/** @param uses every use of the name beside its declaration */
export function isBorrowed(declaration: ts.Declaration, uses: readonly ts.Identifier[], to: Lowering): boolean {
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  const taken = takenFrom(declaration.initializer, to);
  const statement = declaration.parent.parent;
  if (taken === undefined || !ts.isVariableStatement(statement) || !(declaration.parent.flags & ts.NodeFlags.Const))
    return false;
  const { parent } = statement;
  if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent)) return false;
  const rest = parent.statements.slice(parent.statements.indexOf(statement) + 1);
  const last = rest.findIndex((one) => isGivenBack(one, taken, uses, to));
  if (last < 0) return false;
  const between = rest.slice(0, last);
  const after = rest[last] as ts.Statement;
  const isInSight = (use: ts.Identifier) => use.pos >= statement.end && use.pos < after.end;
  const isHeld = (use: ts.Identifier) => use.pos < after.pos && givesAway(use, true, to);
  return uses.every((use) => isInSight(use) && !isHeld(use)) && between.every((one) => isQuiet(one, taken.of, to));
}

/** What a name is taken from: `groups.get(key) ?? []` and `groups[key] ?? []`. */
function takenFrom(node: ts.Expression, to: Lowering): Entry | undefined {
  const inner = unwrap(node);
  if (!ts.isBinaryExpression(inner) || !isOwnThroughout(inner.right, to)) return undefined;
  if (inner.operatorToken.kind !== K.QuestionQuestionToken && inner.operatorToken.kind !== K.BarBarToken)
    return undefined;
  return readOf(inner.left, to);
}

/** `groups.get(key)` and `groups[key]`, of names that stay what they are. */
export function readOf(node: ts.Expression, to: Lowering): Entry | undefined {
  const read = unwrap(node);
  const entry = ts.isElementAccessExpression(read)
    ? { of: unwrap(read.expression), key: read.argumentExpression }
    : callOf(read, "get", 1);
  if (entry === undefined || !ts.isIdentifier(entry.of)) return undefined;
  return isFixedName(entry.of, to) && isFixed(entry.key, to) ? entry : undefined;
}

export interface Entry {
  readonly of: ts.Expression;
  readonly key: ts.Expression;
}

function callOf(node: ts.Node, method: string, count: number): Entry | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  const [key] = node.arguments;
  const is = name.text === method && node.arguments.length === count && key !== undefined;
  return is ? { of: unwrap(expression), key } : undefined;
}

/** `groups.set(key, list)` and `groups[key] = list`. */
function isGivenBack(statement: ts.Statement, taken: Entry, uses: readonly ts.Identifier[], to: Lowering): boolean {
  const value = putUnder(statement, taken, to);
  return value !== undefined && uses.some((use) => use === unwrap(value));
}

/** What a statement puts under the key. */
export function putUnder(statement: ts.Statement, taken: Entry, to: Lowering): ts.Expression | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  const isAssigned = ts.isBinaryExpression(expression) && expression.operatorToken.kind === K.EqualsToken;
  const target = isAssigned ? unwrap(expression.left) : undefined;
  const entry =
    target !== undefined && ts.isElementAccessExpression(target)
      ? { of: unwrap(target.expression), key: target.argumentExpression }
      : callOf(expression, "set", 2);
  const value = isAssigned ? expression.right : ts.isCallExpression(expression) ? expression.arguments[1] : undefined;
  if (entry === undefined || value === undefined) return undefined;
  return isSame(entry.of, taken.of, to) && isSame(entry.key, taken.key, to) ? value : undefined;
}

/** True for a statement that only does something, and not with the collection. */
export function isQuiet(statement: ts.Statement, collection: ts.Expression, to: Lowering): boolean {
  const name = (collection as ts.Identifier).text;
  const visit = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && (node.text === name || maySee(node, to))) return false;
    if (ts.isYieldExpression(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node)) return false;
    if (ts.isBreakOrContinueStatement(node)) return false;
    return node.forEachChild((child) => !visit(child) || undefined) !== true;
  };
  return (
    (ts.isExpressionStatement(statement) || ts.isIfStatement(statement)) && visit(statement) && isKnown(collection, to)
  );
}

/** True for a function of the same statements, which may look at the collection. */
function maySee(name: ts.Identifier, to: Lowering): boolean {
  if (!to.shape(name).function || to.isOfLibrary(name)) return false;
  const declaration = resolve(name, to.checker)?.valueDeclaration;
  return declaration === undefined || !ts.isSourceFile(homeOf(declaration));
}

function isKnown(collection: ts.Expression, to: Lowering): boolean {
  return ts.isIdentifier(collection) && resolve(collection, to.checker) !== undefined;
}

/** An expression that gives the same each time: of names that are never assigned to, and of nothing that the function changes. */
export function isFixed(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) return to.isOfLibrary(inner) || (isFixedName(inner, to) && !isMade(inner, to));
  if (ts.isFunctionLike(inner) || ts.isNewExpression(inner) || ts.isYieldExpression(inner)) return false;
  if (ts.isCallExpression(inner) && !to.isOfLibrary(calleeOf(inner))) return false;
  return (
    inner.forEachChild(
      (child) => (ts.isExpression(child) && !isPart(child, inner) && !isFixed(child, to)) || undefined,
    ) !== true
  );
}

function calleeOf({ expression }: ts.CallExpression): ts.Node {
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}

/** The name after the dot. */
function isPart(child: ts.Node, parent: ts.Node): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name === child;
}

/** True for a name of what the function made, which may change while the name does not. */
function isMade(name: ts.Identifier, to: Lowering): boolean {
  const { array, object, set, map } = to.shape(name);
  const declaration = resolve(name, to.checker)?.valueDeclaration;
  const first = declaration === undefined ? undefined : firstValueOf(declaration);
  return (array || object || set || map) && first !== undefined && isFresh(first);
}

/** A name that is never assigned to. */
export function isFixedName(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const declaration = ts.isIdentifier(inner) ? resolve(inner, to.checker)?.valueDeclaration : undefined;
  const root = declaration === undefined ? undefined : rootOf(declaration);
  if (root !== undefined && ts.isParameter(root)) return !isAssigned(inner.getText(), root.parent, 0);
  return (
    root !== undefined &&
    ts.isVariableDeclaration(root) &&
    ts.isVariableDeclarationList(root.parent) &&
    (root.parent.flags & ts.NodeFlags.Const) !== 0
  );
}
