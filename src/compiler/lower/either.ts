/**
 * One of two collections, of which a condition tells which one: `(isBad(x) ? bad : good).push(x)`, or with a name for it,
 * `const list = isBad(x) ? bad : good; list.push(x);`, that is used for nothing else.
 */
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isFixedName } from "./borrowed.js";
import { isChange } from "./chains.js";
import type { Binding, Lowering, Scope } from "./lowering.js";
import { joined } from "./outcome.js";
import { homeOf, usesOf } from "./own.js";

/** The choice between collections that a name stands for; undefined for names that are declared or used in any other way. */
export function choiceOf(declaration: ts.Declaration, to: Lowering): ts.ConditionalExpression | undefined {
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  const choice = unwrap(declaration.initializer);
  const { name } = declaration;
  const symbol = ts.isIdentifier(name) ? resolve(name, to.checker) : undefined;
  if (symbol === undefined || !ts.isConditionalExpression(choice) || !choices(choice).every((one) => isNamed(one, to)))
    return undefined;
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && usesOf(symbol, homeOf(declaration), to).every(isOnlyChange) ? choice : undefined;
}

/** What one of several expressions is, whatever the conditions. */
export function choices(node: ts.Expression): readonly ts.Expression[] {
  const inner = unwrap(node);
  return ts.isConditionalExpression(inner) ? [...choices(inner.whenTrue), ...choices(inner.whenFalse)] : [inner];
}

function isNamed(node: ts.Expression, to: Lowering): boolean {
  return ts.isIdentifier(node) && node.text !== "undefined" && isFixedName(node, to);
}

/** `list.push(x);`: a statement that changes the collection, and reads nothing of it. */
function isOnlyChange(use: ts.Identifier): boolean {
  if (!isChange(use)) return false;
  const call = use.parent.parent;
  return ts.isCallExpression(call) && ts.isExpressionStatement(call.parent);
}

/** The names after a change of what is chosen; undefined where nothing is. */
export function changeEither(
  target: ts.Expression,
  scope: Scope,
  change: (target: ts.Expression, scope: Scope) => Scope,
  to: Lowering,
): Scope | undefined {
  const choice = chosen(target, scope, to);
  if (choice === undefined) return undefined;
  const when = to.holds(choice.node.condition, choice.scope);
  const after = (node: ts.Expression) => changeEither(unwrap(node), scope, change, to) ?? change(unwrap(node), scope);
  return joined(scope, when, after(choice.node.whenTrue), after(choice.node.whenFalse), to);
}

function chosen(target: ts.Expression, scope: Scope, to: Lowering): Extract<Binding, { kind: "either" }> | undefined {
  if (ts.isConditionalExpression(target)) return { kind: "either", node: target, scope };
  const symbol = ts.isIdentifier(target) ? resolve(target, to.checker) : undefined;
  const binding = symbol === undefined ? undefined : scope.get(symbol);
  return binding?.kind === "either" ? binding : undefined;
}
