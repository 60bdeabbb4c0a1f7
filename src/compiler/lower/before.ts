/** What a value is before a pass of a loop, and the lists of what passes add to it. */
import type { Body, Term, Variable } from "../ir/nodes.js";
import { mentions } from "../ir/renew.js";
import { empty, unnamed } from "../ir/terms.js";

/** The value before a pass. */
export interface Before {
  readonly variable: Variable;
  readonly mayBeUndefined: boolean;
}

export function isBefore(term: Term, { variable, mayBeUndefined }: Before): boolean {
  const target = unnamed(term);
  if (!mayBeUndefined) return target.kind === "variable" && target.id === variable.id;
  return target.kind === "member" && target.object.kind === "variable" && target.object.id === variable.id;
}

export function isFree(node: Term | Body, { variable }: Before): boolean {
  return !mentions(node, new Set([variable.id]));
}

/** What a pass adds that adds nothing. */
export const none: Term = empty.array;

export function list(...items: readonly Term[]): Term {
  return { kind: "array", items };
}

export function isNone(term: Term): boolean {
  return term.kind === "array" && term.items.length === 0;
}

export function concat(left: Term, right: Term): Term {
  if (isNone(left)) return right;
  if (isNone(right)) return left;
  if (left.kind === "array" && right.kind === "array") return list(...left.items, ...right.items);
  return { kind: "call", operation: "concatArrays", args: [left, right] };
}
