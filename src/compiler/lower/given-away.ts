/** Who else gets hold of a collection, and what may happen to it once somebody has. */
import { ts } from "../typescript.js";
import { chainOf, isAssignment, isChange, mutators } from "./chains.js";
import type { Lowering } from "./lowering.js";
import { homeOf, isForEachCallback } from "./own.js";
import { callsOf, procedureCalled } from "./procedure-calls.js";

const keepers: ReadonlySet<string> = new Set([...mutators, "freeze", "assign", "of", "fill", "with"]);

/** True where somebody else gets hold of the collection, or of a part of it that is changed as well. */
export function givesAway(use: ts.Identifier, deep: boolean, to: Lowering): boolean {
  const { node, depth } = chainOf(use);
  const { parent } = node;
  if (isChange(use)) return false;
  // An iterator goes on with what comes in.
  if (ts.isCallExpression(parent) && parent.expression === node) return depth === 1 && isIterator(node);
  if (depth > 0 && (!deep || isPlainValue(node, to))) return false;
  if (isAssignment(parent) && parent.left === node) return false;
  // A copy holds the same parts.
  if (ts.isSpreadAssignment(parent)) return deep;
  if (ts.isSpreadElement(parent) || ts.isReturnStatement(parent)) return deep && depth > 0;
  if (isAnswer(node)) return deep && depth > 0;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return true;
  // `const [first] = list` reads a part.
  if (ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name)) return deep;
  if (ts.isTemplateSpan(parent) || ts.isPrefixUnaryExpression(parent) || ts.isTypeOfExpression(parent)) return false;
  if (ts.isIfStatement(parent) || (ts.isBinaryExpression(parent) && isPlainValue(parent, to))) return false;
  if (ts.isCallExpression(parent) && onlyReads(parent, to)) return false;
  return !isYielded(parent);
}

/** True for what a function written as an expression answers. */
function isAnswer(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isArrowFunction(parent)) return parent.body === node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isAnswer(parent);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken)
    return parent.right === node && isAnswer(parent);
  return ts.isParenthesizedExpression(parent) && isAnswer(parent);
}

function isIterator(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && ["entries", "keys", "values"].includes(node.name.text);
}

/** True for a call that reads what it is given, and neither keeps it nor answers it. */
function onlyReads(call: ts.CallExpression, to: Lowering): boolean {
  const name = nameOf(call);
  if (procedureCalled(call) !== undefined) return false;
  return to.isOfLibrary(name) ? !keepers.has(name.getText()) : isPlainValue(call, to);
}

function nameOf(call: ts.CallExpression): ts.Node {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
}

function isPlainValue(node: ts.Node, to: Lowering): boolean {
  const { array, set, map, object, unknown, any } = to.shape(node);
  return !(array || set || map || object || unknown || any);
}

/** A violation is copied when it is yielded. */
function isYielded(node: ts.Node): boolean {
  if (ts.isYieldExpression(node)) {
    const home = homeOf(node);
    return ts.isMethodDeclaration(home) && ts.isObjectLiteralExpression(home.parent);
  }
  return (
    (ts.isObjectLiteralExpression(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) &&
    isYielded(node.parent)
  );
}

/** The same of what stands in procedures, which happens where they are called. */
export function happensAfter(change: ts.Node, use: ts.Node, declaration: ts.Node): boolean {
  const uses = happeningsOf(use);
  return happeningsOf(change).some((one) => uses.some((other) => one === other || comesAfter(one, other, declaration)));
}

function happeningsOf(node: ts.Node): readonly ts.Node[] {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const calls = callsOf(at);
    if (calls !== undefined) return calls.flatMap(happeningsOf);
  }
  return [node];
}

/** True when a change may happen once the collection was given away: further down, or in the next pass of a loop. */
function comesAfter(change: ts.Node, use: ts.Node, declaration: ts.Node): boolean {
  // What one pass of a reduction gives away, the next one changes.
  if (ts.isParameter(declaration)) return true;
  let loop = use;
  while (!ts.isStatement(loop)) loop = loop.parent;
  if ((ts.isForOfStatement(loop) || ts.isForInStatement(loop)) && isWithin(use, loop.expression))
    return isWithin(change, loop);
  if (change.pos > use.pos) return true;
  let at: ts.Node = use;
  while (at.parent !== undefined && !isWithin(declaration, at)) {
    if ((ts.isIterationStatement(at, false) || isForEachCallback(at)) && isWithin(change, at)) return true;
    at = at.parent;
  }
  return false;
}

export function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return inner.pos >= outer.pos && inner.end <= outer.end;
}
