/** Parts of texts by position, and the positions of parts. Positions count code points. */
import type { Term } from "../ir/nodes.js";
import { bind, compare } from "../ir/steps.js";
import { call, choose, constant, unnamed } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import type { Builtin, CallSite } from "./builtin.js";
import { argument, receiver } from "./operands.js";
import { clamped, greatest, least, positionArgument, positionFromEnd, withinSize } from "./positions.js";

const toEnd = constant(-1);
const zero = constant(0);

/** `text.slice(start, stop)`. */
function slice(site: CallSite, to: Lowering): Term {
  const text = receiver(site, to);
  const size = call("count", text);
  const start = positionArgument(site, 0, to, zero);
  if (start === undefined) return text;
  const stop = positionArgument(site, 1, to, size);
  const from = positionFromEnd(start, size);
  if (stop === undefined) return call("substring", text, from, toEnd);
  const end = stop === size ? size : positionFromEnd(stop, size);
  return between(text, from, end);
}

function between(text: Term, from: Term, end: Term): Term {
  if (from.kind === "constant" && end.kind === "constant")
    return call("substring", text, from, constant(Math.max(0, (end.value as number) - (from.value as number))));
  return call("substring", text, from, greatest(zero, call("minus", end, from)));
}

/** `text.substring(a, b)`: what lies between the two, whichever comes first. */
function substring(site: CallSite, to: Lowering): Term {
  const text = receiver(site, to);
  const size = call("count", text);
  const first = clamped(positionArgument(site, 0, to, zero) ?? zero);
  const stop = positionArgument(site, 1, to, size);
  if (stop === undefined || stop === size) return call("substring", text, first, toEnd);
  const second = clamped(stop);
  if (first.kind === "constant" && second.kind === "constant") {
    const [a, b] = [first.value as number, second.value as number];
    return between(text, constant(Math.min(a, b)), constant(Math.max(a, b)));
  }
  if (first.kind === "constant" && first.value === 0) return call("substring", text, zero, second);
  if (second.kind === "constant" && second.value === 0) return call("substring", text, zero, first);
  return between(text, least(first, second), greatest(first, second));
}

/** The character at a position, or undefined; `otherwise` where there is none. */
export function characterAt(text: Term, index: Term, to: Lowering, otherwise?: Term): Term {
  const found = to.fresh("character");
  const { at, when } = withinSize(index, call("count", text));
  return choose([{ when: [...when, bind(found, call("substring", text, at, constant(1)))], answer: found }], otherwise);
}

/** `text.charAt(i)` and `text[i]`, which do not count from the end. */
export function characterFromStart(text: Term, index: Term, to: Lowering, otherwise?: Term): Term {
  const found = to.fresh("character");
  const size = call("count", text);
  const within = compare("greater", size, index);
  const when = clamped(index) === index ? within : [...compare("greaterOrEqual", index, zero), ...within];
  return choose(
    [{ when: [...when, bind(found, call("substring", text, index, constant(1)))], answer: found }],
    otherwise,
  );
}

function charAt(site: CallSite, to: Lowering): Term {
  const text = receiver(site, to);
  const index = positionArgument(site, 0, to, zero) ?? zero;
  if (clamped(index) === index || (index.kind === "constant" && (index.value as number) >= 0))
    return call("substring", text, index, constant(1));
  return to.whenReceiver(site, characterFromStart(text, index, to, constant("")));
}

/** The position of a part, from a position on. */
function indexOf(site: CallSite, to: Lowering): Term {
  const text = receiver(site, to);
  const part = argument(site, 0, to) ?? constant("undefined");
  const start = positionArgument(site, 1, to, zero);
  if (start !== undefined && !(start.kind === "constant" && (start.value as number) <= 0))
    return call("indexFrom", text, part, clamped(start));
  // OPA finds no empty text; JavaScript finds it at the start.
  const found = call("indexOfText", text, part);
  if (part.kind === "constant") return part.value === "" ? to.whenReceiver(site, zero) : found;
  return to.whenReceiver(site, choose([{ when: compare("equal", part, constant("")), answer: zero }], found));
}

function lastIndexOf(site: CallSite, to: Lowering): Term {
  if (site.args.length > 1)
    return to.deny(site.node, "GW1024", {
      method: "lastIndexOf with a start",
      instead: "text.slice(0, stop).lastIndexOf(part)",
    });
  return call("lastIndexOfText", receiver(site, to), argument(site, 0, to) ?? constant("undefined"));
}

/** `text.codePointAt(i)`, undefined beyond the end. */
function codePointAt(site: CallSite, to: Lowering): Term {
  const text = receiver(site, to);
  const index = positionArgument(site, 0, to, zero) ?? zero;
  const character = characterFromStart(text, index, to);
  const target = unnamed(character);
  if (target.kind !== "choose") return call("codePoint", character);
  return { ...target, cases: target.cases.map(({ when, answer }) => ({ when, answer: call("codePoint", answer) })) };
}

export const textParts: readonly Builtin[] = [
  {
    owner: "String",
    name: "slice",
    samples: [
      "text.slice(1)",
      "text.slice(0, 2)",
      "text.slice(-2)",
      "text.slice(1, -1)",
      "text.slice(9)",
      "text.slice(2, 1)",
      "text.slice(-9, 2)",
      "text.slice(1.9)",
      "text.slice()",
      "numbers.filter((n) => n < 100).map((n) => text.slice(n))",
      "numbers.filter((n) => n < 100).map((n) => text.slice(0, n))",
      "text.slice(1, record.a?.length)",
    ],
    value: slice,
  },
  {
    owner: "String",
    name: "substring",
    samples: [
      "text.substring(1)",
      "text.substring(2, 0)",
      "text.substring(1, 2)",
      "text.substring(-1, 2)",
      "text.substring(0, texts.length)",
      "numbers.filter((n) => n < 100).map((n) => text.substring(n, 1))",
      "text.substring(1, text.length - 1)",
      "text.substring(9)",
    ],
    value: substring,
  },
  {
    owner: "String",
    name: "at",
    samples: [
      "text.at(0) ?? null",
      "text.at(-1) ?? null",
      "text.at(9) ?? null",
      "numbers.filter((n) => n < 100).map((n) => text.at(n) ?? null)",
    ],
    value: (site, to) => characterAt(receiver(site, to), positionArgument(site, 0, to, zero) ?? zero, to),
  },
  {
    owner: "String",
    name: "charAt",
    samples: [
      "text.charAt(0)",
      "text.charAt(9)",
      "text.charAt(-1)",
      "numbers.filter((n) => n < 100).map((n) => text.charAt(n))",
      "text.charAt(text.length - 1)",
    ],
    value: charAt,
  },
  {
    owner: "String",
    name: "codePointAt",
    samples: [
      "text.codePointAt(0) ?? null",
      "[...text].map((x) => x.codePointAt(0) ?? -1)",
      "text.codePointAt(9) ?? null",
    ],
    value: codePointAt,
  },
  {
    owner: "String",
    name: "indexOf",
    samples: [
      'text.indexOf("b")',
      'text.indexOf("x")',
      'text.indexOf(texts[0] ?? "q")',
      'text.indexOf("")',
      'text.indexOf("b", 2)',
      'text.indexOf("", 9)',
      'text.indexOf("b", text.indexOf("b") + 1)',
      'numbers.filter((n) => n < 100).map((n) => text.indexOf("b", n))',
    ],
    value: indexOf,
  },
  {
    owner: "String",
    name: "lastIndexOf",
    samples: [
      'text.lastIndexOf("b")',
      'text.lastIndexOf("x")',
      'text.lastIndexOf("")',
      'text.lastIndexOf(texts[0] ?? "q")',
      '"aaa".lastIndexOf("aa")',
      '(text + "/" + text).slice((text + "/" + text).lastIndexOf("/") + 1)',
    ],
    value: lastIndexOf,
  },
];
