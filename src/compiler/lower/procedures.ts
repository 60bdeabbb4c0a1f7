/**
 * Functions of a function that change its names and answer nothing: `const report = (text: string) => { problems.push(text); };`. Such a call
 * is a statement, and what the function does is written out there.
 */
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import { inlineScope } from "./functions.js";
import { leftByName } from "./labelled.js";
import type { Lowering, Scope } from "./lowering.js";
import { type Exit, passes } from "./outcome.js";
import { procedureCalled } from "./procedure-calls.js";

/** A label that no author can write. */
const body = "the procedure";

/** The names after a call of such a function; undefined for other calls. */
export function procedure(call: ts.CallExpression, scope: Scope, to: Lowering): Scope | undefined {
  const declared = procedureCalled(call);
  if (declared === undefined) return undefined;
  const callable = to.callable(call.expression, scope);
  if (callable === undefined || callable.declaration !== declared || declared.body === undefined) return undefined;
  const inside = inlineScope(
    { ...callable, scope: new Map([...callable.scope, ...scope]) },
    to.argumentsOf(call, scope),
    to,
  );
  const statements = ts.isBlock(declared.body)
    ? declared.body.statements
    : [ts.factory.createExpressionStatement(declared.body)];
  let outcome = passes(inside);
  to.guarded(declared, call, () => {
    outcome = run(statements, inside, [], undefined, to);
  });
  const ends = outcome.exits.map(
    (exit): Exit => (exit.kind === "return" ? { ...exit, kind: "break", label: body } : exit),
  );
  return leftByName(body, { ...outcome, exits: ends }, scope, to).scope;
}
