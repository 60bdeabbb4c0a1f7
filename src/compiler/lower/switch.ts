import type { Body, Term } from "../ir/nodes.js";
import { exists, not } from "../ir/steps.js";
import { choose } from "../ir/terms.js";
import { strictEquality } from "../syntax/comparison.js";
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import type { Lowering, Scope } from "./lowering.js";
import { type Exit, type Outcome, outer, type Sink, under } from "./outcome.js";
import { reachableClauses } from "./unreachable.js";

/** One clause, and on from there. */
interface Way {
  /** What the clause asks; undefined for the default. */
  readonly own: Body | undefined;
  readonly when: Body;
  readonly outcome: Outcome;
}

/** `switch`: the first case that equals, or the default, and on from there to the next `break`. */
export function switchOver(
  statement: ts.SwitchStatement,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome {
  const isAll = coversAll(statement, to);
  const clauses = reachableClauses(statement.caseBlock, isAll, to);
  const exhaustive = isAll || clauses.length < statement.caseBlock.clauses.length || clauses.some(ts.isDefaultClause);
  // The last of the cases that cover all there is needs no question.
  const last = clauses.some(ts.isDefaultClause) || !exhaustive ? undefined : clauses.at(-1);
  const equal = clauses.map((clause) =>
    ts.isCaseClause(clause) && clause !== last
      ? strictEquality({ left: statement.expression, right: clause.expression }, clause, scope, to)
      : undefined,
  );
  const none = equal.flatMap((body) => (body === undefined ? [] : not(body)));
  const ways: readonly Way[] = clauses.map((clause, index) => {
    const own = equal[index];
    const earlier = equal.slice(0, index).flatMap((body) => (body === undefined ? [] : not(body)));
    const when: Body = own === undefined ? none : [...earlier, ...own];
    const statements = clauses.slice(clauses.indexOf(clause)).flatMap((one) => [...one.statements]);
    return { own, when, outcome: run(statements, scope, [...path, ...when], sink, to) };
  });
  const exits = ways.flatMap(({ when, outcome }) =>
    // A way out may stand after a break of its case.
    under(when, outcome.exits.some(isBreak) ? outcome.exits.map(alone) : outcome.exits).filter(
      (exit) => !isBreak(exit),
    ),
  );
  return {
    exits,
    after: exits.flatMap(({ when }) => not(exists(when))),
    ends: exhaustive && ways.every(({ outcome }) => outcome.ends && !outcome.exits.some(isBreak)),
    scope: merged(scope, ways, to),
  };
}

/** True where the cases are all that the type allows. */
function coversAll({ expression, caseBlock }: ts.SwitchStatement, to: Lowering): boolean {
  const type = to.typeOf(expression);
  const cases = caseBlock.clauses.map((clause) => ts.isCaseClause(clause) && to.typeOf(clause.expression));
  const wanted = type.isUnion() ? type.types : [type];
  return wanted.every((part) => part.flags & ts.TypeFlags.Unit && cases.some((one) => isSame(one, part, to)));
}

function isSame(one: ts.Type | false, other: ts.Type, to: Lowering): boolean {
  if (one === false || !(one.flags & ts.TypeFlags.Unit)) return false;
  return to.checker.isTypeAssignableTo(one, other) && to.checker.isTypeAssignableTo(other, one);
}

function isBreak({ kind, label }: Exit): boolean {
  return kind === "break" && label === undefined;
}

function alone(exit: Exit): Exit {
  return { ...exit, when: exit.exactly };
}

/** After a switch, a name stands for what the case that was taken gave it. */
function merged(before: Scope, ways: readonly Way[], to: Lowering): Scope {
  const result = new Map(before);
  for (const [symbol, binding] of before) {
    if (binding.kind !== "term") continue;
    const termOf = (scope: Scope): Term => {
      const now = outer(scope, before).get(symbol) ?? binding;
      return now.kind === "term" ? now.term : binding.term;
    };
    // A case that leads elsewhere gives nothing to what comes after.
    const given = ways
      .filter(({ outcome }) => !outcome.ends || outcome.exits.some(isBreak))
      .map(({ own, outcome }) => ({ own, answer: valueAfter(outcome, termOf) }));
    if (given.every(({ answer }) => answer === binding.term)) continue;
    const otherwise = given.find(({ own }) => own === undefined)?.answer ?? binding.term;
    const cases = given.flatMap(({ own, answer }) => (own === undefined ? [] : [{ when: own, answer }]));
    result.set(symbol, { kind: "term", term: to.named(symbol.name, choose(cases, otherwise)) });
  }
  return result;
}

/** What a name stands for after a case: as the break that was taken left it, or its end. */
function valueAfter(outcome: Outcome, termOf: (scope: Scope) => Term): Term {
  const breaks = outcome.exits.filter(isBreak);
  const last = breaks.at(-1);
  const end = outcome.ends && last !== undefined ? termOf(last.scope) : termOf(outcome.scope);
  const cases = breaks.map((exit) => ({ when: exit.exactly, answer: termOf(exit.scope) }));
  return cases.every(({ answer }) => answer === end) ? end : choose(cases, end);
}
