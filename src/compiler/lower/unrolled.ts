/** Loops over lists of functions: one pass after the other is written out. */

import type { Body } from "../ir/nodes.js";
import { exists, not } from "../ir/steps.js";
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import { leftByName } from "./labelled.js";
import type { Lowering, Scope } from "./lowering.js";
import { branched, type Exit, type Outcome, passes, type Sink, sequence } from "./outcome.js";
import { statementsOf } from "./passes.js";
import { bindItem, itemsOf } from "./written-items.js";

/** Labels that no author can write. */
const pass = "the pass";
const loop = "the loop";

/** What a loop over a list of functions leads to; undefined for other loops. */
export function unrolled(
  statement: ts.Statement,
  label: string | undefined,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome | undefined {
  if (!ts.isForOfStatement(statement) || !ts.isVariableDeclarationList(statement.initializer)) return undefined;
  const [declaration] = statement.initializer.declarations;
  const items = declaration === undefined ? undefined : itemsOf(statement.expression, scope, to);
  if (items === undefined || declaration === undefined) return undefined;
  let state = passes(scope);
  for (const item of items) {
    if (state.ends) break;
    const before = state.scope;
    const reached = [...path, ...state.after, ...item.when];
    const inner = run(
      statementsOf(statement.statement),
      bindItem(declaration.name, item, before, to),
      reached,
      sink,
      to,
    );
    const after = leftByName(pass, named(inner, "continue", label, pass), before, to);
    const outcome =
      item.when.length === 0 ? after : branched(before, item.when, not(exists(item.when)), after, passes(before), to);
    state = sequence(state, outcome);
  }
  return leftByName(loop, named(state, "break", label, loop), scope, to);
}

/** The ways out of one kind that are the loop's own, as breaks with a name. */
function named(outcome: Outcome, kind: Exit["kind"], label: string | undefined, name: string): Outcome {
  const isOwn = (exit: Exit) => exit.kind === kind && (exit.label === undefined || exit.label === label);
  return {
    ...outcome,
    exits: outcome.exits.map((exit): Exit => (isOwn(exit) ? { ...exit, kind: "break", label: name } : exit)),
  };
}
