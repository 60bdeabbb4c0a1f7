/** Positions in lists and texts, as JavaScript reads them: whole, and from the end when they are negative. */
import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { call, choose, constant, isNonNegative, orElse, unnamed } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import type { CallSite } from "./builtin.js";

/** An argument that is a position; `otherwise` where there is none. Fractions are cut off. */
export function positionArgument(site: CallSite, index: number, to: Lowering, otherwise?: Term): Term | undefined {
  const node = site.args[index];
  if (node === undefined) return otherwise;
  const { undefined: missing, number, string, any, unknown, null: none, true: yes, false: no } = to.shape(node);
  if (any || unknown || string || none || yes || no || !number)
    return missing && !number && !any && !unknown ? otherwise : to.deny(node, "GW1027", { operator: "A position" });
  const given = to.value(node, site.scope);
  const known = missing && otherwise !== undefined ? orElse(given, otherwise) : given;
  // NaN is the position 0.
  const value = mayBeNaN(given) ? orElse(given, constant(0)) : known;
  return wholePart(value, to.isInteger(node) !== false);
}

function wholePart(term: Term, isWhole: boolean): Term {
  if (term.kind === "constant") return constant(Math.trunc(term.value as number));
  return isWhole ? term : truncated(term);
}

/** The number without its fraction. */
export function truncated(term: Term): Term {
  return choose([{ when: compare("less", term, constant(0)), answer: call("ceil", term) }], call("floor", term));
}

export function greatest(...items: readonly Term[]): Term {
  return call("max", { kind: "array", items });
}

export function least(...items: readonly Term[]): Term {
  return call("min", { kind: "array", items });
}

/** A position that may count from the end, as one that counts from the start and lies within `size`. */
export function positionFromEnd(index: Term, size: Term): Term {
  if (index.kind === "constant") {
    const value = index.value as number;
    return value >= 0 ? index : greatest(constant(0), call("minus", size, constant(-value)));
  }
  if (isNatural(index)) return index;
  return choose(
    [{ when: compare("less", index, constant(0)), answer: greatest(constant(0), call("plus", size, index)) }],
    index,
  );
}

/** A position below zero is zero. */
export function clamped(index: Term): Term {
  if (index.kind === "constant") return constant(Math.max(0, index.value as number));
  return isNatural(index) ? index : greatest(constant(0), index);
}

/** True for a number that is never below zero: a count, or a position and something. */
export function isNatural(term: Term): boolean {
  if (isNonNegative(term)) return true;
  const target = unnamed(term);
  if (target.kind !== "call") return false;
  const [left, right] = target.args;
  if (target.operation !== "plus" || left === undefined || right === undefined) return false;
  if (isNatural(left) && isNatural(right)) return true;
  return isPosition(left) && right.kind === "constant" && (right.value as number) >= 1;
}

/** -1 or a position. */
function isPosition(term: Term): boolean {
  const target = unnamed(term);
  return target.kind === "call" && (target.operation === "indexOfText" || target.operation === "lastIndexOfText");
}

/** Whether a position is one of a text or list, as a condition, and the position from the start. */
export function withinSize(index: Term, size: Term): { readonly at: Term; readonly when: ReturnType<typeof compare> } {
  if (index.kind === "constant") {
    const value = index.value as number;
    return value >= 0
      ? { at: index, when: compare("greater", size, index) }
      : { at: call("minus", size, constant(-value)), when: compare("greaterOrEqual", size, constant(-value)) };
  }
  if (isNatural(index)) return { at: index, when: compare("greater", size, index) };
  const at = choose([{ when: compare("less", index, constant(0)), answer: call("plus", size, index) }], index);
  return { at, when: [...compare("greaterOrEqual", at, constant(0)), ...compare("greater", size, at)] };
}
