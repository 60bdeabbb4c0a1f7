/** Statements: which conditions lead to each `yield` and each way out. */

import type { Body } from "../ir/nodes.js";
import { any, not } from "../ir/steps.js";
import { absent } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { afterEffect } from "./assign.js";
import { inlineScope } from "./functions.js";
import { forEach, loop } from "./loops.js";
import type { Callable, Lowering, Scope } from "./lowering.js";
import { joined, leaves, type Outcome, outer, passes, type Sink, sequence, under } from "./outcome.js";
import { destructure, withBinding } from "./patterns.js";
import { switchOver } from "./switch.js";

/** Goes through statements. `path` is what holds when the first is reached. */
export function run(
  statements: readonly ts.Statement[],
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  let state = passes(hoistFunctions(statements, scope, to));
  for (const statement of statements) {
    if (state.ends) break;
    state = sequence(state, runOne(statement, state.scope, [...path, ...state.after], sink, to));
  }
  return state;
}

function hoistFunctions(statements: readonly ts.Statement[], scope: Scope, to: Lowering): Scope {
  let result = scope;
  for (const statement of statements) {
    if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) continue;
    const symbol = to.checker.getSymbolAtLocation(statement.name);
    if (symbol !== undefined)
      result = withBinding(result, symbol, { kind: "function", declaration: statement, scope: result });
  }
  return result;
}

function runOne(statement: ts.Statement, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  if (ts.isBlock(statement)) {
    const outcome = run(statement.statements, scope, path, sink, to);
    return { ...outcome, scope: outer(outcome.scope, scope) };
  }
  if (ts.isVariableStatement(statement)) return declare(statement, scope, to);
  if (ts.isIfStatement(statement)) return branch(statement, scope, path, sink, to);
  if (ts.isLabeledStatement(statement)) return labelled(statement, scope, path, sink, to);
  const ownLoop = loop(statement, undefined, scope, path, sink, to);
  if (ownLoop !== undefined) return ownLoop;
  if (ts.isSwitchStatement(statement)) return switchOver(statement, scope, path, sink, to);
  if (ts.isReturnStatement(statement)) {
    const value = statement.expression === undefined ? undefined : { node: statement.expression, scope };
    return leaves({ kind: "return", scope, ...(value === undefined ? {} : { value }) });
  }
  if (ts.isContinueStatement(statement) || ts.isBreakStatement(statement)) {
    const kind = ts.isBreakStatement(statement) ? "break" : "continue";
    return leaves({ kind, scope, ...(statement.label === undefined ? {} : { label: statement.label.text }) });
  }
  if (ts.isExpressionStatement(statement)) return effect(statement.expression, scope, path, sink, to);
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isEmptyStatement(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement)
  )
    return passes(scope);
  to.denyStatement(statement);
  return passes(scope);
}

function labelled(
  { label, statement }: ts.LabeledStatement,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  const outcome = loop(statement, label.text, scope, path, sink, to);
  if (outcome !== undefined) return outcome;
  to.deny(label, "GW1001", { what: "a label of what is no loop" });
  return passes(scope);
}

function declare(statement: ts.VariableStatement, scope: Scope, to: Lowering): Outcome {
  let result = scope;
  if (!(statement.declarationList.flags & ts.NodeFlags.BlockScoped)) to.deny(statement, "GW1001", { what: "var" });
  for (const declaration of statement.declarationList.declarations) {
    const { initializer, name } = declaration;
    const symbol = ts.isIdentifier(name) ? to.checker.getSymbolAtLocation(name) : undefined;
    const isFunction =
      initializer !== undefined &&
      (ts.isArrowFunction(unwrap(initializer)) || ts.isFunctionExpression(unwrap(initializer)));
    if (isFunction && symbol !== undefined)
      result = withBinding(result, symbol, {
        kind: "function",
        declaration: unwrap(initializer) as Callable,
        scope: result,
      });
    else result = destructure(name, initializer === undefined ? absent : to.value(initializer, result), result, to);
  }
  return passes(result);
}

function branch(statement: ts.IfStatement, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  const when = to.holds(statement.expression, scope);
  const unless = not(when);
  const yes = runOne(statement.thenStatement, scope, [...path, ...when], sink, to);
  const no =
    statement.elseStatement === undefined
      ? passes(scope)
      : runOne(statement.elseStatement, scope, [...path, ...unless], sink, to);
  return {
    exits: [...under(when, yes.exits), ...under(unless, no.exits)],
    after: afterBranch(when, unless, yes, no),
    ends: yes.ends && no.ends,
    scope: yes.ends ? no.scope : no.ends ? yes.scope : joined(scope, when, yes.scope, no.scope, to),
  };
}

function afterBranch(when: Body, unless: Body, yes: Outcome, no: Outcome): Body {
  if (yes.ends) return [...unless, ...no.after];
  if (no.ends) return [...when, ...yes.after];
  return [
    ...(yes.after.length === 0 ? [] : any([unless, yes.after])),
    ...(no.after.length === 0 ? [] : any([when, no.after])),
  ];
}

function effect(expression: ts.Expression, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  const node = unwrap(expression);
  if (ts.isYieldExpression(node)) return yields(node, scope, path, sink, to);
  return forEach(node, scope, to) ?? passes(afterEffect(node, scope, to));
}

function yields(node: ts.YieldExpression, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  if (node.expression === undefined) {
    to.deny(node, "GW1001", { what: "a yield of nothing" });
    return passes(scope);
  }
  if (node.asteriskToken === undefined) {
    sink?.(path, node.expression, scope);
    return passes(scope);
  }
  const call = unwrap(node.expression);
  const callable = ts.isCallExpression(call) ? to.callable(call.expression, scope) : undefined;
  if (
    !ts.isCallExpression(call) ||
    callable?.declaration.asteriskToken === undefined ||
    callable.declaration.body === undefined
  ) {
    to.deny(node, "GW1041");
    return passes(scope);
  }
  const args = call.arguments.map((argument) => to.value(argument, scope));
  const body = callable.declaration.body as ts.Block;
  to.guarded(callable.declaration, call, () => run(body.statements, inlineScope(callable, args, to), path, sink, to));
  return passes(scope);
}
