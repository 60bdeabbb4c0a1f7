/** Statements: which conditions lead to each `yield` and each `return`. */

import { isDefined, keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any, bind, exists, isPlain, not } from "../ir/steps.js";
import { absent, choose, constant, member } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { inlineScope } from "./functions.js";
import { loop } from "./loops.js";
import type { Callable, Lowering, Scope } from "./lowering.js";
import { bindName, destructure, withBinding } from "./patterns.js";
import { switchOver } from "./switch.js";

/** A way out of a list of statements, relative to its start; earlier ways out are not excluded in `when`. */
export interface Exit {
  readonly when: Body;
  /** What is returned: an expression in its scope, or a term that a loop found. */
  readonly value: { readonly node: ts.Expression; readonly scope: Scope } | { readonly term: Term } | undefined;
}

export interface Outcome {
  readonly returns: readonly Exit[];
  readonly continues: readonly Body[];
  readonly breaks: readonly Body[];
  /** Steps that hold when control comes out at the end. */
  readonly after: Body;
  /** True when it never does. */
  readonly ends: boolean;
  readonly scope: Scope;
}

/** Takes what a generator yields. */
export type Sink = (path: Body, node: ts.Expression, scope: Scope) => void;

export function passes(scope: Scope): Outcome {
  return { returns: [], continues: [], breaks: [], after: [], ends: false, scope };
}

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

export function sequence(first: Outcome, second: Outcome): Outcome {
  return {
    returns: [...first.returns, ...second.returns],
    continues: [...first.continues, ...second.continues],
    breaks: [...first.breaks, ...second.breaks],
    after: [...first.after, ...second.after],
    ends: second.ends,
    scope: second.scope,
  };
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
  if (ts.isForOfStatement(statement)) return loop(statement, scope, path, sink, to);
  if (ts.isSwitchStatement(statement)) return switchOver(statement, scope, path, sink, to);
  if (ts.isReturnStatement(statement)) {
    const value = statement.expression === undefined ? undefined : { node: statement.expression, scope };
    return { ...passes(scope), returns: [{ when: [], value }], ends: true };
  }
  if (ts.isContinueStatement(statement) && statement.label === undefined)
    return { ...passes(scope), continues: [[]], ends: true };
  if (ts.isBreakStatement(statement) && statement.label === undefined)
    return { ...passes(scope), breaks: [[]], ends: true };
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

/** The scope after a block: names from before it, with what the block assigned to them. */
export function outer(inner: Scope, before: Scope): Scope {
  return new Map([...before].map(([symbol, binding]) => [symbol, inner.get(symbol) ?? binding]));
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
  const under = (condition: Body, exits: readonly Body[]) => exits.map((exit) => [...condition, ...exit]);
  const returned = (condition: Body, exits: readonly Exit[]) =>
    exits.map((exit) => ({ ...exit, when: [...condition, ...exit.when] }));
  return {
    returns: [...returned(when, yes.returns), ...returned(unless, no.returns)],
    continues: [...under(when, yes.continues), ...under(unless, no.continues)],
    breaks: [...under(when, yes.breaks), ...under(unless, no.breaks)],
    after: afterBranch(when, unless, yes, no),
    ends: yes.ends && no.ends,
    scope: yes.ends ? no.scope : no.ends ? yes.scope : joined(scope, when, yes.scope, no.scope),
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

/** After two branches, a name stands for what the branch that was taken gave it. */
function joined(before: Scope, when: Body, yes: Scope, no: Scope): Scope {
  const result = new Map(before);
  for (const [symbol, binding] of before) {
    const [left, right] = [yes.get(symbol) ?? binding, no.get(symbol) ?? binding];
    if (left === right || left.kind !== "term" || right.kind !== "term") continue;
    result.set(symbol, { kind: "term", term: choose([{ when, answer: left.term }], right.term) });
  }
  return result;
}

function effect(expression: ts.Expression, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  const node = unwrap(expression);
  if (ts.isYieldExpression(node)) return yields(node, scope, path, sink, to);
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isIdentifier(node.left)
  ) {
    const symbol = to.checker.getSymbolAtLocation(node.left);
    if (symbol !== undefined && scope.get(symbol)?.kind === "term" && isLet(symbol))
      return passes(bindName(node.left, to.value(node.right, scope), scope, to));
  }
  to.value(node, scope);
  return passes(scope);
}

function isLet(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    (declaration.parent.flags & ts.NodeFlags.Let) !== 0
  );
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

/** The value that a function with these names in scope returns. */
export function functionValue(declaration: Callable, scope: Scope, to: Lowering): Term {
  const { body } = declaration;
  if (body === undefined) return constant(null);
  if (!ts.isBlock(body)) return to.value(body, scope);
  const { returns, ends } = run(body.statements, scope, [], undefined, to);
  const last = returns.at(-1);
  // Where control never comes out at the end, the last way out is taken when no other is.
  const sure = ends && last !== undefined && isPlain(last.when);
  return firstAnswer(sure ? [...returns.slice(0, -1), { ...last, when: [] }] : returns, to);
}

/** The first way out that is taken, and its value. */
export function firstAnswer(returns: readonly Exit[], to: Lowering): Term {
  return choose(returns.map((exit) => ({ when: exit.when, answer: exitValue(exit, to) })));
}

function exitValue(exit: Exit, to: Lowering): Term {
  if (exit.value === undefined) return absent;
  return "term" in exit.value ? exit.value.term : to.value(exit.value.node, exit.value.scope);
}

/** Steps that hold exactly when the function returns what is truthy. */
export function functionCondition(declaration: Callable, scope: Scope, to: Lowering): Body {
  const { body } = declaration;
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return to.holds(body, scope);
  const { returns } = run(body.statements, scope, [], undefined, to);
  const ways: Body[] = [];
  let earlier: Body = [];
  for (const exit of returns) {
    const truth = exitHolds(exit, to);
    ways.push([...earlier, ...exit.when, ...truth]);
    // After a way out that answers true, nobody needs to exclude it: any later answer is true as well, or none.
    if (truth.length > 0) earlier = [...earlier, ...not(exists(exit.when))];
  }
  return any(ways);
}

function exitHolds(exit: Exit, to: Lowering): Body {
  if (exit.value === undefined) return [{ kind: "any", bodies: [] }];
  if ("node" in exit.value) return to.holds(exit.value.node, exit.value.scope);
  return to.truth(exit.value.term);
}

/** What a loop returns: the value of the first element that leads out. */
export function firstReturn(steps: Body, returns: readonly Exit[], node: ts.Node, to: Lowering): Exit {
  const values = returns.map((exit) => exitValue(exit, to));
  const [value] = values;
  const when: Body = [...steps, ...any(returns.map((exit) => exit.when))];
  if (
    value === undefined ||
    (values.every((other) => keyOf(other) === keyOf(value)) &&
      (value.kind === "constant" || value.kind === "undefined"))
  ) {
    return { when: exists(when), value: value === undefined ? undefined : { term: value } };
  }
  const found = to.fresh("first");
  const single = returns.length === 1 ? returns[0] : undefined;
  if (values.some((one) => !isDefined(one))) to.deny(node, "GW1017", { text: "a return in a loop" });
  let list: Term;
  if (single !== undefined) list = { kind: "collect", into: "array", body: [...steps, ...single.when], value };
  else {
    const result = to.fresh("result");
    list = { kind: "collect", into: "array", body: [...steps, bind(result, firstAnswer(returns, to))], value: result };
  }
  return { when: [bind(found, member(list, constant(0)))], value: { term: found } };
}
