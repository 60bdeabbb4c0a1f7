/** `let i = 0; while (i < n) { …; i++; }`: a loop that counts, with its parts in other places. */
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isAssignment } from "./chains.js";
import type { CountingLoop } from "./index-loop.js";
import type { Lowering } from "./lowering.js";
import { homeOf, usesOf } from "./own.js";
import { statementsOf } from "./passes.js";

/** The parts of a loop that counts at its end and nowhere else, and whose counter nobody asks for afterwards. */
export function partsOfWhile(loop: ts.WhileStatement, to: Lowering): CountingLoop | undefined {
  const statements = statementsOf(loop.statement);
  const last = statements.at(-1);
  const step = last !== undefined && ts.isExpressionStatement(last) ? unwrap(last.expression) : undefined;
  const counter = step === undefined ? undefined : steppedBy(step);
  const symbol = counter === undefined ? undefined : resolve(counter, to.checker);
  const declaration = symbol?.valueDeclaration;
  if (step === undefined || symbol === undefined || declaration === undefined) return undefined;
  if (!ts.isVariableDeclaration(declaration) || !isBeside(declaration, loop)) return undefined;
  const isInside = ({ pos }: ts.Node) => pos >= loop.pos && pos < loop.end;
  if (!usesOf(symbol, homeOf(declaration), to).every(isInside)) return undefined;
  const passes = statements.slice(0, -1);
  if (passes.some((one) => goesOn(one, loop))) return undefined;
  return { declarations: [declaration], condition: loop.expression, incrementor: step, statements: passes };
}

/** The name that a step is one of: `i++`, `i += 2`. */
function steppedBy(step: ts.Expression): ts.Identifier | undefined {
  const target = isAssignment(step)
    ? step.left
    : ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step)
      ? step.operand
      : undefined;
  const name = target === undefined ? undefined : unwrap(target);
  return name !== undefined && ts.isIdentifier(name) ? name : undefined;
}

/** True for a declaration among the statements that the loop is one of. */
function isBeside(declaration: ts.VariableDeclaration, loop: ts.WhileStatement): boolean {
  const statement = declaration.parent.parent;
  const place = ts.isLabeledStatement(loop.parent) ? loop.parent.parent : loop.parent;
  return ts.isVariableStatement(statement) && statement.parent === place && declaration.pos < loop.pos;
}

/** True where a `continue` leaves out the step at the end. */
function goesOn(node: ts.Node, loop: ts.WhileStatement): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isContinueStatement(node)) {
    if (node.label !== undefined)
      return ts.isLabeledStatement(loop.parent) && loop.parent.label.text === node.label.text;
    let at = node.parent;
    while (!ts.isIterationStatement(at, false)) at = at.parent;
    return at === loop;
  }
  return ts.forEachChild(node, (child) => goesOn(child, loop) || undefined) === true;
}
