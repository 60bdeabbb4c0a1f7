/**
 * A name for a part of a collection that is changed by it: `const list = groups.get(key); if (list) list.push(x); else groups.set(key, [x]);`,
 * and the same with `let`, where the part is put there first. Whatever changes the name changes the collection.
 */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { type Entry, isQuiet, putUnder, readOf } from "./borrowed.js";
import type { Lowering } from "./lowering.js";
import { statementsOf } from "./passes.js";
import { isOwnThroughout } from "./throughout.js";

const K = ts.SyntaxKind;

/** The place that a name stands for; undefined for names that are used in any other way. */
export function aliasOf(
  declaration: ts.Declaration,
  uses: readonly ts.Identifier[],
  to: Lowering,
): (Entry & { readonly read: ts.Expression }) | undefined {
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  const entry = readOf(declaration.initializer, to);
  const statement = declaration.parent.parent;
  if (entry === undefined || !ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return undefined;
  const { statements } = statement.parent;
  const [first, ...rest] = statements.slice(statements.indexOf(statement) + 1);
  if (first === undefined || !ts.isIfStatement(first) || !ts.isIdentifier(declaration.name)) return undefined;
  const asked = presenceAsked(first.expression, declaration.name.text);
  if (asked === undefined) return undefined;
  const parts = { entry, name: declaration.name.text, uses, to };
  const end =
    declaration.parent.flags & ts.NodeFlags.Const
      ? eitherWay(first, rest[0], asked, parts)
      : putFirst(first, rest, asked, parts);
  const isInside = ({ pos }: ts.Node) => pos >= statement.end && end !== undefined && pos < end;
  return uses.every(isInside) ? { ...entry, read: declaration.initializer } : undefined;
}

interface Parts {
  readonly entry: Entry;
  readonly name: string;
  readonly uses: readonly ts.Identifier[];
  readonly to: Lowering;
}

/** True for `list` and `list !== undefined`, false for `!list` and `list === undefined`. */
function presenceAsked(node: ts.Expression, name: string): boolean | undefined {
  const condition = unwrap(node);
  if (ts.isIdentifier(condition)) return condition.text === name ? true : undefined;
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === K.ExclamationToken) {
    const inner = presenceAsked(condition.operand, name);
    return inner === undefined ? undefined : !inner;
  }
  if (!ts.isBinaryExpression(condition) || unwrap(condition.left).getText() !== name) return undefined;
  if (condition.right.getText() !== "undefined") return undefined;
  if (condition.operatorToken.kind === K.ExclamationEqualsEqualsToken) return true;
  return condition.operatorToken.kind === K.EqualsEqualsEqualsToken ? false : undefined;
}

/** `if (list) list.push(x); else groups.set(key, [x]);`, or the latter after a `continue`: where it ends. */
function eitherWay(
  statement: ts.IfStatement,
  next: ts.Statement | undefined,
  asked: boolean,
  parts: Parts,
): number | undefined {
  const yes = statementsOf(statement.thenStatement);
  const no = statement.elseStatement === undefined ? undefined : statementsOf(statement.elseStatement);
  const left = no === undefined ? yes.slice(0, -1) : yes;
  const last = yes.at(-1);
  if (no === undefined && (last === undefined || !ts.isContinueStatement(last) || next === undefined)) return undefined;
  const right = no ?? [next as ts.Statement];
  const [there, absent] = asked ? [left, right] : [right, left];
  const [put, more] = absent;
  const value = put === undefined || more !== undefined ? undefined : putUnder(put, parts.entry, parts.to);
  const isPut = value !== undefined && isOwnThroughout(value, parts.to) && !names(value, parts.name);
  return isPut && there.every((one) => isChange(one, parts)) ? right.at(-1)?.end : undefined;
}

/** `if (!list) { list = []; groups.set(key, list); }` and changes after it: where they end. */
function putFirst(
  statement: ts.IfStatement,
  rest: readonly ts.Statement[],
  asked: boolean,
  parts: Parts,
): number | undefined {
  const [made, put, more] = statementsOf(statement.thenStatement);
  if (asked || statement.elseStatement !== undefined || made === undefined || put === undefined || more !== undefined)
    return undefined;
  const assigned = ts.isExpressionStatement(made) ? made.expression : undefined;
  const isMade =
    assigned !== undefined &&
    ts.isBinaryExpression(assigned) &&
    assigned.operatorToken.kind === K.EqualsToken &&
    assigned.left.getText() === parts.name &&
    isOwnThroughout(assigned.right, parts.to);
  if (!isMade || putUnder(put, parts.entry, parts.to)?.getText() !== parts.name) return undefined;
  const other = rest.findIndex((one) => !isChange(one, parts));
  const changes = other < 0 ? rest : rest.slice(0, other);
  return changes.at(-1)?.end;
}

/** `list.push(x)` and `set.add(x)`: a call that changes what the name stands for, and does nothing else with it. */
function isChange(statement: ts.Statement, { entry, name, to }: Parts): boolean {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false;
  const { expression, arguments: given } = statement.expression;
  if (!ts.isPropertyAccessExpression(expression) || !["push", "unshift", "add"].includes(expression.name.text))
    return false;
  const isOwn = unwrap(expression.expression).getText() === name;
  return isOwn && given.every((one) => !names(one, name)) && isQuiet(statement, entry.of, to);
}

function names(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name;
  return node.forEachChild((child) => names(child, name) || undefined) === true;
}
