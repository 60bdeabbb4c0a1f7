import type { Body } from "../ir/nodes.js";
import { exists, not } from "../ir/steps.js";
import { choose } from "../ir/terms.js";
import { strictEquality } from "../syntax/comparison.js";
import { ts } from "../typescript.js";
import { type Outcome, outer, run, type Sink } from "./flow.js";
import type { Lowering, Scope } from "./lowering.js";

/** `switch`: the first case that equals, or the default, and on from there to the next `break`. */
export function switchOver(
  statement: ts.SwitchStatement,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  const { clauses } = statement.caseBlock;
  const equal = clauses.map((clause) =>
    ts.isCaseClause(clause)
      ? strictEquality({ left: statement.expression, right: clause.expression }, clause, scope, to)
      : undefined,
  );
  const none = equal.flatMap((body) => (body === undefined ? [] : not(body)));
  const ways = clauses.map((clause, index) => {
    const own = equal[index];
    const earlier = equal.slice(0, index).flatMap((body) => (body === undefined ? [] : not(body)));
    const when: Body = own === undefined ? none : [...earlier, ...own];
    const statements = clauses.slice(clauses.indexOf(clause)).flatMap((one) => [...one.statements]);
    return { own, when, outcome: run(statements, scope, [...path, ...when], sink, to) };
  });
  const exits = ways.flatMap(({ when, outcome }) => [
    ...outcome.returns.map((exit) => [...when, ...exit.when]),
    ...outcome.continues.map((body) => [...when, ...body]),
  ]);
  const exhaustive = clauses.some(ts.isDefaultClause);
  return {
    returns: ways.flatMap(({ when, outcome }) =>
      outcome.returns.map((exit) => ({ ...exit, when: [...when, ...exit.when] })),
    ),
    continues: ways.flatMap(({ when, outcome }) => outcome.continues.map((body) => [...when, ...body])),
    breaks: [],
    after: exits.flatMap((body) => not(exists(body))),
    ends: exhaustive && ways.every(({ outcome }) => outcome.ends && outcome.breaks.length === 0),
    scope: merged(statement, scope, ways, to),
  };
}

/** After a switch, a name stands for what the case that was taken gave it. */
function merged(
  statement: ts.SwitchStatement,
  before: Scope,
  ways: readonly { readonly own: Body | undefined; readonly outcome: Outcome }[],
  to: Lowering,
): Scope {
  const result = new Map(before);
  for (const [symbol, binding] of before) {
    if (binding.kind !== "term") continue;
    // A case that leads elsewhere gives nothing to what comes after.
    const given = ways
      .filter(({ outcome }) => !outcome.ends || outcome.breaks.length > 0)
      .map(({ own, outcome }) => ({ own, outcome, now: outer(outcome.scope, before).get(symbol) ?? binding }));
    const changed = given.filter(({ now }) => now !== binding);
    if (changed.length === 0) continue;
    // A break in the middle leaves the name as it was there, which the end of the case does not know.
    const midway = changed.some(({ outcome }) => outcome.breaks.some((body) => body.length > 0));
    if (midway) to.deny(statement, "GW1016", { name: symbol.name });
    const answers = given.flatMap(({ own, now }) => (now.kind === "term" ? [{ own, answer: now.term }] : []));
    const otherwise = answers.find(({ own }) => own === undefined)?.answer ?? binding.term;
    const cases = answers.flatMap(({ own, answer }) => (own === undefined ? [] : [{ when: own, answer }]));
    result.set(symbol, { kind: "term", term: to.named(symbol.name, choose(cases, otherwise)) });
  }
  return result;
}
