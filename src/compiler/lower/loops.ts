import { freeVariables, keyOf } from "../ir/inspect.js";
import type { Body, Variable } from "../ir/nodes.js";
import { any, compare, exists, not } from "../ir/steps.js";
import { ts } from "../typescript.js";
import { type Exit, firstReturn, type Outcome, passes, run, type Sink } from "./flow.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { destructure } from "./patterns.js";

/** `for (const x of xs) …`: everything in it happens for each element; what leads out of it happens at the first one that does. */
export function loop(
  statement: ts.ForOfStatement,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  const declarations = statement.initializer;
  const [declaration] = ts.isVariableDeclarationList(declarations) ? declarations.declarations : [];
  if (declaration === undefined || statement.awaitModifier !== undefined) {
    to.deny(statement, "GW1015");
    return passes(scope);
  }
  const pass = (
    indexed: boolean,
    quiet: boolean,
    before: (iteration: Iteration) => Body,
    catcher: Sink | undefined,
  ) => {
    const name = ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
    const go = () => {
      const iteration = to.iterate(statement.expression, scope, name, indexed);
      const inner = destructure(declaration.name, iteration.element, scope, to);
      const guard = before(iteration);
      const body = ts.isBlock(statement.statement) ? statement.statement.statements : [statement.statement];
      const outcome = run(body, inner, [...path, ...iteration.steps, ...guard], catcher, to);
      to.requireUnassigned(statement, scope, outcome.scope);
      return { iteration, outcome };
    };
    return quiet ? to.quietly(go) : go();
  };

  // First to learn whether anything leads out of the loop, and only then for good.
  const caught: { path: Body; node: ts.Expression; scope: Scope }[] = [];
  const trial = pass(
    false,
    sink !== undefined,
    () => [],
    (at, node, where) => caught.push({ path: at, node, scope: where }),
  );
  const leads = leadsOut(trial.outcome);
  if (sink !== undefined) {
    const alone = leads.length === 0 || indifferent(trial, caught, leads, path, to);
    if (alone) pass(false, false, () => [], sink);
    else {
      if (!trial.iteration.ordered) to.deny(statement, "GW1009", { text: statement.expression.getText() });
      pass(true, false, (own) => earlierDoesNot(own, () => pass(true, true, () => [], undefined)), sink);
    }
  }
  const { returns, breaks } = trial.outcome;
  if (returns.length === 0) return passes(scope);
  if (sink === undefined && breaks.length > 0) to.deny(statement, "GW1015");
  const { steps, ordered } = trial.iteration;
  const exit = firstReturn(steps, returns, statement, to);
  if (!ordered && exit.value !== undefined && "term" in exit.value && exit.value.term.kind === "variable")
    to.deny(statement, "GW1009", { text: statement.expression.getText() });
  return { ...passes(scope), returns: [exit], after: not(exists([...steps, ...any(returns.map(({ when }) => when))])) };
}

function leadsOut(outcome: Outcome): readonly Body[] {
  return [...outcome.returns.map((exit: Exit) => exit.when), ...outcome.breaks];
}

/** No element before this one leads out of the loop. */
function earlierDoesNot(own: Iteration, again: () => { iteration: Iteration; outcome: Outcome }): Body {
  const { iteration, outcome } = again();
  if (own.index === undefined || iteration.index === undefined) return [];
  const before = compare("less", iteration.index, own.index);
  return not(exists([...iteration.steps, ...before, ...any(leadsOut(outcome))]));
}

/**
 * True when it makes no difference which elements come first: whatever is yielded stands right before the way out, and is the same
 * for every element.
 */
function indifferent(
  trial: { iteration: Iteration },
  caught: readonly { path: Body; node: ts.Expression; scope: Scope }[],
  leads: readonly Body[],
  path: Body,
  to: Lowering,
): boolean {
  const [lead] = leads;
  if (lead === undefined || leads.length > 1) return caught.length === 0;
  const own = new Set<number>();
  for (const step of trial.iteration.steps) {
    if (step.kind !== "some") continue;
    for (const variable of [step.key, step.value]) if (variable !== undefined) own.add((variable as Variable).id);
  }
  return caught.every((one) => {
    const relative = one.path.slice(path.length + trial.iteration.steps.length);
    const read = to.quietly(() => freeVariables([], to.value(one.node, one.scope)));
    return keyOf(relative) === keyOf(lead) && read.every(({ id }) => !own.has(id));
  });
}
