/**
 * NaN: a number that Rego does not have. It is undefined in the tree, and an expression whose type has no undefined and that may be
 * NaN says so. Where the way to an expression leads past a test, such as `if (Number.isNaN(n)) return`, it is a plain number.
 */
import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { assumeDefined } from "../ir/terms.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";

const K = ts.SyntaxKind;
const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
  K.EqualsEqualsEqualsToken,
]);
const tests = new Set(["Number.isInteger", "Number.isSafeInteger", "Number.isFinite", "isFinite"]);
const negatedTests = new Set(["Number.isNaN", "isNaN"]);

/** The term of an expression, as a plain number where the way to the expression says that it is one. */
export function numberAt(node: ts.Expression, term: Term, to: Lowering): Term {
  return mayBeNaN(term) && isNumberAt(node, to) ? plainNumber(term, to) : term;
}

/** A term that is known to be no NaN. */
export function plainNumber(term: Term, to: Lowering): Term {
  if (!mayBeNaN(term)) return term;
  return assumeDefined(term.kind === "call" ? to.named("number", term) : term);
}

/** Reports a number that may be NaN where only values can be kept. */
export function refuseNaN(node: ts.Node, term: Term, to: Lowering): Term {
  return mayBeNaN(term) ? to.deny(node, "GW1060", { text: node.getText() }) : term;
}

/** True where the conditions on the way to an expression hold only for numbers. */
function isNumberAt(node: ts.Expression, to: Lowering): boolean {
  if (!isFixed(node, to)) return false;
  let inner: ts.Node = node;
  for (let outer = node.parent; outer !== undefined && !ts.isSourceFile(outer); inner = outer, outer = outer.parent) {
    if (leadsTo(inner, outer, node, to)) return true;
  }
  return false;
}

/** True when an expression is reached through its parent only where the subject is a number. */
function leadsTo(inner: ts.Node, outer: ts.Node, subject: ts.Expression, to: Lowering): boolean {
  if (ts.isIfStatement(outer)) {
    if (inner === outer.thenStatement) return implies(outer.expression, true, subject, to);
    return inner === outer.elseStatement && implies(outer.expression, false, subject, to);
  }
  if (ts.isConditionalExpression(outer)) {
    if (inner === outer.whenTrue) return implies(outer.condition, true, subject, to);
    return inner === outer.whenFalse && implies(outer.condition, false, subject, to);
  }
  if (ts.isBinaryExpression(outer) && inner === outer.right) {
    const { kind } = outer.operatorToken;
    if (kind === K.AmpersandAmpersandToken) return implies(outer.left, true, subject, to);
    return kind === K.BarBarToken && implies(outer.left, false, subject, to);
  }
  if (!ts.isBlock(outer) && !ts.isCaseOrDefaultClause(outer)) return false;
  const before = outer.statements.slice(0, outer.statements.indexOf(inner as ts.Statement));
  return before.some(
    (statement) =>
      ts.isIfStatement(statement) &&
      ((leaves(statement.thenStatement) && implies(statement.expression, false, subject, to)) ||
        (leaves(statement.elseStatement) && implies(statement.expression, true, subject, to))),
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

/** True when a condition's truth, or its failure, tells that the subject is a number. */
function implies(node: ts.Expression, truth: boolean, subject: ts.Expression, to: Lowering): boolean {
  const condition = unwrap(node);
  if (isSame(condition, subject, to)) return truth;
  if (ts.isPrefixUnaryExpression(condition) && condition.operator === K.ExclamationToken)
    return implies(condition.operand, !truth, subject, to);
  if (ts.isCallExpression(condition)) {
    const [argument] = condition.arguments;
    const name = condition.expression.getText();
    return argument !== undefined && (truth ? tests : negatedTests).has(name) && isSame(argument, subject, to);
  }
  if (!ts.isBinaryExpression(condition)) return false;
  const { left, right, operatorToken } = condition;
  const both = operatorToken.kind === K.AmpersandAmpersandToken;
  if (both || operatorToken.kind === K.BarBarToken) {
    // One of two facts is enough where both hold; where only one of them need hold, each has to tell.
    const tells = [left, right].map((side) => implies(side, truth, subject, to));
    return both === truth ? tells.some(Boolean) : tells.every(Boolean);
  }
  const isComparison =
    operatorToken.kind === K.ExclamationEqualsEqualsToken ? !truth : truth && comparisons.has(operatorToken.kind);
  return isComparison && (isComparedTo(left, right, subject, to) || isComparedTo(right, left, subject, to));
}

/** True for the subject beside a number: nothing is equal to NaN, and nothing is in order with it. */
function isComparedTo(side: ts.Expression, other: ts.Expression, subject: ts.Expression, to: Lowering): boolean {
  const { undefined: missing, null: none, number } = to.shape(other);
  return isSame(side, subject, to) && number && !missing && !none;
}

/** True for two expressions that read the same things in the same way. */
function isSame(left: ts.Expression, right: ts.Expression, to: Lowering): boolean {
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

/** True for an expression whose value is the same wherever it stands: its names are never assigned again. */
function isFixed(node: ts.Expression, to: Lowering): boolean {
  return namesIn(node).every((name) => {
    const declaration = resolve(name, to.checker)?.valueDeclaration;
    if (declaration === undefined) return false;
    if (to.isOfLibrary(name)) return true;
    const root = rootOf(declaration);
    if (ts.isVariableDeclaration(root) && ts.isVariableDeclarationList(root.parent))
      return (root.parent.flags & ts.NodeFlags.Const) !== 0;
    return !ts.isParameter(root) || !isAssigned(name.text, root.parent);
  });
}

/** The variable or the parameter that a name in a pattern belongs to. */
function rootOf(declaration: ts.Declaration): ts.Declaration {
  return ts.isBindingElement(declaration) ? rootOf(declaration.parent.parent) : declaration;
}

/** True when something of a name is assigned to inside of a function. */
function isAssigned(name: string, within: ts.Node): boolean {
  const assigns = (node: ts.Node): boolean => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind))
      return namesIn(node.left).some(({ text }) => text === name) || assigns(node.right);
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator))
      return node.operand.getText() === name;
    return node.forEachChild((child) => (assigns(child) ? true : undefined)) === true;
  };
  return assigns(within);
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= K.FirstAssignment && kind <= K.LastAssignment;
}

function isStep(operator: ts.SyntaxKind): boolean {
  return operator === K.PlusPlusToken || operator === K.MinusMinusToken;
}
