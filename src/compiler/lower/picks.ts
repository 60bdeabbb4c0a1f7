/**
 * One item of a list of functions, or of objects that have some: `rules.find((rule) => rule.applies(x))`. No value in Rego is a function, so
 * that such an item is its position, which only the data tell; what is read of it, or called, is one case for each item.
 */
import { isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { compare, defined } from "../ir/steps.js";
import { choose, constant } from "../ir/terms.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { ofProperty } from "./callables.js";
import type { Lookup } from "./lookups.js";
import type { Item, Lowering, Scope } from "./lowering.js";
import { dataIn, itemsOf, propertyIn, tableIn } from "./written-items.js";

export interface Pick {
  /** Where the item stands; undefined where there is none. */
  readonly position: Term;
  readonly items: readonly Item[];
}

/** The item that an expression stands for; undefined for other expressions. */
export function findPick(node: ts.Expression, scope: Scope, to: Lowering): Pick | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) {
    const symbol = resolve(inner, to.checker);
    const binding = symbol === undefined ? undefined : scope.get(symbol);
    return binding?.kind === "pick" ? binding.pick : undefined;
  }
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const { expression: owner, name } = inner.expression;
  if (!["find", "findLast"].includes(name.text) || !to.isOfLibrary(name)) return undefined;
  const items = itemsOf(owner, scope, to);
  const positions = items === undefined ? undefined : positionsOf(inner, items, scope, to);
  return items === undefined || positions === undefined
    ? undefined
    : { items, position: choose(name.text === "find" ? positions : positions.toReversed()) };
}

/** Where a callback accepts an item, by position: the first case that holds is the first item that it accepts. */
export function positionsOf(
  { arguments: [callback] }: ts.CallExpression,
  items: readonly Item[],
  scope: Scope,
  to: Lowering,
) {
  const callable = callback === undefined ? undefined : to.callable(callback, scope);
  if (callback === undefined || callable === undefined || callable.declaration.parameters.length > 1) return undefined;
  return items.map((item, at) => ({
    when: [...item.when, ...to.applyHolds(callable, [{ kind: "table", item }], callback)],
    answer: constant(at),
  }));
}

/** True where there is such an item. */
export function isPicked({ position }: Pick): Term {
  return isDefined(position) ? constant(true) : choose([{ when: defined(position), answer: constant(true) }]);
}

/** What a property of the item is, where it is no function. */
export function dataOfPick({ position, items }: Pick, name: string, to: Lowering): Term | undefined {
  const tables = items.map((item) => tableIn(item.node, item.scope, to));
  if (!tables.every((table) => table !== undefined)) return undefined;
  return choose(
    tables.map((table, at) => ({ when: compare("equal", position, constant(at)), answer: dataIn(table, name, to) })),
  );
}

/** The functions that a call of the item means, or of one of its properties. */
export function functionsOfPick(
  { position, items }: Pick,
  name: string | undefined,
  open: ts.Node[],
  to: Lowering,
): Lookup | undefined {
  const functions = items.map((item, at) => {
    const table = name === undefined ? undefined : tableIn(item.node, item.scope, to);
    const property = table === undefined || name === undefined ? undefined : propertyIn(table, name);
    const callable =
      name === undefined
        ? to.callable(item.node, item.scope)
        : property && table && ofProperty(property, table.scope, open, to);
    return callable === undefined ? undefined : { name: at, callable };
  });
  return functions.every((one) => one !== undefined) ? { key: position, functions, isComplete: false } : undefined;
}
