/** What a function answers: the first way out that is taken decides. */

import { isDefined, keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any, bind, defined, exists, isPlain, not } from "../ir/steps.js";
import { absent, choose, constant, empty, member } from "../ir/terms.js";
import { ts } from "../typescript.js";
import { run } from "./flow.js";
import type { Callable, Lowering, Scope } from "./lowering.js";
import { refuseNaN } from "./not-a-number.js";
import type { Exit } from "./outcome.js";
import { withBinding } from "./patterns.js";
import { yielded } from "./yielded.js";

/** The value that a function with these names in scope returns. */
export function functionValue(declaration: Callable, scope: Scope, to: Lowering): Term {
  const { body } = declaration;
  if (body === undefined) return constant(null);
  if (!ts.isBlock(body)) return to.value(body, scope);
  const { exits, ends } = run(body.statements, scope, [], undefined, to);
  const last = exits.at(-1);
  // Where control never comes out at the end, the last way out is taken when no other is.
  const sure = ends && last !== undefined && isPlain(last.when);
  return firstAnswer(sure ? [...exits.slice(0, -1), { ...last, when: [] }] : exits, to);
}

/** How a function answers: with what it returns, or with what it yields. */
export function answerOf({ asteriskToken }: Callable): typeof functionValue {
  return asteriskToken === undefined ? functionValue : yieldedList;
}

/** All that a generator yields, in order. */
function yieldedList(declaration: Callable, scope: Scope, to: Lowering): Term {
  const { body } = declaration;
  if (body === undefined || !ts.isBlock(body)) return empty.array;
  const start = withBinding(scope, yielded, { kind: "term", term: empty.array });
  const { exits, ends, scope: after } = run(body.statements, start, [], undefined, to);
  const termOf = (names: Scope): Term => {
    const binding = names.get(yielded);
    return binding?.kind === "term" ? binding.term : empty.array;
  };
  const cases = exits.map((exit) => ({ when: exit.when, answer: termOf(exit.scope) }));
  const last = cases.at(-1);
  return ends && last !== undefined ? choose(cases.slice(0, -1), last.answer) : choose(cases, termOf(after));
}

/** The first way out that is taken, and its value. */
export function firstAnswer(exits: readonly Exit[], to: Lowering): Term {
  return choose(exits.map((exit) => ({ when: exit.when, answer: exitValue(exit, to) })));
}

export function exitValue(exit: Exit, to: Lowering): Term {
  if (exit.value === undefined) return absent;
  return "term" in exit.value ? exit.value.term : to.value(exit.value.node, exit.value.scope);
}

/** Steps that hold exactly when the function returns what is truthy. */
export function functionCondition(declaration: Callable, scope: Scope, to: Lowering): Body {
  const { body } = declaration;
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return to.holds(body, scope);
  const { exits } = run(body.statements, scope, [], undefined, to);
  const ways: Body[] = [];
  let earlier: Body = [];
  for (const exit of exits) {
    const truth = exitHolds(exit, to);
    ways.push([...earlier, ...exit.when, ...truth]);
    // After a way out that answers true, nobody needs to exclude it: any later answer is true as well, or none.
    if (truth.length > 0) earlier = [...earlier, ...not(exists(exit.when))];
  }
  return any(ways);
}

function exitHolds(exit: Exit, to: Lowering): Body {
  if (exit.value === undefined) return [{ kind: "any", bodies: [] }];
  if ("node" in exit.value) return to.holds(exit.value.node, exit.value.scope);
  return to.truth(exit.value.term);
}

/**
 * What a loop returns: the value of the first pass that leads out.
 *
 * @param returns where no pass goes on before one of them, their conditions; else the exact ones
 */
export function firstReturn(steps: Body, returns: readonly Exit[], scope: Scope, to: Lowering): Exit {
  const values = returns.map((exit) => {
    const given = exitValue(exit, to);
    return exit.value !== undefined && "node" in exit.value ? refuseNaN(exit.value.node, given, to) : given;
  });
  const [value = absent] = values;
  const found = to.fresh("first");
  const made = (when: Body, term: Term): Exit => ({
    kind: "return",
    when,
    exactly: when,
    scope,
    ...(term.kind === "undefined" ? {} : { value: { term } }),
  });
  if (values.every((other) => keyOf(other) === keyOf(value)) && ["constant", "undefined"].includes(value.kind))
    return made(exists([...steps, ...any(returns.map((exit) => exit.when))]), value);
  const single = returns.length === 1 ? returns[0] : undefined;
  if (values.every(isDefined)) {
    if (single !== undefined) return made([bind(found, firstOf([...steps, ...single.when], value))], found);
    const result = to.fresh("result");
    return made([bind(found, firstOf([...steps, bind(result, firstAnswer(returns, to))], result))], found);
  }
  // What may be undefined travels in a list of one, or of none.
  const result = to.fresh("result");
  const boxed = choose(returns.map((exit, index) => ({ when: exit.when, answer: box(values[index] as Term) })));
  return made([bind(found, firstOf([...steps, bind(result, boxed)], result))], member(found, constant(0)));
}

function firstOf(body: Body, value: Term): Term {
  return member({ kind: "collect", into: "array", body, value }, constant(0));
}

/** A list that holds a term where it is defined. */
export function box(term: Term): Term {
  if (term.kind === "undefined") return { kind: "array", items: [] };
  const list: Term = { kind: "array", items: [term] };
  return isDefined(term) ? list : choose([{ when: defined(term), answer: list }], { kind: "array", items: [] });
}
