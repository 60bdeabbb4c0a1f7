/** What is assigned to: a part of a collection that a name stands for. */

import { keyOf } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { call, choose, constant, empty, isEmptyCollection, member, orElse, unnamed } from "../ir/terms.js";
import { keyText } from "../syntax/keys.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { keyTerm } from "./entries.js";
import type { Lowering, Scope } from "./lowering.js";
import type { Shape } from "./shape.js";

/** `groups[key].name`: the name, and the keys from there. */
export interface Place {
  readonly root: ts.Symbol;
  readonly keys: readonly Term[];
}

export function placeOf(node: ts.Expression, scope: Scope, to: Lowering): Place | undefined {
  const target = unwrap(node);
  if (ts.isIdentifier(target)) {
    const root = resolve(target, to.checker);
    return root === undefined || scope.get(root)?.kind !== "term" ? undefined : { root, keys: [] };
  }
  if (ts.isCallExpression(target)) return entryOf(target, scope, to);
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return undefined;
  const holder = placeOf(target.expression, scope, to);
  if (holder === undefined || !isRecord(target.expression, to)) return undefined;
  const key = ts.isPropertyAccessExpression(target)
    ? constant(target.name.text)
    : keyText(target.argumentExpression, scope, to);
  if (ts.isElementAccessExpression(target) && !isKey(to.shape(target.argumentExpression))) return undefined;
  if (key.kind === "constant" && key.value === "__proto__") return undefined;
  return { root: holder.root, keys: [...holder.keys, key] };
}

/** `map.get(key)`. */
function entryOf({ expression, arguments: [key] }: ts.CallExpression, scope: Scope, to: Lowering): Place | undefined {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== "get" || key === undefined)
    return undefined;
  const holder = to.shape(expression.expression).map ? placeOf(expression.expression, scope, to) : undefined;
  return holder === undefined ? undefined : { ...holder, keys: [...holder.keys, keyTerm(key, scope, to)] };
}

function isKey({ string, number }: Shape): boolean {
  return string || number;
}

function isRecord(node: ts.Expression, to: Lowering): boolean {
  const { object, array, set, map, string } = to.shape(node);
  return object && !array && !set && !map && !string;
}

export function readPlace(place: Place, scope: Scope): Term {
  const binding = scope.get(place.root);
  const root = binding?.kind === "term" ? binding.term : empty.object;
  return place.keys.reduce(readKey, root);
}

/** The value under a key, of an object that was written to as well. */
function readKey(object: Term, key: Term): Term {
  const target = unnamed(object);
  if (target.kind === "choose") {
    const { cases, otherwise } = target;
    const answers = cases.map(({ when, answer }) => ({ when, answer: readKey(answer, key) }));
    const last = otherwise === undefined ? undefined : readKey(otherwise, key);
    const [first] = answers;
    // `if (!groups[key]) groups[key] = []`
    if (first !== undefined && answers.length === 1 && last !== undefined && isAbsence(first.when, last))
      return orElse(last, first.answer);
    const isSame = last !== undefined && answers.every(({ answer }) => keyOf(answer) === keyOf(last));
    return isSame ? last : choose(answers, last);
  }
  const written = lastWritten(target);
  if (written !== undefined && keyOf(written.key) === keyOf(key)) return written.value;
  return member(object, key);
}

function lastWritten(term: Term): { readonly key: Term; readonly value: Term } | undefined {
  const over = term.kind === "call" && term.operation === "mergeObjects" ? term.args[1] : term;
  return over?.kind === "object" && over.entries.length === 1 ? over.entries[0] : undefined;
}

/** True for the question whether a term is absent. */
export function isAbsence(when: Body, term: Term): boolean {
  const [step] = when;
  if (when.length !== 1 || step?.kind !== "not" || step.body.length !== 1) return false;
  const [asked] = step.body;
  if (asked?.kind !== "test" && asked?.kind !== "defined") return false;
  const same = keyOf(asked.term) === keyOf(term);
  const isKey =
    asked.term.kind === "call" &&
    asked.term.operation === "hasKey" &&
    term.kind === "member" &&
    keyOf(asked.term.args[0] as Term) === keyOf(term.object) &&
    keyOf(asked.term.args[1] as Term) === keyOf(term.key);
  return same || isKey;
}

/** The root with a value at the place. */
export function writePlace(place: Place, value: Term, scope: Scope, mayBeObject: boolean): Term {
  const binding = scope.get(place.root);
  return write(binding?.kind === "term" ? binding.term : empty.object, place.keys, value, mayBeObject);
}

function write(base: Term, [key, ...rest]: readonly Term[], value: Term, mayBeObject: boolean): Term {
  if (key === undefined) return value;
  const inner = rest.length === 0 ? value : write(readKey(base, key), rest, value, mayBeObject);
  return put(without(base, key), key, inner, mayBeObject || rest.length > 0);
}

/** Rego merges objects in objects, so that what is replaced by one is taken out first. */
function put(base: Term, key: Term, value: Term, replaces: boolean): Term {
  const entry: Term = { kind: "object", entries: [{ key, value }] };
  const target = unnamed(base);
  if (isEmptyCollection(target)) return entry;
  if (
    target.kind === "object" &&
    [...target.entries.map((one) => one.key), key].every((one) => one.kind === "constant")
  )
    return {
      kind: "object",
      entries: [...target.entries.filter((one) => keyOf(one.key) !== keyOf(key)), { key, value }],
    };
  return call("mergeObjects", replaces ? call("removeKeys", base, { kind: "array", items: [key] }) : base, entry);
}

/** An object before its key was written, when it is to be written again. */
function without(base: Term, key: Term): Term {
  const target = unnamed(base);
  if (target.kind === "call" && target.operation === "mergeObjects") {
    const [below, over] = target.args as [Term, Term];
    const written = lastWritten(over);
    return written !== undefined && keyOf(written.key) === keyOf(key) ? without(below, key) : base;
  }
  if (target.kind === "call" && target.operation === "removeKeys") {
    const [below, keys] = target.args as [Term, Term];
    return keys.kind === "array" && keys.items.length === 1 && keyOf(keys.items[0] as Term) === keyOf(key)
      ? without(below, key)
      : base;
  }
  if (target.kind === "object" && lastWritten(target) !== undefined)
    return keyOf(lastWritten(target)?.key as Term) === keyOf(key) ? empty.object : base;
  if (target.kind !== "choose" || target.otherwise === undefined) return base;
  const [first, ...others] = [target.otherwise, ...target.cases.map(({ answer }) => answer)].map((one) =>
    without(one, key),
  );
  return others.every((one) => keyOf(one) === keyOf(first as Term)) ? (first as Term) : base;
}
