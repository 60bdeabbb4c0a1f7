import { findBuiltin } from "../builtins/index.js";
import type { Body } from "../ir/nodes.js";
import { not } from "../ir/steps.js";
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import type { Lowering, Scope } from "./lowering.js";
import { branched, type Outcome, passes, type Sink } from "./outcome.js";

/**
 * `try { … } catch { … }`. What is in a policy throws nothing but for a few functions that tell when they do; these have to be reached
 * before anything else happens, so that the block is run or the other one is.
 */
export function tried(
  statement: ts.TryStatement,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  const { tryBlock, catchClause, finallyBlock } = statement;
  const refuse = (at: ts.Node, what: string): Outcome => {
    to.deny(at, "GW1037", { what });
    return passes(scope);
  };
  if (catchClause === undefined || finallyBlock !== undefined) return refuse(statement, "`finally`");
  const { variableDeclaration: caught, block } = catchClause;
  if (caught !== undefined && reads(block, caught.name.getText()))
    return refuse(caught, "What is thrown differs from engine to engine, and to read it");
  const calls = throwing(tryBlock, to);
  const [call] = calls;
  if (call === undefined) return run(tryBlock.statements, scope, path, sink, to);
  const at = tryBlock.statements.findIndex((one) => one.pos <= call.pos && call.end <= one.end);
  const before = tryBlock.statements.slice(0, at);
  if (calls.length > 1) return refuse(calls[1] as ts.Node, "A second call in one `try` that may throw");
  if (!before.every(ts.isVariableStatement) || isConditional(call, tryBlock))
    return refuse(call, "A call that may throw, after or under something else in its `try`,");
  const names = to.quietly(() => run(before, scope, [], undefined, to)).scope;
  const found = findBuiltin(call, to);
  const completes = found.kind === "builtin" ? found.row.completes : undefined;
  const when = completes?.({ node: call, receiver: undefined, args: call.arguments, scope: names }, to) ?? [];
  const unless = not(when);
  return branched(
    scope,
    when,
    unless,
    run(tryBlock.statements, scope, [...path, ...when], sink, to),
    run(block.statements, scope, [...path, ...unless], sink, to),
    to,
  );
}

function throwing(node: ts.Node, to: Lowering): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isCallExpression(inner)) {
      const builtin = findBuiltin(inner, to);
      if (builtin.kind === "builtin" && builtin.row.completes !== undefined) found.push(inner);
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

/** True for a call that may not be reached: under a condition, in a loop or in a function. */
function isConditional(call: ts.Node, block: ts.Block): boolean {
  for (let node = call; node.parent !== block; node = node.parent) {
    const { parent } = node;
    if (ts.isFunctionLike(parent) || ts.isIterationStatement(parent, false) || ts.isSwitchStatement(parent))
      return true;
    if (ts.isIfStatement(parent) && parent.expression !== node) return true;
    if (ts.isConditionalExpression(parent) && parent.condition !== node) return true;
    const isLazy =
      ts.isBinaryExpression(parent) &&
      [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(
        parent.operatorToken.kind,
      );
    if (isLazy && (parent as ts.BinaryExpression).right === node) return true;
  }
  return false;
}

function reads(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => reads(child, name) || undefined) === true;
}
