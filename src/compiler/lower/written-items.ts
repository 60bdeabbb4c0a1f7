/**
 * Lists and tables of functions: rules are no values in Rego, so that what goes through such a list is written out, item by item. For that
 * the items have to be in sight.
 */

import type { Term } from "../ir/nodes.js";
import { absent, constant } from "../ir/terms.js";
import { isModuleConstant, resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isObject } from "./iterate.js";
import { changesLater } from "./later.js";
import type { Binding, Callable, Item, Lowering, Scope } from "./lowering.js";
import { destructure, withBinding } from "./patterns.js";
import { entryType } from "./shape.js";

const emptyScope: Scope = new Map();

/** The items of a list of functions, or of objects that have some; undefined for lists of data. */
export function itemsOf(node: ts.Expression, scope: Scope, to: Lowering): readonly Item[] | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) {
    const named = constantOf(inner, scope, to);
    return named === undefined || !ofFunctions(elementType(inner, to), to)
      ? undefined
      : itemsOf(named.initializer, named.scope, to);
  }
  if (ts.isCallExpression(inner)) return itemsOfCall(inner, scope, to);
  if (!ts.isArrayLiteralExpression(inner) || !inner.elements.some((one) => ofFunctions(to.typeOf(one), to)))
    return undefined;
  if (changesLater(inner, to)) return undefined;
  const items = inner.elements.map((element) =>
    ts.isSpreadElement(element) ? itemsOf(element.expression, scope, to) : [{ node: element, scope, when: [] }],
  );
  return items.every((one) => one !== undefined) ? items.flat() : undefined;
}

/** `Object.entries(table)`, `Object.values(table)`, and `list.filter(f)`. */
function itemsOfCall(node: ts.CallExpression, scope: Scope, to: Lowering): readonly Item[] | undefined {
  const [argument] = node.arguments;
  if (!ts.isPropertyAccessExpression(node.expression) || argument === undefined) return undefined;
  const { expression: owner, name } = node.expression;
  if (!to.isOfLibrary(name)) return undefined;
  if (isObject(owner)) {
    const table = ["entries", "values"].includes(name.text) ? tableIn(argument, scope, to) : undefined;
    return table === undefined ? undefined : entriesOf(table, name.text === "entries");
  }
  const items = name.text === "filter" ? itemsOf(owner, scope, to) : undefined;
  const callable = items === undefined ? undefined : to.callable(argument, scope);
  if (items === undefined || callable === undefined || callable.declaration.parameters.length > 1) return undefined;
  return items.map((item) => ({
    ...item,
    when: [...item.when, ...to.applyHolds(callable, [{ kind: "table", item }], argument)],
  }));
}

function entriesOf(table: Item, keyed: boolean): readonly Item[] | undefined {
  const { properties } = table.node as ts.ObjectLiteralExpression;
  const items = properties.map((property): Item | undefined => {
    const { name } = property;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined;
    const node = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property) || (ts.isMethodDeclaration(property) && ts.isIdentifier(name))
        ? (name as ts.Identifier)
        : undefined;
    return node === undefined
      ? undefined
      : { node, scope: table.scope, when: [], ...(keyed ? { key: name.text } : {}) };
  });
  if (!items.every((one) => one !== undefined)) return undefined;
  // JavaScript goes through the whole numbers first.
  return properties.some((one) => /^\d+$/.test(nameOf(one) ?? "")) ? undefined : items;
}

/** An object of functions: one that a name stands for, or that is written in place. */
export function tableIn(node: ts.Expression, scope: Scope, to: Lowering): Item | undefined {
  const inner = unwrap(node);
  if (ts.isObjectLiteralExpression(inner))
    return ofFunctions(to.typeOf(inner), to) && isPlain(inner) && !changesLater(inner, to)
      ? { node: inner, scope, when: [] }
      : undefined;
  if (!ts.isIdentifier(inner)) return undefined;
  const symbol = resolve(inner, to.checker);
  const binding = symbol === undefined ? undefined : scope.get(symbol);
  if (binding?.kind === "table")
    return binding.item.key === undefined ? tableIn(binding.item.node, binding.item.scope, to) : undefined;
  const named = binding === undefined ? constantOf(inner, scope, to) : undefined;
  return named === undefined ? undefined : tableIn(named.initializer, named.scope, to);
}

/** True for an object whose properties all have names in sight, and are its own. */
function isPlain({ properties }: ts.ObjectLiteralExpression): boolean {
  return properties.every((one) => {
    const name = nameOf(one);
    return name !== undefined && name !== "__proto__" && !ts.isAccessor(one);
  });
}

/** The property of a table: its expression, or undefined when it has none of that name. */
export function propertyIn(table: Item, name: string): ts.ObjectLiteralElementLike | undefined {
  return (table.node as ts.ObjectLiteralExpression).properties.findLast((one) => nameOf(one) === name);
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string | undefined {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

/** What a property of a table is, where it is no function. */
export function dataIn(table: Item, name: string, to: Lowering): Term {
  const property = propertyIn(table, name);
  if (property === undefined) return absent;
  if (ts.isPropertyAssignment(property)) return to.value(property.initializer, table.scope);
  if (ts.isShorthandPropertyAssignment(property)) return to.value(property.name, table.scope);
  return to.deny(property, "GW1021", { name });
}

/** Binds the names of a pattern to an item or to parts of it: functions as such. */
export function bindItem(pattern: ts.BindingName, item: Item, scope: Scope, to: Lowering): Scope {
  const node = unwrap(item.node);
  if (ts.isArrayBindingPattern(pattern)) return bindTuple(pattern, item, scope, to);
  if (item.key !== undefined) {
    to.deny(pattern, "GW1021", { name: pattern.getText() });
    return scope;
  }
  if (ts.isIdentifier(pattern)) {
    const symbol = to.checker.getSymbolAtLocation(pattern);
    const binding = symbol === undefined ? undefined : bindingOf(node, item, to);
    return symbol === undefined || binding === undefined
      ? destructure(pattern, to.value(item.node, item.scope), scope, to)
      : withBinding(scope, symbol, binding);
  }
  const table = tableIn(node, item.scope, to);
  if (table === undefined) return destructure(pattern, to.value(item.node, item.scope), scope, to);
  return pattern.elements.reduce((names, element) => bindProperty(element, table, names, to), scope);
}

/** One name of `{ name, check, limit = 3 }`. */
function bindProperty(element: ts.BindingElement, table: Item, scope: Scope, to: Lowering): Scope {
  const { name, propertyName, initializer, dotDotDotToken } = element;
  const key = (propertyName ?? name).getText();
  const property = dotDotDotToken === undefined ? propertyIn(table, key) : undefined;
  if (property !== undefined && ts.isMethodDeclaration(property)) {
    const symbol = to.checker.getSymbolAtLocation(name);
    const binding = { kind: "function", declaration: property as Callable, scope: table.scope } as const;
    return symbol === undefined ? scope : withBinding(scope, symbol, binding);
  }
  const given =
    property !== undefined && ts.isPropertyAssignment(property)
      ? { node: property.initializer, scope: table.scope, when: [] }
      : property !== undefined && ts.isShorthandPropertyAssignment(property)
        ? { node: property.name, scope: table.scope, when: [] }
        : undefined;
  if (given !== undefined) return bindItem(name, given, scope, to);
  if (property !== undefined || dotDotDotToken !== undefined) {
    to.deny(element, "GW1021", { name: element.getText() });
    return scope;
  }
  return initializer === undefined
    ? destructure(name, absent, scope, to)
    : bindItem(name, { node: initializer, scope, when: [] }, scope, to);
}

/** `[name, check]`, of an entry of a table or of a pair that is written out. */
function bindTuple(pattern: ts.ArrayBindingPattern, item: Item, scope: Scope, to: Lowering): Scope {
  const { key, ...rest } = item;
  const node = unwrap(item.node);
  const parts: readonly (Item | Term | undefined)[] =
    key !== undefined
      ? [constant(key), rest]
      : ts.isArrayLiteralExpression(node)
        ? node.elements.map((one): Item => ({ node: one, scope: item.scope, when: [] }))
        : [];
  let result = scope;
  for (const [index, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    const part = parts[index];
    if (part === undefined || element.dotDotDotToken !== undefined || element.initializer !== undefined)
      to.deny(element, "GW1021", { name: element.getText() });
    else if ("when" in part) result = bindItem(element.name, part, result, to);
    else result = destructure(element.name, part, result, to);
  }
  return result;
}

/** What a name stands for that an item is given: a function, or an object that has some; undefined for data. */
function bindingOf(node: ts.Expression, item: Item, to: Lowering): Binding | undefined {
  if (to.shape(node).function) return to.callable(node, item.scope);
  return ofFunctions(to.typeOf(node), to) ? { kind: "table", item } : undefined;
}

/** A constant's expression, and the names that it sees. */
function constantOf(
  node: ts.Identifier,
  scope: Scope,
  to: Lowering,
): { readonly initializer: ts.Expression; readonly scope: Scope } | undefined {
  const declaration = resolve(node, to.checker)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  if (
    !(declaration.parent.flags & ts.NodeFlags.Const) ||
    to.program.isSourceFileDefaultLibrary(declaration.getSourceFile())
  )
    return undefined;
  return { initializer: declaration.initializer, scope: isModuleConstant(declaration) ? emptyScope : scope };
}

function elementType(node: ts.Expression, to: Lowering): ts.Type | undefined {
  return to.checker.getIndexTypeOfType(to.typeOf(node), ts.IndexKind.Number);
}

/** True for functions, and for objects and pairs that have some. */
export function ofFunctions(type: ts.Type | undefined, to: Lowering, depth = 0): boolean {
  if (type === undefined) return false;
  if (type.isUnion()) return type.types.some((part) => ofFunctions(part, to, depth));
  const shape = to.shapeOfType(type);
  if (shape.function) return true;
  if (depth > 0) return false;
  if (to.checker.isTupleType(type))
    return to.checker.getTypeArguments(type as ts.TypeReference).some((one) => ofFunctions(one, to, 1));
  if (!shape.object || shape.unknown || shape.any || shape.set || shape.map || shape.array) return false;
  const index = entryType(type, to.checker);
  const values = type.getProperties().map((property) => to.checker.getTypeOfSymbol(property));
  return [...values, ...(index === undefined ? [] : [index])].some((value) => ofFunctions(value, to, 1));
}
