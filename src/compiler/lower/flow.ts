/** Statements: which conditions lead to each `yield` and each way out. */

import type { Body, Term } from "../ir/nodes.js";
import { not } from "../ir/steps.js";
import { absent, call } from "../ir/terms.js";
import { asArray, solid } from "../syntax/collections.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { afterEffect, assignment } from "./assign.js";
import { choiceOf } from "./either.js";
import { putBy } from "./entry-name.js";
import { inlineScope } from "./functions.js";
import { leftByName } from "./labelled.js";
import type { Lookup } from "./lookups.js";
import { forEach, loop } from "./loops.js";
import type { Lowering, Scope } from "./lowering.js";
import { mutation } from "./mutate.js";
import { branched, leaves, type Outcome, outer, passes, type Sink, sequence } from "./outcome.js";
import { readBehind, takenBy } from "./own.js";
import { destructure, withBinding } from "./patterns.js";
import { findPick } from "./picks.js";
import { placeOf, readPlace } from "./places.js";
import { switchOver } from "./switch.js";
import { tried } from "./try.js";
import { isUnreachable } from "./unreachable.js";
import { itemsOf, ofFunctions } from "./written-items.js";
import { yielded } from "./yielded.js";

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
  if (isUnreachable(statement, to)) return leaves({ kind: "return", scope });
  if (ts.isVariableStatement(statement)) return declare(statement, scope, to);
  if (ts.isIfStatement(statement)) return branch(statement, scope, path, sink, to);
  if (ts.isLabeledStatement(statement)) return labelled(statement, scope, path, sink, to);
  const ownLoop = loop(statement, undefined, scope, path, sink, to);
  if (ownLoop !== undefined) return ownLoop;
  if (ts.isTryStatement(statement)) return tried(statement, scope, path, sink, to);
  if (ts.isSwitchStatement(statement)) return switchOver(statement, scope, path, sink, to);
  if (ts.isReturnStatement(statement)) {
    // What a generator returns is nobody's, and may be a `yield` itself.
    if (statement.expression !== undefined && isOfGenerator(statement)) {
      const before = effect(statement.expression, scope, path, sink, to);
      return sequence(before, leaves({ kind: "return", scope: before.scope }));
    }
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
    ts.isEnumDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement)
  )
    return passes(scope);
  to.denyStatement(statement);
  return passes(scope);
}

function isOfGenerator(node: ts.Node): boolean {
  const owner = ts.findAncestor(node, ts.isFunctionLike);
  return owner !== undefined && "asteriskToken" in owner && owner.asteriskToken !== undefined;
}

function labelled(
  { label, statement }: ts.LabeledStatement,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  const outcome = loop(statement, label.text, scope, path, sink, to);
  return outcome ?? leftByName(label.text, runOne(statement, scope, path, sink, to), scope, to);
}

function declare(statement: ts.VariableStatement, scope: Scope, to: Lowering): Outcome {
  let result = scope;
  if (!(statement.declarationList.flags & ts.NodeFlags.BlockScoped)) to.deny(statement, "GW1001", { what: "`var`" });
  for (const declaration of statement.declarationList.declarations) {
    const { initializer, name } = declaration;
    const symbol = ts.isIdentifier(name) ? to.checker.getSymbolAtLocation(name) : undefined;
    const callable =
      initializer !== undefined && to.shape(initializer).function ? to.callable(initializer, result) : undefined;
    const lookup = callable === undefined && initializer !== undefined ? lookedUp(initializer, result, to) : undefined;
    const pick = initializer === undefined ? undefined : findPick(initializer, result, to);
    if (callable !== undefined && symbol !== undefined) result = withBinding(result, symbol, callable);
    else if (lookup !== undefined && symbol !== undefined)
      result = withBinding(result, symbol, { kind: "lookup", lookup });
    else if (pick !== undefined && symbol !== undefined)
      result = withBinding(result, symbol, {
        kind: "pick",
        pick: { ...pick, position: to.named(symbol.name, pick.position) },
      });
    else if (isTable(initializer, to) || isOnlyFunction(initializer, to) || isChosen(initializer, result, to)) continue;
    else if (symbol !== undefined && choiceOf(declaration, to) !== undefined)
      result = withBinding(result, symbol, {
        kind: "either",
        node: choiceOf(declaration, to) as ts.ConditionalExpression,
        scope: result,
      });
    else if (symbol !== undefined && readBehind(symbol, to) !== undefined && putBy(declaration) !== undefined)
      result = nameEntry(putBy(declaration) as ts.BinaryExpression, symbol, result, to);
    else result = destructure(name, initializer === undefined ? absent : to.value(initializer, result), result, to);
    const taken = takenBy(declaration);
    if (taken !== undefined && to.isOfLibrary((taken.expression as ts.PropertyAccessExpression).name))
      result = mutation(taken, result, to) ?? result;
  }
  return passes(result);
}

/** `const check = checks[name]`. */
function lookedUp(node: ts.Expression, scope: Scope, to: Lowering): Lookup | undefined {
  return to.shape(node).function ? to.lookup(node, scope) : undefined;
}

/** `const group = (groups[key] ??= []);`: puts the entry there, and names it. */
function nameEntry(put: ts.BinaryExpression, symbol: ts.Symbol, scope: Scope, to: Lowering): Scope {
  const after = assignment(put, scope, to);
  const place = placeOf(put.left, after, to);
  if (place === undefined) return after;
  return withBinding(after, symbol, { kind: "term", term: to.named(symbol.name, readPlace(place, after)) });
}

/** A function that cannot be told yet is a diagnostic where it is called. */
function isOnlyFunction(node: ts.Expression | undefined, to: Lowering): boolean {
  if (node === undefined) return false;
  const { function: callable, undefined: missing, null: none, object } = to.shape(node);
  return callable && !missing && !none && !object;
}

/** An object or a list of functions is no value: its functions are found where they are called. */
function isTable(node: ts.Expression | undefined, to: Lowering): boolean {
  const inner = node === undefined ? undefined : unwrap(node);
  if (inner === undefined) return false;
  if (ts.isObjectLiteralExpression(inner)) return ofFunctions(to.typeOf(inner), to);
  return ts.isArrayLiteralExpression(inner) && inner.elements.some((one) => ofFunctions(to.typeOf(one), to));
}

/** `rules.filter(f)`: some of a list of functions, which are found where the name is gone through. */
function isChosen(node: ts.Expression | undefined, scope: Scope, to: Lowering): boolean {
  const inner = node === undefined ? undefined : unwrap(node);
  return inner !== undefined && ts.isCallExpression(inner) && to.quietly(() => itemsOf(inner, scope, to)) !== undefined;
}

function branch(statement: ts.IfStatement, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  const when = to.holds(statement.expression, scope);
  const unless = not(when);
  const yes = runOne(statement.thenStatement, scope, [...path, ...when], sink, to);
  const no =
    statement.elseStatement === undefined
      ? passes(scope)
      : runOne(statement.elseStatement, scope, [...path, ...unless], sink, to);
  return branched(scope, when, unless, yes, no, to);
}

function effect(expression: ts.Expression, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  const node = unwrap(expression);
  if (ts.isYieldExpression(node)) return yields(node, scope, path, sink, to);
  return forEach(node, scope, to) ?? passes(afterEffect(node, scope, to));
}

function yields(node: ts.YieldExpression, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): Outcome {
  if (node.expression === undefined) {
    to.deny(node, "GW1001", { what: "a `yield` of nothing" });
    return passes(scope);
  }
  const kept = scope.get(yielded);
  if (kept?.kind === "term") {
    const { expression } = node;
    const added: Term =
      node.asteriskToken === undefined
        ? { kind: "array", items: [solid(expression, to.value(expression, scope), to)] }
        : asArray(expression, scope, to);
    return passes(withBinding(scope, yielded, { kind: "term", term: call("concatArrays", kept.term, added) }));
  }
  if (node.asteriskToken === undefined) sink?.({ path, node: node.expression, scope });
  else yieldsAll(unwrap(node.expression), scope, path, sink, to);
  return passes(scope);
}

/** `yield*` of a generator of the policy's own, or of a list. */
function yieldsAll(node: ts.Expression, scope: Scope, path: Body, sink: Sink | undefined, to: Lowering): void {
  const callable = ts.isCallExpression(node) ? to.callable(node.expression, scope) : undefined;
  if (ts.isCallExpression(node) && callable?.declaration.asteriskToken !== undefined) {
    const { body } = callable.declaration;
    if (body === undefined || !ts.isBlock(body)) return;
    const inside = inlineScope(callable, to.argumentsOf(node, scope), to);
    to.guarded(callable.declaration, node, () => run(body.statements, inside, path, sink, to));
    return;
  }
  const { array, set, string, object } = to.shape(node);
  if ((!array && !set) || string || object) {
    to.deny(node, "GW1041");
    return;
  }
  const { steps, element } = to.iterate(node, scope, undefined, false);
  sink?.({ path: [...path, ...steps], node, scope, element });
}
