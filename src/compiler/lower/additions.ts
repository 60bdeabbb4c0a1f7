/** What an operation adds to the value that it grows from. */
import { keyOf } from "../ir/inspect.js";
import type { Call, Term } from "../ir/nodes.js";
import { defined } from "../ir/steps.js";
import { choose, constant, unnamed } from "../ir/terms.js";
import { box } from "./answers.js";
import { type Before, concat, isFree, isNone, list, none } from "./before.js";

/** What a term adds to the value before a pass, as a list; undefined where it grows otherwise. `inner` asks the same of a part. */
export type Leaf = (term: Term, inner: (term: Term) => Term | undefined) => Term | undefined;

/** Two sides of an operation, of which the first grows and the second is added. */
export function adding(operation: string, of: (added: Term) => Term): (before: Before) => Leaf {
  return (before) => (term, inner) => {
    if (term.kind !== "call" || term.operation !== operation) return undefined;
    const [left, right] = term.args as [Term, Term];
    const below = inner(left);
    return below === undefined || !isFree(right, before) ? undefined : concat(below, of(right));
  };
}

export function appended(before: Before): Leaf {
  return adding("concatArrays", (added) => added)(before);
}

export function summed(before: Before): Leaf {
  const plus = adding("plus", (added) => {
    const target = unnamed(added);
    return target.kind === "call" && target.operation === "sum" ? (target.args[0] as Term) : list(added);
  })(before);
  const minus = adding("minus", (added) => list({ kind: "call", operation: "minus", args: [constant(0), added] }))(
    before,
  );
  return (term, inner) => {
    if (term.kind !== "call" || !["plus", "minus"].includes(term.operation)) return undefined;
    const [left, right] = term.args as [Term, Term];
    if (term.operation === "plus" && isFree(left, before)) return plus({ ...term, args: [right, left] }, inner);
    return plus(term, inner) ?? minus(term, inner);
  };
}

export function joinedTo(before: Before): Leaf {
  return (term, inner) => {
    if (term.kind !== "call" || term.operation !== "join") return undefined;
    const [separator, parts] = term.args as [Term, Term];
    if (separator.kind !== "constant" || separator.value !== "" || parts.kind !== "array") return undefined;
    const [first, ...rest] = parts.items;
    const below = first === undefined ? undefined : inner(first);
    if (below === undefined || rest.some((part) => !isFree(part, before))) return undefined;
    const text: Term = rest.length === 1 ? (rest[0] as Term) : { ...term, args: [separator, list(...rest)] };
    return concat(below, list(text));
  };
}

export function united(before: Before): Leaf {
  return adding("union", elementsOf)(before);
}

export function elementsOf(set: Term): Term {
  if (set.kind === "set") return list(...set.items);
  return set.kind === "collect" ? { ...set, into: "array" } : set;
}

export function merged(before: Before): Leaf {
  const plain = adding("mergeObjects", (added) => list(added))(before);
  return (term, inner) => {
    if (term.kind !== "call" || term.operation !== "unionObjects") return plain(term, inner);
    // What an inner loop adds.
    const [first, added] = term.args[0]?.kind === "call" ? term.args[0].args : [];
    const below = first?.kind === "array" && first.items.length === 1 ? inner(first.items[0] as Term) : undefined;
    return below === undefined || added === undefined || !isFree(added, before) ? undefined : concat(below, added);
  };
}

/** Objects whose values are objects: what was under a key before is gone. */
export function overlaid(before: Before): Leaf {
  return (term, inner) => {
    if (term.kind !== "call") return undefined;
    const [left, right] = term.args as [Term, Term];
    if (term.operation === "overlay") {
      const below = inner(left);
      return below === undefined || !isFree(right, before) ? undefined : concat(below, right);
    }
    if (term.operation !== "mergeObjects" || !isFree(right, before)) return undefined;
    const target = unnamed(left);
    const below = inner(isReplaced(target, unnamed(right)) ? ((target as Call).args[0] as Term) : left);
    return below === undefined ? undefined : concat(below, list(right));
  };
}

/** True for an object without the keys that are written next, and no others. */
function isReplaced(base: Term, over: Term): boolean {
  if (base.kind !== "call" || base.operation !== "removeKeys") return false;
  const keys = unnamed(base.args[1] as Term);
  if (keys.kind === "call" && keys.operation === "keys") return keyOf(keys.args[0] as Term) === keyOf(over);
  if (keys.kind !== "array" || over.kind !== "object") return false;
  const written = new Set(over.entries.map(({ key }) => keyOf(key)));
  return keys.items.every((key) => written.has(keyOf(key)));
}

/** A value that is given up for another one: the last one stays. What may be undefined travels in a list. */
export function replaced(before: Before): Leaf {
  return (term, inner) => {
    if (term.kind === "orElse") {
      const below = inner(term.otherwise);
      if (below === undefined || !isNone(below) || !isFree(term.first, before)) return undefined;
      return choose([{ when: defined(term.first), answer: list(list(term.first)) }], none);
    }
    if (!isFree(term, before)) return undefined;
    return list(box(term));
  };
}
