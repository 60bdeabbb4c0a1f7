/** `list.reduce(callback, first)`: a loop whose passes assign what the callback answers to one name. */

import type { Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { absent, choose, constant, member } from "../ir/terms.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { accumulate, looksBack, orderedTargets, valuesAfter } from "./accumulate.js";
import { exitValue } from "./answers.js";
import { afterEffect } from "./assign.js";
import { fieldsOf, type Part, partOf } from "./fields.js";
import { run } from "./flow.js";
import { bindParameter, type FunctionBinding } from "./functions.js";
import type { Subject } from "./growth.js";
import { insteadOf } from "./instead-of-loop.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { type Exit, type Outcome, passes } from "./outcome.js";

const { Optional } = ts.SymbolFlags;

/** A call of `reduce` with its parts. */
export interface Reduction {
  readonly node: ts.CallExpression;
  readonly list: ts.Expression;
  readonly callable: FunctionBinding;
  /** Left out where the list has an element, which is the first value. */
  readonly first: ts.Expression | undefined;
  readonly scope: Scope;
}

/** The names that travel from pass to pass: the one that is kept, or its parts where these are known. */
interface Accumulator {
  readonly symbols: readonly ts.Symbol[];
  join(termFor: (symbol: ts.Symbol) => Term): Term;
  split(term: Term): readonly (readonly [ts.Symbol, Term])[];
}

export function reduced(reduction: Reduction, to: Lowering): Term {
  const { node, callable, first } = reduction;
  const [kept] = callable.declaration.parameters;
  const accumulator = accumulatorOf(callable, first, to);
  if (accumulator === undefined) return to.deny(kept ?? node, "GW1030", { method: node.expression.getText() });
  const whole = wholeOf(callable, to);
  const isKeptWhole =
    whole !== undefined && accumulator.symbols.length > 1 && to.quietly(() => isRefused(reduction, accumulator, to));
  return accumulated(
    reduction,
    isKeptWhole && !to.quietly(() => isRefused(reduction, whole, to)) ? whole : accumulator,
    to,
  );
}

function isRefused(reduction: Reduction, accumulator: Accumulator, to: Lowering): boolean {
  const { start } = begun(reduction, accumulator, to);
  return accumulate(subjectOf(reduction, accumulator, start, false, to), to).refused.length > 0;
}

function begun(reduction: Reduction, accumulator: Accumulator, to: Lowering) {
  const { callable, first, scope } = reduction;
  const start = first === undefined ? firstOf(reduction, to) : to.value(first, scope);
  const initial = accumulator.split(start);
  return { start: new Map([...callable.scope, ...initial.map(([symbol, term]) => bound(symbol, term))]) as Scope };
}

/** The first element of a list that has one. */
function firstOf({ list, scope }: Reduction, to: Lowering): Term {
  return member(to.requireOrder(list, to.value(list, scope)), constant(0), true);
}

function accumulated(reduction: Reduction, accumulator: Accumulator, to: Lowering): Term {
  const { node, list } = reduction;
  const { start } = begun(reduction, accumulator, to);

  const study = (indexed: boolean) => accumulate(subjectOf(reduction, accumulator, start, indexed, to), to);
  let accumulation = to.quietly(() => study(false));
  // What is wrong with the callback itself is told, too.
  accumulation.subject.run(new Map(accumulator.symbols.map((symbol) => [symbol, termOf(symbol, start)])));
  if (accumulation.refused.length > 0) {
    for (const symbol of new Set(accumulation.refused))
      to.deny(node, "GW1016", { name: symbol.name, instead: insteadOf(symbol, list.getText(), to) });
    return constant(null);
  }
  const indexed = looksBack(accumulation);
  if (!accumulation.trial.iteration.ordered && (indexed || orderedTargets(accumulation).length > 0))
    return to.deny(list, "GW1009", { text: list.getText() });
  if (indexed) accumulation = to.quietly(() => study(true));
  const after = valuesAfter(accumulation, to);
  return accumulator.join((symbol) => after.get(symbol) ?? termOf(symbol, start));
}

function bound(symbol: ts.Symbol, term: Term) {
  return [symbol, { kind: "term", term }] as const;
}

function termOf(symbol: ts.Symbol, scope: Scope): Term {
  const binding = scope.get(symbol);
  return binding?.kind === "term" ? binding.term : absent;
}

function subjectOf(
  { list, callable, first, scope: outside }: Reduction,
  accumulator: Accumulator,
  start: Scope,
  indexed: boolean,
  to: Lowering,
): Subject {
  const { parameters, body } = callable.declaration;
  const [kept, taken, position] = parameters;
  const name = taken !== undefined && ts.isIdentifier(taken.name) ? taken.name.text : undefined;
  return {
    scope: start,
    symbols: accumulator.symbols,
    endsPass: ({ kind }) => kind === "continue",
    run(values) {
      const iteration = after(
        first,
        to.iterate(list, outside, name, indexed || position !== undefined || first === undefined),
      );
      const before = accumulator.join((symbol) => values.get(symbol) ?? termOf(symbol, start));
      const given = [before, iteration.element, iteration.index];
      let inside: Scope = callable.scope;
      for (const [index, parameter] of [kept, taken, position].entries()) {
        const term = given[index];
        if (parameter !== undefined && term !== undefined) inside = bindParameter(parameter, term, inside, to);
      }
      const answered = (term: Term): Scope =>
        new Map([...start, ...accumulator.split(term).map(([symbol, part]) => bound(symbol, part))]);
      const outcome =
        body !== undefined && ts.isBlock(body)
          ? continuing(run(body.statements, inside, [], undefined, to), answered, to)
          : passes(answered(body === undefined ? absent : answerOf(body, kept, inside, to)));
      return { start: values, iteration, outcome };
    },
  };
}

/** All elements, or those after the first one, which is the first value. */
function after(first: ts.Expression | undefined, iteration: Iteration): Iteration {
  if (first !== undefined || iteration.index === undefined) return iteration;
  return { ...iteration, steps: [...iteration.steps, ...compare("greater", iteration.index, constant(0))] };
}

/** The value of `(list, x) => list.concat(x)`, and of callbacks that change what they keep: `(set, x) => set.add(x)`. */
function answerOf(body: ts.Expression, kept: ts.ParameterDeclaration | undefined, scope: Scope, to: Lowering): Term {
  const node = unwrap(body);
  const symbol = kept === undefined ? undefined : to.checker.getSymbolAtLocation(kept.name);
  if (symbol === undefined) return to.value(node, scope);
  const isKept = (one: ts.Expression): boolean =>
    ts.isIdentifier(one) && to.checker.getSymbolAtLocation(one) === symbol;
  if (ts.isConditionalExpression(node)) {
    const when = to.holds(node.condition, scope);
    return choose(
      [{ when, answer: answerOf(node.whenTrue, kept, scope, to) }],
      answerOf(node.whenFalse, kept, scope, to),
    );
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken && isKept(unwrap(node.right)))
    return termOf(symbol, afterEffect(node.left, scope, to));
  return ts.isCallExpression(node) && answersReceiver(node) && isKept(rootOf(node))
    ? termOf(symbol, afterEffect(node, scope, to))
    : to.value(node, scope);
}

/** True for `set.add(x)` and `map.set(key, x)`. */
function answersReceiver({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && ["add", "set"].includes(expression.name.text);
}

/** `set` of `set.add(a).add(b)`. */
function rootOf(node: ts.Expression): ts.Expression {
  const inner = unwrap(node);
  const isChain = ts.isCallExpression(inner) && answersReceiver(inner);
  return isChain ? rootOf((inner.expression as ts.PropertyAccessExpression).expression) : inner;
}

/** What a callback returns is what its name stands for in the next pass. */
function continuing({ exits, after, ends, scope }: Outcome, answered: (term: Term) => Scope, to: Lowering): Outcome {
  const returned = exits.map((exit): Exit => ({ ...exit, kind: "continue", scope: answered(exitValue(exit, to)) }));
  return { exits: returned, after, ends, scope: ends ? scope : answered(absent) };
}

function accumulatorOf(
  { declaration }: FunctionBinding,
  first: ts.Expression | undefined,
  to: Lowering,
): Accumulator | undefined {
  const [parameter] = declaration.parameters;
  if (parameter === undefined) return undefined;
  const parts = first === undefined ? undefined : partsOf(parameter, unwrap(first), to);
  if (parts !== undefined)
    return {
      symbols: parts.map(({ symbol }) => symbol),
      join: (termFor) =>
        first !== undefined && ts.isArrayLiteralExpression(unwrap(first))
          ? { kind: "array", items: parts.map(({ symbol }) => termFor(symbol)) }
          : { kind: "object", entries: parts.map(({ symbol, key }) => ({ key, value: termFor(symbol) })) },
      split: (term) => parts.map(({ symbol, key }) => [symbol, partOf(term, key)]),
    };
  return wholeOf({ declaration }, to);
}

function wholeOf(
  {
    declaration: {
      parameters: [parameter],
    },
  }: Pick<FunctionBinding, "declaration">,
  to: Lowering,
): Accumulator | undefined {
  const symbol = parameter === undefined ? undefined : to.checker.getSymbolAtLocation(parameter.name);
  if (symbol === undefined) return undefined;
  return { symbols: [symbol], join: (termFor) => termFor(symbol), split: (term) => [[symbol, term]] };
}

/** The fields of an object that starts with all that it has to have, or the items of a tuple. */
function partsOf(parameter: ts.ParameterDeclaration, first: ts.Expression, to: Lowering): readonly Part[] | undefined {
  const type = to.typeOf(parameter);
  if (type.isUnion()) return undefined;
  if (ts.isArrayLiteralExpression(first)) {
    if (!to.checker.isTupleType(type) || first.elements.some(ts.isSpreadElement)) return undefined;
    const items = first.elements.map((_, index) => to.checker.getPropertyOfType(type, String(index)));
    const isWhole = to.checker.getPropertyOfType(type, String(items.length)) === undefined;
    return isWhole && items.every((symbol) => symbol !== undefined) && items.every(({ flags }) => !(flags & Optional))
      ? items.map((symbol, index) => ({ symbol, key: constant(index) }))
      : undefined;
  }
  return ts.isObjectLiteralExpression(first) ? fieldsOf(type, first, to) : undefined;
}
