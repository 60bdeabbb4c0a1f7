/** What a loop goes through, whatever its form: `for…of`, `for…in`, positions, `forEach`. */
import { constant, member } from "../ir/terms.js";
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import { positions } from "./index-loop.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { isForEachCallback } from "./own.js";
import { destructure } from "./patterns.js";

/** A loop's passes: the statements of one, and what it goes through. */
export interface Passes {
  readonly node: ts.Node;
  /** What the loop goes through, as the author wrote it. */
  readonly source: ts.Expression;
  readonly label?: string;
  readonly statements: readonly ts.Statement[];
  /** The statements are those of a function: `return` ends a pass. */
  readonly isCallback?: true;
  /** Two loops as one: its passes have no positions. */
  readonly isJoined?: true;
  /** One pass, and the names in it. */
  start(scope: Scope, indexed: boolean): { readonly iteration: Iteration; readonly scope: Scope };
}

/** The passes of a statement that is a loop; undefined for others, and for loops that are refused. */
export function passesOf(statement: ts.Statement, to: Lowering): Passes | "refused" | undefined {
  if (ts.isForOfStatement(statement)) return ofElements(statement, to);
  if (ts.isForInStatement(statement)) return ofKeys(statement, to);
  if (ts.isForStatement(statement) || ts.isWhileStatement(statement)) return positions(statement, to);
  return undefined;
}

/** A loop that does nothing but go through another one, after some names and guards: as one loop over all the passes of that. */
export function joinedPasses(outer: Passes, to: Lowering): Passes | undefined {
  const only = outer.statements.at(-1);
  const opening = outer.statements.slice(0, -1);
  if (only === undefined || !ts.isForOfStatement(only) || outer.isCallback || !opening.every(isOpening))
    return undefined;
  const found = to.quietly(() => ofElements(only, to));
  if (found === "refused") return undefined;
  const inner = joinedPasses(found, to) ?? found;
  return {
    ...inner,
    node: outer.node,
    source: outer.source,
    isJoined: true,
    start(scope) {
      const first = outer.start(scope, false);
      const opened = run(opening, first.scope, first.iteration.steps, undefined, to);
      const second = inner.start(opened.scope, false);
      const { steps, ordered } = second.iteration;
      const iteration = {
        steps: [...first.iteration.steps, ...opened.after, ...steps],
        element: second.iteration.element,
        ordered: first.iteration.ordered && ordered,
      };
      return { iteration, scope: second.scope };
    },
  };
}

/** `const ports = …;` and `if (…) continue;` */
function isOpening(statement: ts.Statement): boolean {
  if (ts.isVariableStatement(statement)) return (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return false;
  const [only, more] = statementsOf(statement.thenStatement);
  return only !== undefined && more === undefined && ts.isContinueStatement(only) && only.label === undefined;
}

export function statementsOf(body: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(body) ? body.statements : [body];
}

function ofElements(statement: ts.ForOfStatement, to: Lowering): Passes | "refused" {
  const { initializer, expression, statement: body } = statement;
  const [declaration] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
  if (declaration === undefined || statement.awaitModifier !== undefined) {
    to.denyStatement(statement);
    return "refused";
  }
  const name = ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  return {
    node: statement,
    source: expression,
    statements: statementsOf(body),
    start(scope, indexed) {
      const iteration = to.iterate(expression, scope, name, indexed);
      return { iteration, scope: destructure(declaration.name, iteration.element, scope, to) };
    },
  };
}

/** `for (const key in object)`. */
function ofKeys(statement: ts.ForInStatement, to: Lowering): Passes | "refused" {
  const { initializer, expression } = statement;
  const [declaration] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
  const { object, array, set, map, string, undefined: missing, null: none } = to.shape(expression);
  if (declaration === undefined || !object || array || set || map || string || missing || none) {
    to.denyStatement(statement);
    return "refused";
  }
  return {
    node: statement,
    source: expression,
    statements: statementsOf(statement.statement),
    start(scope) {
      const key = to.fresh(declaration.name.getText());
      const inside = destructure(declaration.name, key, scope, to);
      const steps = [{ kind: "some" as const, key, in: to.value(expression, scope) }];
      return { iteration: { steps, element: key, ordered: false }, scope: inside };
    },
  };
}

/** The passes of `list.forEach((x, i) => { … })` as a statement. */
export function forEachPasses(node: ts.Expression, to: Lowering): Passes | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [callback] = node.arguments;
  const { expression: source, name } = node.expression;
  if (name.text !== "forEach" || !to.isOfLibrary(name) || callback === undefined || node.questionDotToken)
    return undefined;
  if (!isForEachCallback(callback) || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback)))
    return undefined;
  const { parameters, body } = callback;
  const { array, set, map } = to.shape(source);
  if (parameters.length > 2 || (set && parameters.length > 1) || !(array || set || map)) return undefined;
  const first = parameters[0]?.name;
  const element = first !== undefined && ts.isIdentifier(first) ? first.text : undefined;
  return {
    node,
    source,
    isCallback: true,
    statements: ts.isBlock(body) ? body.statements : [ts.factory.createExpressionStatement(body)],
    start(scope, indexed) {
      if (map) return ofEntries(to.iterate(source, scope, element, indexed), parameters, scope, to);
      const iteration = to.iterate(source, scope, element, indexed || parameters.length > 1);
      let inside = first === undefined ? scope : destructure(first, iteration.element, scope, to);
      const second = parameters[1]?.name;
      if (second !== undefined && iteration.index !== undefined)
        inside = destructure(second, iteration.index, inside, to);
      return { iteration, scope: inside };
    },
  };
}

/** `map.forEach((value, key) => { … })`. */
function ofEntries(
  iteration: Iteration,
  [first, second]: readonly ts.ParameterDeclaration[],
  scope: Scope,
  to: Lowering,
): ReturnType<Passes["start"]> {
  const [key, value] = [member(iteration.element, constant(0)), member(iteration.element, constant(1))];
  const inside = first === undefined ? scope : destructure(first.name, value, scope, to);
  return { iteration, scope: second === undefined ? inside : destructure(second.name, key, inside, to) };
}
