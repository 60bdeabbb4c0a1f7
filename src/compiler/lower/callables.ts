/** Which function an expression stands for: its declaration, and the names that it sees. */
import { isDefined } from "../ir/inspect.js";
import { call } from "../ir/terms.js";
import { listOf } from "../syntax/collections.js";
import { nameOfModule, resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import { type FunctionBinding, inlineScope } from "./functions.js";
import type { Argument, Callable, Lowering, Scope } from "./lowering.js";
import { propertyIn, tableIn } from "./written-items.js";

const emptyScope: Scope = new Map();

/** @param open functions that are being gone into: a function that makes itself is made of nothing */
export function findCallable(
  node: ts.Expression,
  scope: Scope,
  open: ts.Node[],
  to: Lowering,
): FunctionBinding | undefined {
  const inner = unwrap(node);
  if (isFunctionLiteral(inner)) return { kind: "function", declaration: inner, scope };
  if (ts.isCallExpression(inner)) return made(inner, scope, open, to);
  if (ts.isPropertyAccessExpression(inner)) {
    const ofModule = nameOfModule(inner, to.checker);
    return ofModule === undefined ? ofTable(inner, scope, open, to) : named(ofModule, emptyScope, open, to);
  }
  return ts.isIdentifier(inner) ? named(inner, scope, open, to) : undefined;
}

function isFunctionLiteral(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function named(node: ts.Identifier, scope: Scope, open: ts.Node[], to: Lowering): FunctionBinding | undefined {
  const symbol = resolve(node, to.checker);
  const binding = symbol === undefined ? undefined : scope.get(symbol);
  const declaration = symbol?.valueDeclaration;
  if (binding !== undefined) {
    if (binding.kind !== "function") return undefined;
    return declaration !== undefined && declares(declaration, binding) ? current(binding, scope, to) : binding;
  }
  if (declaration === undefined || to.program.isSourceFileDefaultLibrary(declaration.getSourceFile())) return undefined;
  if (ts.isMethodDeclaration(declaration))
    return current({ kind: "function", declaration: declaration as Callable, scope }, scope, to);
  // Overloads: the one that has a body.
  if (ts.isFunctionDeclaration(declaration)) {
    const implementation = symbol?.declarations?.find(
      (one): one is ts.FunctionDeclaration => ts.isFunctionDeclaration(one) && one.body !== undefined,
    );
    return { kind: "function", declaration: implementation ?? declaration, scope: emptyScope };
  }
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return undefined;
  if (!(declaration.parent.flags & ts.NodeFlags.Const) || !isOfModule(declaration)) return undefined;
  return findCallable(declaration.initializer, emptyScope, open, to);
}

function isOfModule(declaration: ts.VariableDeclaration): boolean {
  return ts.isSourceFile(declaration.parent.parent.parent);
}

/** True where a name is declared as this very function, and does not merely hold it. */
function declares(declaration: ts.Declaration, binding: FunctionBinding): boolean {
  if (declaration === binding.declaration) return true;
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    unwrap(declaration.initializer) === binding.declaration
  );
}

/**
 * A function of these statements, with the names that it reads as they are now: they may have been declared, or assigned to, after
 * the function was.
 */
function current(binding: FunctionBinding, scope: Scope, to: Lowering): FunctionBinding {
  const names = new Map([...binding.scope, ...scope]);
  const captured = new Map<ts.Symbol, ReturnType<typeof names.get> & object>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = resolve(node, to.checker);
      const found = symbol === undefined ? undefined : names.get(symbol);
      if (symbol !== undefined && found !== undefined && !captured.has(symbol)) {
        captured.set(symbol, found);
        if (found.kind === "function" && found !== binding) visit(found.declaration);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(binding.declaration);
  return { ...binding, scope: captured };
}

/** `startsWith("x/")`, of a function that answers a function. */
function made(node: ts.CallExpression, scope: Scope, open: ts.Node[], to: Lowering): FunctionBinding | undefined {
  if (!to.shape(node).function) return undefined;
  const maker = findCallable(node.expression, scope, open, to);
  const body = maker?.declaration.body;
  if (maker === undefined || body === undefined || open.includes(maker.declaration)) return undefined;
  open.push(maker.declaration);
  try {
    const inside = inlineScope(maker, argumentsOf(node, scope, open, to), to);
    if (!ts.isBlock(body)) return findCallable(body, inside, open, to);
    const { exits, ends } = run(body.statements, inside, [], undefined, to);
    const [only] = exits;
    if (only?.value === undefined || !ends || exits.length > 1 || !("node" in only.value)) return undefined;
    return findCallable(only.value.node, only.value.scope, open, to);
  } finally {
    open.pop();
  }
}

/** The function that a property of a table is. */
export function ofProperty(
  property: ts.ObjectLiteralElementLike,
  names: Scope,
  open: ts.Node[],
  to: Lowering,
): FunctionBinding | undefined {
  if (ts.isMethodDeclaration(property))
    return current({ kind: "function", declaration: property as Callable, scope: names }, names, to);
  if (ts.isShorthandPropertyAssignment(property)) return findCallable(property.name, names, open, to);
  if (!ts.isPropertyAssignment(property)) return undefined;
  const found = findCallable(property.initializer, names, open, to);
  return found === undefined ? undefined : current(found, names, to);
}

/** What a call gives: terms, functions as such, and what is spread into a rest parameter as a list. */
export function argumentsOf(node: ts.CallExpression, scope: Scope, open: ts.Node[], to: Lowering): readonly Argument[] {
  const first = node.arguments.findIndex(ts.isSpreadElement);
  if (first < 0) return node.arguments.map((argument) => argumentOf(argument, scope, open, to));
  const parameters = to.checker.getResolvedSignature(node)?.declaration?.parameters ?? [];
  const last = parameters.at(-1);
  const rest = parameters.length - 1;
  if (last === undefined || !ts.isParameter(last) || last.dotDotDotToken === undefined || first < rest)
    return [to.deny(node.arguments[first] as ts.Node, "GW1001", { what: "a spread into parameters that are no rest" })];
  const list = listOf(node.arguments.slice(rest), scope, to).reduce((left, right) => call("concatArrays", left, right));
  return [
    ...node.arguments.slice(0, rest).map((argument) => argumentOf(argument, scope, open, to)),
    { kind: "rest", list: to.requireOrder(node, list) },
  ];
}

function argumentOf(node: ts.Expression, scope: Scope, open: ts.Node[], to: Lowering): Argument {
  const table = tableIn(node, scope, to);
  if (table !== undefined) return { kind: "table", item: table };
  const callable = to.shape(node).function ? findCallable(node, scope, open, to) : undefined;
  if (callable !== undefined) return callable;
  const term = to.value(node, scope);
  return isDefined(term) ? term : to.requireOrder(node, term);
}

/** `checks.isWide`, of an object of functions that a constant is. */
function ofTable(
  node: ts.PropertyAccessExpression,
  scope: Scope,
  open: ts.Node[],
  to: Lowering,
): FunctionBinding | undefined {
  const written = tableIn(node.expression, scope, to);
  const found = written === undefined ? undefined : propertyIn(written, node.name.text);
  if (written !== undefined && found !== undefined) return ofProperty(found, written.scope, open, to);
  const table = unwrap(node.expression);
  const name = ts.isPropertyAccessExpression(table) ? nameOfModule(table, to.checker) : table;
  const symbol = name !== undefined && ts.isIdentifier(name) ? resolve(name, to.checker) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const object = unwrap(declaration.initializer);
  if (!(declaration.parent.flags & ts.NodeFlags.Const) || !ts.isObjectLiteralExpression(object)) return undefined;
  const property = object.properties.findLast((one) => one.name?.getText() === node.name.text);
  const names = isOfModule(declaration) ? emptyScope : scope;
  if (property === undefined || object.properties.some(ts.isSpreadAssignment)) return undefined;
  return ofProperty(property, names, open, to);
}
