/** What statements lead to: ways out of them, and the names after them. */

import { keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any } from "../ir/steps.js";
import { absent, choose, constant, unnamed } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import type { Lowering, Scope } from "./lowering.js";

/** A way out of a list of statements. Conditions are relative to its start. */
export interface Exit {
  readonly kind: "return" | "continue" | "break";
  /** The loop that a continue or a break names. */
  readonly label?: string;
  /** Earlier ways out are not excluded: who asks in order need not. */
  readonly when: Body;
  /** The same, with earlier ways out excluded. */
  readonly exactly: Body;
  /** What is returned: an expression in its scope, or a term that a loop found. */
  readonly value?: { readonly node: ts.Expression; readonly scope: Scope } | { readonly term: Term };
  /** The names as they are on this way. */
  readonly scope: Scope;
}

export interface Outcome {
  /** In the order of the statements. */
  readonly exits: readonly Exit[];
  /** Steps that hold when control comes out at the end. */
  readonly after: Body;
  /** True when it never does. */
  readonly ends: boolean;
  readonly scope: Scope;
}

/** What a generator yields, and what holds when it does. */
export interface Yielded {
  readonly path: Body;
  /** What is yielded, or the list whose elements are. */
  readonly node: ts.Expression;
  readonly scope: Scope;
  /** An element of the list. */
  readonly element?: Term;
}

export type Sink = (yielded: Yielded) => void;

export function passes(scope: Scope): Outcome {
  return { exits: [], after: [], ends: false, scope };
}

export function leaves(exit: Omit<Exit, "when" | "exactly">): Outcome {
  return { exits: [{ ...exit, when: [], exactly: [] }], after: [], ends: true, scope: exit.scope };
}

export function sequence(first: Outcome, second: Outcome): Outcome {
  return {
    exits: [...first.exits, ...second.exits.map((exit) => ({ ...exit, exactly: [...first.after, ...exit.exactly] }))],
    after: [...first.after, ...second.after],
    ends: second.ends,
    scope: second.scope,
  };
}

/** The ways out of what happens under a condition. */
export function under(condition: Body, exits: readonly Exit[]): readonly Exit[] {
  return exits.map((exit) => ({
    ...exit,
    when: [...condition, ...exit.when],
    exactly: [...condition, ...exit.exactly],
  }));
}

/** What two branches lead to, of which one is taken. */
export function branched(scope: Scope, when: Body, unless: Body, yes: Outcome, no: Outcome, to: Lowering): Outcome {
  return {
    exits: [...under(when, yes.exits), ...under(unless, no.exits)],
    after: afterBranch(when, unless, yes, no),
    ends: yes.ends && no.ends,
    scope: yes.ends ? no.scope : no.ends ? yes.scope : joined(scope, when, yes.scope, no.scope, to),
  };
}

function afterBranch(when: Body, unless: Body, yes: Outcome, no: Outcome): Body {
  if (yes.ends) return [...unless, ...no.after];
  if (no.ends) return [...when, ...yes.after];
  return [
    ...(yes.after.length === 0 ? [] : any([unless, yes.after])),
    ...(no.after.length === 0 ? [] : any([when, no.after])),
  ];
}

/** The scope after a block: names from before it, with what the block assigned to them. */
export function outer(inner: Scope, before: Scope): Scope {
  return new Map([...before].map(([symbol, binding]) => [symbol, inner.get(symbol) ?? binding]));
}

/** After two branches, a name stands for what the branch that was taken gave it. */
export function joined(before: Scope, when: Body, yes: Scope, no: Scope, to: Lowering): Scope {
  const result = new Map(before);
  for (const [symbol, binding] of before) {
    const [left, right] = [yes.get(symbol) ?? binding, no.get(symbol) ?? binding];
    if (left === right || left.kind !== "term" || right.kind !== "term") continue;
    const term = joinedFields(when, left.term, right.term) ?? choose([{ when, answer: left.term }], right.term);
    result.set(symbol, { kind: "term", term: to.named(symbol.name, term) });
  }
  return result;
}

/** Two objects that are written out, field by field: what no branch changes stays in sight. */
function joinedFields(when: Body, yes: Term, no: Term): Term | undefined {
  const [left, right] = [fieldsOf(yes), fieldsOf(no)];
  if (left === undefined || right === undefined) return undefined;
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  const entries = keys.map((key) => {
    const [one = absent, other = absent] = [left.get(key), right.get(key)];
    return { key: constant(key), value: keyOf(one) === keyOf(other) ? one : choose([{ when, answer: one }], other) };
  });
  return { kind: "object", entries };
}

function fieldsOf(term: Term): ReadonlyMap<string, Term> | undefined {
  const target = unnamed(term);
  if (target.kind !== "object" || target.entries.length === 0) return undefined;
  const fields = target.entries.map(({ key, value }) =>
    key.kind === "constant" && typeof key.value === "string" ? ([key.value, value] as const) : undefined,
  );
  return fields.every((field) => field !== undefined) ? new Map(fields) : undefined;
}
