/** What the way to an expression tells about it: `if (n === 0) return` leaves only what is not zero. */
import { resolve, rootOf } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isAssignment } from "./chains.js";
import type { Lowering } from "./lowering.js";
import { homeOf, isForEachCallback } from "./own.js";

const K = ts.SyntaxKind;

/** What comparisons ask of two numbers. */
export const comparisons: ReadonlyMap<ts.SyntaxKind, (left: number, right: number) => boolean> = new Map([
  [K.EqualsEqualsEqualsToken, (left, right) => left === right],
  [K.ExclamationEqualsEqualsToken, (left, right) => left !== right],
  [K.LessThanToken, (left, right) => left < right],
  [K.LessThanEqualsToken, (left, right) => left <= right],
  [K.GreaterThanToken, (left, right) => left > right],
  [K.GreaterThanEqualsToken, (left, right) => left >= right],
]);

/** True when a condition without `!`, `&&` and `||`, by its truth or its failure, tells something about a subject. */
export type Tells = (condition: ts.Expression, truth: boolean, subject: ts.Expression, to: Lowering) => boolean;

/** True where the conditions on the way to an expression tell it. */
export function isTold(node: ts.Expression, tells: Tells, to: Lowering): boolean {
  let inner: ts.Node = node;
  for (let outer = node.parent; outer !== undefined && !ts.isSourceFile(outer); inner = outer, outer = outer.parent) {
    // A function that is declared may be called before what stands above it.
    if (ts.isFunctionDeclaration(inner)) return false;
    if (leadsTo(inner, outer, node, tells, to)) return true;
  }
  return false;
}

/** True when an expression is reached through its parent only where that is told about the subject. */
function leadsTo(inner: ts.Node, outer: ts.Node, subject: ts.Expression, tells: Tells, to: Lowering): boolean {
  const implies = (condition: ts.Expression, truth: boolean) =>
    isFixed(subject, condition, to) && isImplied(condition, truth, subject, tells, to);
  if (ts.isIfStatement(outer)) {
    if (inner === outer.thenStatement) return implies(outer.expression, true);
    return inner === outer.elseStatement && implies(outer.expression, false);
  }
  if (ts.isConditionalExpression(outer)) {
    if (inner === outer.whenTrue) return implies(outer.condition, true);
    return inner === outer.whenFalse && implies(outer.condition, false);
  }
  if (ts.isBinaryExpression(outer) && inner === outer.right) {
    const { kind } = outer.operatorToken;
    if (kind === K.AmpersandAmpersandToken) return implies(outer.left, true);
    return kind === K.BarBarToken && implies(outer.left, false);
  }
  if (!ts.isBlock(outer) && !ts.isCaseOrDefaultClause(outer)) return false;
  const before = outer.statements.slice(0, outer.statements.indexOf(inner as ts.Statement));
  return before.some(
    (statement) =>
      ts.isIfStatement(statement) &&
      ((leaves(statement.thenStatement) && implies(statement.expression, false)) ||
        (leaves(statement.elseStatement) && implies(statement.expression, true))),
  );
}

/** True for a statement after which control is elsewhere. */
function leaves(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  if (last === undefined) return false;
  if (ts.isIfStatement(last)) return leaves(last.thenStatement) && leaves(last.elseStatement);
  return (
    ts.isReturnStatement(last) ||
    ts.isContinueStatement(last) ||
    ts.isThrowStatement(last) ||
    (ts.isBreakStatement(last) && last.label === undefined)
  );
}

function isImplied(node: ts.Expression, truth: boolean, subject: ts.Expression, tells: Tells, to: Lowering): boolean {
  const condition = unwrap(node);
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === K.ExclamationToken)
    return isImplied(condition.operand, !truth, subject, tells, to);
  const kind = ts.isBinaryExpression(condition) ? condition.operatorToken.kind : undefined;
  const both = kind === K.AmpersandAmpersandToken;
  if (ts.isBinaryExpression(condition) && (both || kind === K.BarBarToken)) {
    // One of two facts is enough where both hold; where only one of them need hold, each has to tell.
    const told = [condition.left, condition.right].map((side) => isImplied(side, truth, subject, tells, to));
    return both === truth ? told.some(Boolean) : told.every(Boolean);
  }
  return tells(condition, truth, subject, to);
}

/** True for two expressions that read the same things in the same way. */
export function isSame(left: ts.Expression, right: ts.Expression, to: Lowering): boolean {
  const [a, b] = [unwrap(left), unwrap(right)];
  if (a.getText() !== b.getText()) return false;
  const names = (node: ts.Expression) => namesIn(node).map((name) => resolve(name, to.checker));
  const others = names(b);
  return names(a).every((symbol, index) => symbol === others[index]);
}

function namesIn(node: ts.Node): readonly ts.Identifier[] {
  if (ts.isIdentifier(node)) return [node];
  const found: ts.Identifier[] = [];
  node.forEachChild((child) => {
    found.push(...namesIn(child));
  });
  return found;
}

/** True for an expression whose value stays what a condition found: none of its names is assigned to from there on. */
function isFixed(node: ts.Expression, condition: ts.Expression, to: Lowering): boolean {
  return namesIn(node).every((name) => {
    const declaration = resolve(name, to.checker)?.valueDeclaration;
    if (declaration === undefined) return false;
    if (to.isOfLibrary(name)) return true;
    const root = rootOf(declaration);
    if (ts.isVariableDeclaration(root) && ts.isVariableDeclarationList(root.parent))
      return !isAssigned(name.text, homeOf(root), condition.pos);
    return !ts.isParameter(root) || !isAssigned(name.text, root.parent, 0);
  });
}

const shrinking: ReadonlySet<string> = new Set(["delete", "clear", "pop", "shift", "splice"]);
const changing: ReadonlySet<string> = new Set([...shrinking, "push", "unshift", "add", "set", "sort", "reverse"]);

/** True when something of a name is assigned to, or taken away, inside of a function, from a place in it on. */
export function isAssigned(name: string, within: ts.Node, from: number): boolean {
  const reads = (node: ts.Node) => namesIn(node).some(({ text }) => text === name);
  return happens(reads, within, from, { assigned: true, calls: shrinking });
}

/** True when something of a name is assigned to, taken away or added there. */
export function isChanged(name: string, within: ts.Node, from: number): boolean {
  return happens((node) => isPartOf(node, name), within, from, { assigned: true, calls: changing });
}

/** True when something of a name is taken away there. */
export function isDiminished(name: string, within: ts.Node): boolean {
  return happens((node) => isPartOf(node, name), within, 0, { assigned: false, calls: shrinking });
}

interface Happening {
  readonly assigned: boolean;
  readonly calls: ReadonlySet<string>;
}

/** True for `name`, `name[key].list` and `name.get(key)`; for patterns, where one of their names is it. */
function isPartOf(node: ts.Node, name: string): boolean {
  let at = node;
  while (!ts.isIdentifier(at)) {
    if (ts.isBinaryExpression(at)) at = at.left;
    else if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = at.expression;
    else if (ts.isCallExpression(at) || ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at))
      at = at.expression;
    else return namesIn(at).some(({ text }) => text === name);
  }
  return at.text === name;
}

function happens(
  reads: (node: ts.Node) => boolean,
  within: ts.Node,
  from: number,
  { assigned, calls }: Happening,
): boolean {
  const changes = (node: ts.Node): boolean => {
    if (ts.isBinaryExpression(node) && isAssignment(node)) return assigned && reads(node.left);
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return assigned && isStep(node.operator) && reads(node.operand);
    if (ts.isDeleteExpression(node)) return reads(node.expression);
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
    return calls.has(node.expression.name.text) && reads(node.expression.expression);
  };
  const visit = (node: ts.Node, start: number): boolean => {
    if (node.end < start) return false;
    // Nobody knows when a function is called.
    const own = ts.isFunctionLike(node) && node !== within && !isForEachCallback(node) ? 0 : start;
    return changes(node) || node.forEachChild((child) => visit(child, own) || undefined) === true;
  };
  return visit(within, from);
}

function isStep(operator: ts.SyntaxKind): boolean {
  return operator === K.PlusPlusToken || operator === K.MinusMinusToken;
}
