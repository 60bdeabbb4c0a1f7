/**
 * NaN: a number that Rego does not have. It is undefined in the tree, and an expression whose type has no undefined and that may be
 * NaN says so. Where the way to an expression leads past a test, such as `if (Number.isNaN(n)) return`, it is a plain number.
 */
import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { assumeDefined } from "../ir/terms.js";
import { ts } from "../typescript.js";
import { isSame, isTold } from "./facts.js";
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
  return mayBeNaN(term) && isTold(node, tellsNumber, to) ? plainNumber(term, to) : term;
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

/** True when a condition's truth, or its failure, tells that the subject is a number. */
function tellsNumber(condition: ts.Expression, truth: boolean, subject: ts.Expression, to: Lowering): boolean {
  if (isSame(condition, subject, to)) return truth;
  if (ts.isCallExpression(condition)) {
    const [argument] = condition.arguments;
    const name = condition.expression.getText();
    return argument !== undefined && (truth ? tests : negatedTests).has(name) && isSame(argument, subject, to);
  }
  if (!ts.isBinaryExpression(condition)) return false;
  const { left, right, operatorToken } = condition;
  const isComparison =
    operatorToken.kind === K.ExclamationEqualsEqualsToken ? !truth : truth && comparisons.has(operatorToken.kind);
  return isComparison && (isComparedTo(left, right, subject, to) || isComparedTo(right, left, subject, to));
}

/** True for the subject beside a number: nothing is equal to NaN, and nothing is in order with it. */
function isComparedTo(side: ts.Expression, other: ts.Expression, subject: ts.Expression, to: Lowering): boolean {
  const { undefined: missing, null: none, number } = to.shape(other);
  return isSame(side, subject, to) && number && !missing && !none;
}
