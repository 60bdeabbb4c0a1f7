/** Loops: everything in one happens for each pass; what leads out of it happens at the first pass that does. */

import { freeVariables, keyOf } from "../ir/inspect.js";
import type { Body, Term, Variable } from "../ir/nodes.js";
import { mentions } from "../ir/renew.js";
import { any, exists, not } from "../ir/steps.js";
import type { ts } from "../typescript.js";
import {
  type Accumulation,
  accumulate,
  looksBack,
  nonePassed,
  orderedTargets,
  valuesAfter,
  valuesBefore,
} from "./accumulate.js";
import { exitValue, firstReturn } from "./answers.js";
import { assignedIn } from "./assigned.js";
import { joinedFields, outcomeWithFields, type Wholes, wholesOf, withFields } from "./fields.js";
import { run } from "./flow.js";
import { refused, type Subject, type Trial } from "./growth.js";
import { insteadOf } from "./instead-of-loop.js";
import type { Lowering, Scope } from "./lowering.js";
import { type Exit, type Outcome, passes, type Sink, type Yielded } from "./outcome.js";
import { forEachPasses, joinedPasses, type Passes, passesOf } from "./passes.js";
import { unrolled } from "./unrolled.js";
import { mayLeadOut } from "./ways-out.js";

/** A statement that is a loop; undefined for others. */
export function loop(
  statement: ts.Statement,
  label: string | undefined,
  scope: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome | undefined {
  const written = unrolled(statement, label, scope, path, sink, to);
  if (written !== undefined) return written;
  const found = passesOf(statement, to);
  if (found === "refused") return passes(scope);
  return found === undefined ? undefined : goThrough(found, label, scope, path, sink, to);
}

/** `list.forEach(…)` as a statement; undefined for other expressions. */
export function forEach(node: ts.Expression, scope: Scope, to: Lowering): Outcome | undefined {
  const found = forEachPasses(node, to);
  return found === undefined ? undefined : goThrough(found, undefined, scope, [], undefined, to);
}

/** What a loop leads to; undefined for two loops as one whose passes ask for positions. */
function goThrough(
  loop: Passes,
  label: string | undefined,
  before: Scope,
  path: Body,
  sink: Sink | undefined,
  to: Lowering,
): Outcome | undefined {
  const isOwn = (exit: Exit) => exit.label === undefined || exit.label === label;
  const endsPass = (exit: Exit) => (loop.isCallback ? exit.kind === "return" : exit.kind === "continue" && isOwn(exit));
  const isOwnBreak = (exit: Exit) => exit.kind === "break" && isOwn(exit);
  const assigned = assignedIn(loop.statements, before, to);
  let wholes: Wholes = new Map();
  let scope = before;
  const pass = (
    values: (trial: { readonly index?: Variable }) => ReadonlyMap<ts.Symbol, Term>,
    guard: (index: Variable) => Body,
    indexed: boolean,
    catcher: Sink | undefined,
  ): Trial => {
    const { iteration, scope: inside } = loop.start(scope, indexed);
    const start = values(iteration);
    const names = joinedFields(
      new Map([...inside, ...[...start].map(([symbol, term]) => [symbol, { kind: "term", term }] as const)]),
      wholes,
    );
    const reached = iteration.index === undefined ? [] : guard(iteration.index);
    const outcome = run(loop.statements, names, [...path, ...iteration.steps, ...reached], catcher, to);
    return { iteration, outcome: outcomeWithFields(outcome, wholes), start };
  };
  const unstudied = () =>
    pass(
      () => new Map(),
      () => [],
      false,
      sink,
    );
  if (assigned.length === 0 && !loop.isJoined && !mayLeadOut(loop.statements)) {
    unstudied();
    return passes(before);
  }

  // First to learn what the passes do, and only then for good.
  const study = (indexed: boolean) => {
    const runs = new Map<Trial, readonly Yielded[]>();
    const subject: Subject = {
      scope,
      symbols: assigned.flatMap((symbol) => wholes.get(symbol)?.map((part) => part.symbol) ?? [symbol]),
      ...(loop.isJoined ? { isJoined: true } : {}),
      endsPass,
      run(values) {
        const caught: Yielded[] = [];
        const trial = pass(
          () => values,
          () => [],
          indexed,
          (one) => caught.push(one),
        );
        runs.set(trial, caught);
        return trial;
      },
    };
    const accumulation = to.quietly(() => accumulate(subject, to));
    return { accumulation, caught: runs.get(accumulation.trial) ?? [] };
  };
  let { accumulation, caught } = study(false);
  // Objects whose fields grow, each in its own way.
  const split = wholesOf(accumulation.refused, to);
  if (split.size > 0) {
    wholes = split;
    scope = withFields(before, wholes);
    ({ accumulation, caught } = study(false));
  }
  if (accumulation.refused.length > 0) {
    const joined = loop.isJoined ? undefined : joinedPasses(loop, to);
    const outcome = joined === undefined ? undefined : goThrough(joined, label, before, path, sink, to);
    if (outcome !== undefined || loop.isJoined) return outcome;
    const whole = new Map(
      [...wholes].flatMap(([symbol, parts]) => parts.map((part) => [part.symbol, symbol] as const)),
    );
    for (const symbol of new Set(accumulation.refused.map((one) => whole.get(one) ?? one)))
      to.deny(loop.node, "GW1016", { name: symbol.name, instead: insteadOf(symbol, loop.source.getText(), to) });
    // What else is wrong with it is told as well.
    unstudied();
    // A loop around this one must not take the names for unchanged.
    const names = [...accumulation.refused, ...wholes.keys()];
    return passes(new Map([...before, ...names.map((symbol) => [symbol, refused] as const)]));
  }
  const { iteration, outcome } = accumulation.trial;
  const leads = outcome.exits.filter((exit) => !endsPass(exit));
  const leaving = leads.filter((exit) => !isOwnBreak(exit));
  const isMixed = new Set(leads.map((exit) => (isOwnBreak(exit) ? "" : `${exit.kind} ${exit.label ?? ""}`))).size > 1;
  const readsBefore = to.quietly(() => reads(accumulation, caught, leaving, to));
  const alone = sink === undefined || leads.length === 0 || indifferent(accumulation.trial, caught, leads, path, to);
  const indexed = readsBefore || looksBack(accumulation) || !alone || (isMixed && leaving.length > 0);
  if (loop.isJoined && (indexed || leads.length > 0)) return undefined;
  if (indexed && !iteration.ordered) to.deny(loop.node, "GW1009", { text: loop.source.getText() });
  else if (!iteration.ordered)
    for (const symbol of orderedTargets(accumulation)) to.deny(loop.node, "GW1009", { text: symbol.name });
  if (indexed) accumulation = study(true).accumulation;

  const started = new Map(
    accumulation.targets.map(({ symbol }) => [symbol, accumulation.placeholders.get(symbol) as Term]),
  );
  const last = pass(
    ({ index }) => (readsBefore && index !== undefined ? valuesBefore(accumulation, index, to) : started),
    (index) => (alone ? [] : nonePassed(accumulation, index, to)),
    indexed,
    sink,
  );
  const after = joinedFields(
    new Map([
      ...scope,
      ...[...valuesAfter(accumulation, to)].map(([symbol, term]) => [symbol, { kind: "term", term }] as const),
    ]),
    wholes,
  );
  return leftBy(last, accumulation, isMixed, { loop, endsPass, isOwnBreak }, after, to);
}

/** True where the passes read the names that they assign to, other than to let them grow. */
function reads(loop: Accumulation, caught: readonly Yielded[], leaving: readonly Exit[], to: Lowering): boolean {
  const { variables } = loop;
  if (variables.size === 0) return false;
  // What is left out of two loops as one is left out of the list that they make.
  const growsByItself =
    loop.subject.isJoined && leaving.length === 0 && loop.targets.every(({ growth }) => growth.sort === "distinct");
  return (
    caught.some((one) => mentions(one.path, variables) || mentions(yieldedValue(one, to), variables)) ||
    leaving.some((exit) => mentions(exit.exactly, variables) || mentions(exitValue(exit, to), variables)) ||
    (!growsByItself && loop.trial.outcome.exits.some(({ exactly }) => mentions(exactly, variables)))
  );
}

/** What leads out of a loop, from its last lowering. */
function leftBy(
  { iteration, outcome }: Trial,
  accumulation: Accumulation,
  isMixed: boolean,
  of: { loop: Passes; endsPass(exit: Exit): boolean; isOwnBreak(exit: Exit): boolean },
  scope: Scope,
  to: Lowering,
): Outcome {
  const leads = outcome.exits.filter((exit) => !of.endsPass(exit));
  const goesOn = outcome.exits.some(of.endsPass);
  // Where a pass may go on before a way out, or leave by another one, the condition says so.
  const leaving = leads
    .filter((exit) => !of.isOwnBreak(exit))
    .map((exit) => ({ ...exit, when: goesOn || isMixed ? exit.exactly : exit.when }));
  if (leaving.length === 0) return { ...passes(scope), scope };
  const guard = isMixed && iteration.index !== undefined ? nonePassed(accumulation, iteration.index, to) : [];
  const steps = [...iteration.steps, ...guard];
  const returns = leaving.filter(({ kind }) => kind === "return");
  const exits: Exit[] = [];
  if (returns.length > 0) {
    const exit = firstReturn(steps, returns, scope, to);
    if (!iteration.ordered && exit.value !== undefined && "term" in exit.value && exit.value.term.kind !== "constant")
      to.deny(of.loop.node, "GW1009", { text: of.loop.source.getText() });
    exits.push(exit);
  }
  for (const key of new Set(
    leaving.filter(({ kind }) => kind !== "return").map(({ kind, label }) => `${kind} ${label}`),
  )) {
    const same = leaving.filter(({ kind, label }) => `${kind} ${label}` === key);
    const when = exists([...steps, ...any(same.map((exit) => exit.when))]);
    const { kind, label } = same[0] as Exit;
    exits.push({ kind, when, exactly: when, scope, ...(label === undefined ? {} : { label }) });
  }
  const after = not(exists([...steps, ...any(leaving.map((exit) => exit.when))]));
  return { exits, after, ends: false, scope };
}

/**
 * True when it makes no difference which passes come first: whatever is yielded stands right before the way out, and is the same for
 * every pass.
 */
function indifferent(
  { iteration }: Trial,
  caught: readonly Yielded[],
  leads: readonly Exit[],
  path: Body,
  to: Lowering,
): boolean {
  const [lead] = leads;
  if (lead === undefined || leads.length > 1) return caught.length === 0;
  const own = new Set<number>();
  for (const step of iteration.steps) {
    if (step.kind !== "some") continue;
    for (const variable of [step.key, step.value]) if (variable !== undefined) own.add(variable.id);
  }
  return caught.every((one) => {
    const relative = one.path.slice(path.length + iteration.steps.length);
    const read = to.quietly(() => freeVariables([], yieldedValue(one, to)));
    return keyOf(relative) === keyOf(lead.exactly) && read.every(({ id }) => !own.has(id));
  });
}

function yieldedValue({ node, scope, element }: Yielded, to: Lowering): Term {
  return element ?? to.value(node, scope);
}
