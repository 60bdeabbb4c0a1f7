/** `for (let i = 0; i < n; i++)`: passes over whole numbers, one after the other. */

import type { Body, Term, Variable } from "../ir/nodes.js";
import { compare, some } from "../ir/steps.js";
import { call, constant } from "../ir/terms.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { isAssignment } from "./chains.js";
import { isWhole } from "./integers.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { homeOf } from "./own.js";
import { type Passes, statementsOf } from "./passes.js";
import { destructure, withBinding } from "./patterns.js";
import { partsOfWhile } from "./while-loop.js";

const K = ts.SyntaxKind;

/** A loop that counts: from where, to where, and in which direction. */
interface Counter {
  readonly name: ts.Identifier;
  readonly from: ts.Expression;
  readonly limit: ts.Expression;
  readonly includesLimit: boolean;
  readonly down: boolean;
  /** How far one step goes. */
  readonly step: number;
  /** Declared beside the counter: `for (let i = 0, n = xs.length; …)`. */
  readonly others: readonly ts.VariableDeclaration[];
}

/** What a loop that may count is made of. */
export interface CountingLoop {
  readonly declarations: readonly ts.VariableDeclaration[];
  readonly condition: ts.Expression;
  readonly incrementor: ts.Expression;
  /** What happens in a pass, the step of the counter left out. */
  readonly statements: readonly ts.Statement[];
}

/** `for (let i = 0; i < n; i++)` and `let i = 0; while (i < n) { …; i++; }`. */
export function positions(statement: ts.ForStatement | ts.WhileStatement, to: Lowering): Passes | "refused" {
  const loop = ts.isForStatement(statement) ? partsOfFor(statement) : partsOfWhile(statement, to);
  const counter = loop === undefined ? undefined : counterOf(loop, to);
  if (loop === undefined || counter === undefined) {
    to.denyStatement(statement);
    return "refused";
  }
  const symbol = to.checker.getSymbolAtLocation(counter.name) as ts.Symbol;
  return {
    node: statement,
    source: counter.limit,
    statements: loop.statements,
    start(scope) {
      let inside = scope;
      for (const { name, initializer } of counter.others)
        if (initializer !== undefined) inside = destructure(name, to.value(initializer, inside), inside, to);
      const iteration = passesOfCounter(counter, inside, to);
      return { iteration, scope: withBinding(inside, symbol, { kind: "term", term: iteration.element }) };
    },
  };
}

function partsOfFor({ initializer, condition, incrementor, statement }: ts.ForStatement): CountingLoop | undefined {
  if (initializer === undefined || condition === undefined || incrementor === undefined) return undefined;
  if (!ts.isVariableDeclarationList(initializer)) return undefined;
  return { declarations: initializer.declarations, condition, incrementor, statements: statementsOf(statement) };
}

function counterOf(
  { declarations, condition, incrementor, statements }: CountingLoop,
  to: Lowering,
): Counter | undefined {
  const [first, ...others] = declarations;
  const test = unwrap(condition);
  if (first === undefined || !ts.isIdentifier(first.name) || first.initializer === undefined) return undefined;
  if (!ts.isBinaryExpression(test)) return undefined;
  const symbol = to.checker.getSymbolAtLocation(first.name);
  const isCounter = (node: ts.Expression) => ts.isIdentifier(node) && resolve(node, to.checker) === symbol;
  const operator = isCounter(test.left) ? test.operatorToken.kind : turned(test.operatorToken.kind);
  const limit = isCounter(test.left) ? test.right : isCounter(test.right) ? test.left : undefined;
  const step = stepOf(incrementor, isCounter);
  const names = new Set(others.flatMap(({ name }) => to.checker.getSymbolAtLocation(name) ?? []));
  if (limit === undefined || step === undefined || symbol === undefined) return undefined;
  if (statements.some((one) => assigns(one, new Set([symbol, ...names]), to))) return undefined;
  if (!isWhole(first.initializer, to)) return undefined;
  const up = operator === K.LessThanToken || operator === K.LessThanEqualsToken;
  const down = operator === K.GreaterThanToken || operator === K.GreaterThanEqualsToken;
  if (step > 0 ? !up : !down) return undefined;
  const includesLimit = operator === K.LessThanEqualsToken || operator === K.GreaterThanEqualsToken;
  return { name: first.name, from: first.initializer, limit, includesLimit, down, step: Math.abs(step), others };
}

function turned(operator: ts.SyntaxKind): ts.SyntaxKind {
  const opposite = new Map([
    [K.LessThanToken, K.GreaterThanToken],
    [K.GreaterThanToken, K.LessThanToken],
    [K.LessThanEqualsToken, K.GreaterThanEqualsToken],
    [K.GreaterThanEqualsToken, K.LessThanEqualsToken],
  ] as const) as ReadonlyMap<ts.SyntaxKind, ts.SyntaxKind>;
  return opposite.get(operator) ?? K.Unknown;
}

/** How far a step goes: below zero for one that goes down. */
function stepOf(node: ts.Expression, isCounter: (node: ts.Expression) => boolean): number | undefined {
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
    if (!isCounter(node.operand)) return undefined;
    return node.operator === K.PlusPlusToken ? 1 : node.operator === K.MinusMinusToken ? -1 : undefined;
  }
  if (!isAssignment(node) || !isCounter(node.left) || !ts.isNumericLiteral(node.right)) return undefined;
  const step = Number(node.right.text);
  if (!Number.isSafeInteger(step) || step < 1) return undefined;
  if (node.operatorToken.kind === K.PlusEqualsToken) return step;
  return node.operatorToken.kind === K.MinusEqualsToken ? -step : undefined;
}

/** True when a node assigns to one of the names. */
export function assigns(node: ts.Node, names: ReadonlySet<ts.Symbol>, to: Lowering): boolean {
  const target = isAssignment(node)
    ? node.left
    : ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)
      ? node.operand
      : undefined;
  const isStep = target !== undefined && (isAssignment(node) || isIncrement(node));
  if (
    isStep &&
    ts.isIdentifier(unwrap(target)) &&
    names.has(resolve(unwrap(target) as ts.Identifier, to.checker) as ts.Symbol)
  )
    return true;
  return ts.forEachChild(node, (child) => assigns(child, names, to) || undefined) === true;
}

function isIncrement(node: ts.Node): boolean {
  return (
    (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) &&
    [K.PlusPlusToken, K.MinusMinusToken].includes(node.operator)
  );
}

function passesOfCounter(counter: Counter, scope: Scope, to: Lowering): Iteration {
  const from = to.value(counter.from, scope);
  const i = to.fresh(counter.name.text, { position: true });
  const list = counter.down || counter.includesLimit ? undefined : listOf(counter.limit, to);
  if (list !== undefined && isPosition(from)) {
    const steps: Body = [
      some(to.value(list, scope), undefined, i),
      ...startingAt(i, from),
      ...inSteps(i, from, counter.step),
    ];
    return { steps, element: i, index: i, ordered: true };
  }
  const last = lastOf(counter, scope, to);
  const bounds: Body = [
    // A range from 3 to 1 goes down.
    ...compare(counter.down ? "lessOrEqual" : "greaterOrEqual", i, from),
    ...compare(counter.down ? "greaterOrEqual" : "lessOrEqual", i, last),
    ...(counter.down ? inSteps(from, i, counter.step) : inSteps(i, from, counter.step)),
  ];
  const range = call("range", from, last);
  if (!counter.down) return { steps: [some(range, i), ...bounds], element: i, index: i, ordered: true };
  const position = to.fresh("position");
  return { steps: [some(range, i, position), ...bounds], element: i, index: position, ordered: true };
}

/** Every so many, from the first one. */
function inSteps(greater: Term, less: Term, step: number): Body {
  return step === 1
    ? []
    : compare("equal", call("remainder", call("minus", greater, less), constant(step)), constant(0));
}

function startingAt(i: Variable, from: Term): Body {
  if (from.kind === "constant" && from.value === 0) return [];
  const [below, one] = from.kind === "call" && from.operation === "plus" ? from.args : [];
  if (below !== undefined && one?.kind === "constant" && one.value === 1) return compare("greater", i, below);
  return compare("greaterOrEqual", i, from);
}

/** The last whole number before the limit. */
function lastOf({ limit, includesLimit, down }: Counter, scope: Scope, to: Lowering): Term {
  const value = to.value(limit, scope);
  const whole = isWhole(limit, to) ? value : call(down === includesLimit ? "ceil" : "floor", value);
  if (includesLimit) return whole;
  if (down) return call("plus", whole, constant(1));
  return call("minus", isWhole(limit, to) ? value : call("ceil", value), constant(1));
}

/** `xs`, where the limit is `xs.length`, or a name of that. */
function listOf(limit: ts.Expression, to: Lowering): ts.Expression | undefined {
  const node = unwrap(limit);
  if (ts.isPropertyAccessExpression(node) && node.name.text === "length") {
    const { array, string, object } = to.shape(node.expression);
    return array && !string && !object && node.questionDotToken === undefined ? node.expression : undefined;
  }
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = resolve(node, to.checker)?.valueDeclaration;
  return declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    ts.isIdentifier(declaration.name) &&
    !assigns(homeOf(declaration), new Set([to.checker.getSymbolAtLocation(declaration.name) as ts.Symbol]), to)
    ? listOf(declaration.initializer, to)
    : undefined;
}

/** True for what is never below zero: a position, or one further on. */
function isPosition(term: Term): boolean {
  if (term.kind === "constant") return typeof term.value === "number" && term.value >= 0;
  if (term.kind === "variable") return term.position === true;
  return term.kind === "call" && term.operation === "plus" && term.args.every(isPosition);
}
