import { freeVariables, isDefined, mayBeNaN } from "../ir/inspect.js";
import type { FunctionRule, Term, Variable } from "../ir/nodes.js";
import { test } from "../ir/steps.js";
import { absent, assume, choose, constant, doubt, isDoubted, isUnordered, member, orElse } from "../ir/terms.js";
import { ts } from "../typescript.js";
import { answerOf, box, functionCondition } from "./answers.js";
import type { Argument, Binding, Lowering, Scope } from "./lowering.js";
import { destructure, withBinding } from "./patterns.js";
import { bindItem } from "./written-items.js";

export type FunctionBinding = Extract<Binding, { kind: "function" }>;

/** The rules that a module's functions became, one for each way that they are called. */
export interface FunctionRegistry {
  readonly rules: FunctionRule[];
  readonly instances: Map<string, Instance>;
  readonly open: ts.Node[];
  readonly numbers: Map<object, number>;
}

interface Instance {
  readonly id: string;
  readonly captured: readonly Variable[];
  readonly predicate: boolean;
  readonly present: boolean;
  readonly nan: boolean;
  readonly unordered: boolean;
}

export function emptyRegistry(): FunctionRegistry {
  return { rules: [], instances: new Map(), open: [], numbers: new Map() };
}

/** The value of a call of a function that the author named. */
export function applyRule(
  callable: FunctionBinding,
  args: readonly Argument[],
  at: ts.CallExpression,
  registry: FunctionRegistry,
  to: Lowering,
): Term {
  const { declaration } = callable;
  const name = nameOf(declaration);
  if (!isPlainFunction(declaration, at, to)) return constant(null);
  if (registry.open.includes(declaration)) return to.deny(at, "GW1002", { name: name ?? "a function" });
  if (name === undefined) return to.applyInline(callable, args, at);
  const given = declaration.parameters.map((parameter, index) => argumentOf(parameter, index, args, to));
  const ways = given.map((arg, index) => wayOf(arg, declaration.parameters[index], argumentNode(at, index), to));
  const key = [number(declaration, registry), ...captures(callable.scope, registry), ...ways].join(" ");
  const instance =
    registry.instances.get(key) ?? to.aloud(() => create(callable, name, given, ways, key, registry, to));
  const passed = given.flatMap((arg, index) => sent(arg, ways[index] as Way));
  const term: Term = {
    kind: "apply",
    callee: instance.id,
    name,
    args: [...passed, ...instance.captured],
    present: instance.present,
    ...(instance.nan ? { nan: true as const } : {}),
    ...(instance.unordered ? { unordered: true as const } : {}),
  };
  if (instance.predicate) return choose([{ when: test(term), answer: constant(true) }], constant(false));
  return term;
}

/** True for a call of a generator where all that it yields is read: a generator that is kept gives it once only. */
export function isReadAtOnce(call: ts.Node): boolean {
  let node = call;
  while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isSpreadElement(parent)) return true;
  if (ts.isForOfStatement(parent)) return parent.expression === node;
  if (ts.isYieldExpression(parent)) return parent.asteriskToken !== undefined;
  if (ts.isNewExpression(parent)) return parent.expression.getText() === "Set";
  return ts.isCallExpression(parent) && parent.expression.getText() === "Array.from" && parent.arguments[0] === node;
}

function isPlainFunction(declaration: FunctionBinding["declaration"], at: ts.Node, to: Lowering): boolean {
  const modifiers = ts.getCombinedModifierFlags(declaration);
  if (modifiers & ts.ModifierFlags.Async) {
    to.deny(declaration, "GW1003");
    return false;
  }
  if (declaration.asteriskToken !== undefined && !isReadAtOnce(at)) {
    to.deny(at, "GW1040");
    return false;
  }
  if (declaration.body === undefined) {
    to.deny(at, "GW1033", { text: at.getText() });
    return false;
  }
  return true;
}

/** What a parameter gets: its argument, or all that are left for `...rest`. */
function argumentOf(parameter: ts.ParameterDeclaration, index: number, args: readonly Argument[], to: Lowering): Term {
  const given = args.slice(index, parameter.dotDotDotToken === undefined ? index + 1 : undefined);
  const [only] = given;
  if (only?.kind === "rest") return only.list;
  if (given.some(({ kind }) => kind === "function" || kind === "table"))
    return to.deny(parameter, "GW1034", { text: parameter.getText() });
  const rest = given as readonly Term[];
  if (parameter.dotDotDotToken === undefined)
    return given[0] === undefined ? absent : asTaken(rest[0] as Term, parameter, to);
  if (!rest.every(isDefined)) return to.deny(parameter, "GW1017", { text: parameter.getText() });
  return { kind: "array", items: rest };
}

/** An argument as the function takes it: types may say that it is there where the function asks whether it is, and a pattern takes it for granted. */
function asTaken(arg: Term, parameter: ts.ParameterDeclaration, to: Lowering): Term {
  const isAsked = parameter.initializer !== undefined || to.shape(parameter.name).undefined;
  if (!isAsked && !ts.isIdentifier(parameter.name) && isDoubted(arg)) return assume(arg);
  return isAsked && isDefined(arg) && !mayBeNaN(arg) ? doubt(arg) : arg;
}

/** How an argument is given decides how the function's rule reads it. */
type Way = "nan" | "absent" | "number" | `${"defined" | "optional" | "boxed"}${"" | "-unordered"}`;

function wayOf(
  arg: Term,
  parameter: ts.ParameterDeclaration | undefined,
  node: ts.Expression | undefined,
  to: Lowering,
): Way {
  if (arg.kind === "undefined") return arg.nan === true ? "nan" : "absent";
  if (isDefined(arg)) return `defined${isUnordered(arg) ? "-unordered" : ""}`;
  const own = node === undefined ? undefined : to.shape(node);
  const declared = parameter === undefined ? undefined : to.shape(parameter.name);
  if (mayBeNaN(arg)) {
    if (parameter !== undefined && declared?.undefined && (own === undefined || own.undefined))
      to.deny(parameter, "GW1061", { text: parameter.name.getText() });
    return "number";
  }
  // Null stands for undefined where it can mean nothing else; elsewhere the argument travels in a list.
  const mayBeNull = declared?.null === true && own?.null !== false;
  return `${mayBeNull ? "boxed" : "optional"}${isUnordered(arg) ? "-unordered" : ""}`;
}

/** What is written for a parameter, where nothing is spread. */
function argumentNode(at: ts.CallExpression, index: number): ts.Expression | undefined {
  return at.arguments.some(ts.isSpreadElement) ? undefined : at.arguments[index];
}

/** What a rule is called with. */
function sent(arg: Term, way: Way): readonly Term[] {
  if (arg.kind === "undefined") return [];
  if (way.startsWith("boxed")) return [box(arg)];
  return [isDefined(arg) ? arg : orElse(arg, none)];
}

/** What a function reads of the names around it: another value makes another rule. */
function captures(scope: Scope, registry: FunctionRegistry): readonly string[] {
  return [...scope.values()].map((binding) => `${number(binding, registry)}`);
}

function number(subject: object, registry: FunctionRegistry): number {
  const known = registry.numbers.get(subject);
  if (known !== undefined) return known;
  registry.numbers.set(subject, registry.numbers.size);
  return registry.numbers.size - 1;
}

function create(
  callable: FunctionBinding,
  name: string,
  args: readonly Term[],
  ways: readonly Way[],
  key: string,
  registry: FunctionRegistry,
  to: Lowering,
): Instance {
  const { declaration } = callable;
  registry.open.push(declaration);
  const variables: Variable[] = [];
  let scope: Scope = callable.scope;
  for (const [index, parameter] of declaration.parameters.entries()) {
    const arg = args[index] ?? absent;
    let term: Term = arg.kind === "undefined" ? arg : absent;
    if (arg.kind !== "undefined") {
      const variable = to.fresh(parameterName(parameter), { unordered: isUnordered(arg) });
      variables.push(variable);
      term = received(variable, arg, ways[index] as Way);
    }
    scope = bindParameter(parameter, term, scope, to);
  }
  const returned = to.shapeOfType(returnType(declaration, to));
  const predicate =
    (returned.true || returned.false) &&
    !returned.undefined &&
    !returned.null &&
    !returned.string &&
    !returned.number &&
    !returned.object &&
    !returned.array;
  const result: FunctionRule["result"] = predicate
    ? { kind: "predicate", body: functionCondition(declaration, scope, to) }
    : { kind: "value", term: answerOf(declaration)(declaration, scope, to) };
  registry.open.pop();
  const own = new Set(variables.map(({ id }) => id));
  const free = result.kind === "predicate" ? freeVariables(result.body) : freeVariables([], result.term);
  const captured = free.filter(({ id }) => !own.has(id));
  const nan = result.kind === "value" && mayBeNaN(result.term);
  if (nan && returned.undefined) to.deny(declaration, "GW1061", { text: name });
  const instance: Instance = {
    id: key,
    captured,
    predicate,
    present: !returned.undefined && !nan && !(result.kind === "value" && isDoubted(result.term)),
    nan,
    unordered: result.kind === "value" && isUnordered(result.term),
  };
  registry.instances.set(key, instance);
  registry.rules.push({ id: key, name, parameters: [...variables, ...captured], result, span: to.span(declaration) });
  return instance;
}

export function bindParameter(parameter: ts.ParameterDeclaration, term: Term, scope: Scope, to: Lowering): Scope {
  const value =
    parameter.initializer === undefined || mayBeNaN(term) ? term : orElse(term, to.value(parameter.initializer, scope));
  return destructure(parameter.name, value, scope, to);
}

function returnType(declaration: FunctionBinding["declaration"], to: Lowering): ts.Type {
  const signature = to.checker.getSignatureFromDeclaration(declaration);
  return signature === undefined ? to.checker.getAnyType() : to.checker.getReturnTypeOfSignature(signature);
}

/** What a rule makes of what it is called with. */
function received(variable: Variable, arg: Term, way: Way): Term {
  if (way.startsWith("defined")) return variable;
  if (way.startsWith("boxed")) return member(variable, constant(0));
  return { kind: "decoded", term: variable, absent: none, ...(mayBeNaN(arg) ? { nan: true as const } : {}) };
}

/** What stands for undefined when an optional argument travels. */
const none = { kind: "constant", value: null } as const;

function nameOf(declaration: FunctionBinding["declaration"]): string | undefined {
  if (declaration.name !== undefined && ts.isIdentifier(declaration.name)) return declaration.name.text;
  const { parent } = declaration;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}

function parameterName(parameter: ts.ParameterDeclaration): string {
  if (ts.isIdentifier(parameter.name)) return parameter.name.text;
  const { type } = parameter;
  if (type !== undefined && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return type.typeName.text;
  return "options";
}

/** A function's parameters, bound to what it is given. */
export function inlineScope(callable: FunctionBinding, args: readonly Argument[], to: Lowering): Scope {
  let scope = callable.scope;
  for (const [index, parameter] of callable.declaration.parameters.entries()) {
    const given = args[index];
    const symbol = ts.isIdentifier(parameter.name) ? to.checker.getSymbolAtLocation(parameter.name) : undefined;
    if (given?.kind === "table") scope = bindItem(parameter.name, given.item, scope, to);
    else if (given?.kind === "function" && parameter.dotDotDotToken === undefined && symbol !== undefined)
      scope = withBinding(scope, symbol, given);
    else scope = bindParameter(parameter, argumentOf(parameter, index, args, to), scope, to);
  }
  return scope;
}
