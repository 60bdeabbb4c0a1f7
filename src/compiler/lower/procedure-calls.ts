/** Functions that are declared in a function and called as statements alone, so that each call stands for what they do. */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isForEachCallback } from "./own.js";

export type Procedure = ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression;

const known = new WeakMap<ts.Node, readonly ts.CallExpression[] | null>();

/** The calls of such a function; undefined for functions that answer, that are called elsewhere, or that change nothing. */
export function callsOf(node: ts.Node): readonly ts.CallExpression[] | undefined {
  if (!isDeclared(node)) return undefined;
  const before = known.get(node);
  if (before !== undefined) return before ?? undefined;
  const found = findCalls(node);
  known.set(node, found ?? null);
  return found;
}

/** The function that a call names, where it is one that is declared around the call. */
export function procedureCalled({ expression }: ts.CallExpression): Procedure | undefined {
  if (!ts.isIdentifier(expression)) return undefined;
  for (let at: ts.Node = expression; at.parent !== undefined; at = at.parent) {
    if (!ts.isBlock(at.parent) && !ts.isCaseOrDefaultClause(at.parent)) continue;
    for (const statement of at.parent.statements) {
      const declared = declaredBy(statement, expression.text);
      if (declared !== undefined) return callsOf(declared) === undefined ? undefined : declared;
    }
  }
  return undefined;
}

function declaredBy(statement: ts.Statement, name: string): Procedure | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name ? statement : undefined;
  if (!ts.isVariableStatement(statement)) return undefined;
  const declaration = statement.declarationList.declarations.find((one) => one.name.getText() === name);
  const value = declaration?.initializer === undefined ? undefined : unwrap(declaration.initializer);
  return value !== undefined && isDeclared(value) ? value : undefined;
}

function isDeclared(node: ts.Node): node is Procedure {
  if (ts.isFunctionDeclaration(node)) return ts.isBlock(node.parent);
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const { parent } = node;
  return (
    ts.isVariableDeclaration(parent) &&
    ts.isIdentifier(parent.name) &&
    parent.initializer === node &&
    (parent.parent.flags & ts.NodeFlags.Const) !== 0 &&
    ts.isVariableStatement(parent.parent.parent) &&
    ts.isBlock(parent.parent.parent.parent)
  );
}

function findCalls(node: Procedure): readonly ts.CallExpression[] | undefined {
  const name = nameOf(node);
  const block = ts.isFunctionDeclaration(node) ? node.parent : node.parent.parent.parent.parent;
  if (name === undefined || node.asteriskToken !== undefined || node.body === undefined) return undefined;
  if (ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.Async || answers(node.body))
    return undefined;
  const calls: ts.CallExpression[] = [];
  const visit = (at: ts.Node): boolean => {
    if (ts.isIdentifier(at) && at.text === name.text && at !== name && !isKey(at)) {
      const { parent } = at;
      const isCall = ts.isCallExpression(parent) && parent.expression === at && !parent.questionDotToken;
      if (!isCall || !isStatement(parent) || isWithin(at, node)) return false;
      calls.push(parent);
    }
    return at.forEachChild((child) => !visit(child) || undefined) !== true;
  };
  return visit(block) && calls.length > 0 ? calls : undefined;
}

/** True for a call whose answer nobody asks for: `f();`, `x && f();`, and what a callback of `forEach` comes down to. */
function isStatement(call: ts.Expression): boolean {
  const { parent } = call;
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isArrowFunction(parent)) return parent.body === call && isForEachCallback(parent);
  if (ts.isConditionalExpression(parent)) return parent.condition !== call && isStatement(parent);
  const operators = [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken];
  if (ts.isBinaryExpression(parent))
    return parent.right === call && operators.includes(parent.operatorToken.kind) && isStatement(parent);
  return (ts.isParenthesizedExpression(parent) || ts.isVoidExpression(parent)) && isStatement(parent);
}

function nameOf(node: Procedure): ts.Identifier | undefined {
  return ts.isFunctionDeclaration(node) ? node.name : ((node.parent as ts.VariableDeclaration).name as ts.Identifier);
}

/** True for a body that gives a value which somebody may ask for. */
function answers(body: ts.ConciseBody): boolean {
  if (!ts.isBlock(body)) return false;
  const visit = (node: ts.Node): boolean =>
    !ts.isFunctionLike(node) &&
    ((ts.isReturnStatement(node) && node.expression !== undefined) ||
      node.forEachChild((child) => visit(child) || undefined) === true);
  return visit(body);
}

/** `x.name` and `{ name: x }`: names that stand for no variable. */
function isKey(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  return (
    (ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) &&
    parent.initializer !== name &&
    (ts.isPropertyAssignment(parent) ? parent.name === name : parent.propertyName === name)
  );
}

function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return inner.pos >= outer.pos && inner.end <= outer.end;
}
