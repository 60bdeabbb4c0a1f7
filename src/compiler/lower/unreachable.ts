/** Statements that the types say are never reached: `default: throw new Error(x)`, `assertNever(x)`. */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";

/** True for a statement that throws, or asks a function to, about something that cannot be. */
export function isUnreachable(statement: ts.Statement, to: Lowering): boolean {
  if (ts.isBlock(statement)) return beginsSo(statement.statements, to);
  if (ts.isThrowStatement(statement)) return mentionsNever(statement.expression, to);
  const given =
    ts.isExpressionStatement(statement) || ts.isReturnStatement(statement) ? statement.expression : undefined;
  return given !== undefined && isImpossible(given, to);
}

/** True where nothing but names stands before such a statement. */
function beginsSo(statements: readonly ts.Statement[], to: Lowering): boolean {
  const first = statements.find((one) => !ts.isVariableStatement(one) || asserts(one));
  return first !== undefined && isUnreachable(first, to);
}

/** `assertNever(x)`, of an x that the types leave nothing to be. */
function isImpossible(node: ts.Expression, to: Lowering): boolean {
  const call = unwrap(node);
  return ts.isCallExpression(call) && call.arguments.some((argument) => isNever(argument, to));
}

function mentionsNever(node: ts.Node, to: Lowering): boolean {
  if (ts.isIdentifier(node) && isNever(node, to)) return true;
  return ts.forEachChild(node, (child) => mentionsNever(child, to) || undefined) === true;
}

/** True for what the types leave nothing to be: not for `x as never`, which is only said, nor for what they narrow too far. */
function isNever(node: ts.Expression, to: Lowering): boolean {
  const inner = unwrap(node);
  const home = ts.findAncestor(inner, ts.isFunctionLike);
  return (
    (to.typeOf(inner).flags & ts.TypeFlags.Never) !== 0 && home !== undefined && !hasDefault(home, inner.getText())
  );
}

/** True where `x ?? …` is asked of a name: where that is falsy, TypeScript takes it for absent, although it may be 0 or "". */
function hasDefault(node: ts.Node, name: string): boolean {
  const isDefault = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  if (isDefault && unwrap(node.left).getText() === name) return true;
  return ts.forEachChild(node, (child) => hasDefault(child, name) || undefined) === true;
}

function asserts(node: ts.Node): boolean {
  if (ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isTypeAssertionExpression(node)) return true;
  return ts.forEachChild(node, (child) => asserts(child) || undefined) === true;
}

/** The clauses of a switch that can be reached: without a default that is left when the cases are all there is. */
export function reachableClauses(
  { clauses }: ts.CaseBlock,
  coversAll: boolean,
  to: Lowering,
): readonly ts.CaseOrDefaultClause[] {
  const last = clauses.at(-1);
  if (last === undefined || !ts.isDefaultClause(last)) return clauses;
  const [first, more] = last.statements;
  const isOnlyThrow = first !== undefined && more === undefined && ts.isThrowStatement(unblocked(first));
  const isLeft = beginsSo(last.statements, to) || (coversAll && isOnlyThrow && endsBefore(clauses));
  return isLeft ? clauses.slice(0, -1) : clauses;
}

function unblocked(statement: ts.Statement): ts.Statement {
  const [only, more] = ts.isBlock(statement) ? statement.statements : [];
  return only !== undefined && more === undefined ? unblocked(only) : statement;
}

/** True where no case goes on into the default. */
function endsBefore(clauses: readonly ts.CaseOrDefaultClause[]): boolean {
  const before = clauses.at(-2)?.statements.at(-1);
  const end = before !== undefined && ts.isBlock(before) ? before.statements.at(-1) : before;
  return end !== undefined && (ts.isReturnStatement(end) || ts.isBreakStatement(end) || ts.isContinueStatement(end));
}
