import type { Term } from "../ir/nodes.js";
import type { OperationName } from "../ir/operations.js";
import { test } from "../ir/steps.js";
import { call, constant } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import { isRegularExpression } from "../syntax/regular-expression.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { argument, isText, receiver } from "./operands.js";
import { clamped, isNatural, least, positionArgument } from "./positions.js";
import { splitBy } from "./regexp.js";

/** A question about a text, or what is left of it from a position on, or before one. */
function question(
  name: "startsWith" | "endsWith" | "includes",
  operation: OperationName,
  samples: readonly string[],
): Builtin {
  const ask = (site: CallSite, to: Lowering) => {
    const [part, place] = site.args;
    if (part === undefined || !isText(part, to))
      return test(
        to.deny(site.node, "GW1024", { method: `${name} of what is no text`, instead: `text.${name}(part)` }),
      );
    const text = receiver(site, to);
    const whole = place === undefined ? text : remaining(text, name, site, to);
    return test(call(operation, whole, to.value(part, site.scope)));
  };
  return {
    owner: "String",
    name,
    samples,
    value: (site, to) => to.whenReceiver(site, asValue(ask(site, to))),
    holds: ask,
  };
}

/** What a question with a position is about: the text from there on, or up to there. */
function remaining(text: Term, name: string, site: CallSite, to: Lowering): Term {
  const zero = constant(0);
  if (name !== "endsWith")
    return call("substring", text, clamped(positionArgument(site, 1, to, zero) ?? zero), constant(-1));
  const size = call("count", text);
  // OPA takes no length beyond 64 bits.
  const stop = positionArgument(site, 1, to, size) ?? size;
  return call("substring", text, zero, stop === size ? size : least(size, clamped(stop)));
}

function plain(name: string, operation: OperationName, samples: readonly string[]): Builtin {
  return {
    owner: "String",
    name,
    samples,
    value: (site, to) =>
      site.args.length > 0
        ? to.deny(site.node, "GW1024", { method: `${name} with an argument`, instead: `text.${name}()` })
        : call(operation, receiver(site, to)),
  };
}

/** `text.padStart(length, filler)` and its like. */
function padded(name: string, join: (text: Term, padding: Term) => Term, samples: readonly string[]): Builtin {
  return {
    owner: "String",
    name,
    samples,
    value(site, to) {
      const text = receiver(site, to);
      const length = positionArgument(site, 0, to, constant(0)) ?? constant(0);
      return join(text, call("padding", text, length, argument(site, 1, to) ?? constant(" ")));
    },
  };
}

const together = (...items: readonly Term[]) => call("join", constant(""), { kind: "array", items });

/** What a method says of a text that it does not change. */
function itself(name: string): Builtin {
  return {
    owner: "String",
    name,
    samples: [`text.${name}()`],
    value: (site, to) => receiver(site, to),
  };
}

export const texts: readonly Builtin[] = [
  question("startsWith", "startsWith", [
    'text.startsWith("a")',
    'text.startsWith("")',
    "texts.some((x) => text.startsWith(x))",
    'text.startsWith("b", 1)',
    "numbers.map((n) => text.startsWith(texts[1] ?? text, n))",
  ]),
  question("endsWith", "endsWith", [
    'text.endsWith("c")',
    'text.endsWith("")',
    'text.endsWith("b", 2)',
    "numbers.map((n) => text.endsWith(texts[1] ?? text, n))",
  ]),
  question("includes", "contains", [
    'text.includes("b")',
    'text.includes("")',
    'text.includes("a", 1)',
    "numbers.map((n) => text.includes(texts[1] ?? text, n))",
  ]),
  plain("toLowerCase", "lower", ["text.toLowerCase()"]),
  plain("toUpperCase", "upper", ["text.toUpperCase()"]),
  plain("trim", "trimSpace", ['("  " + text + "\\n").trim()']),
  plain("trimStart", "trimStart", ['("  " + text + " \\n").trimStart()', "text.trimStart()"]),
  plain("trimEnd", "trimEnd", ['("  " + text + " \\n").trimEnd()', "text.trimEnd()"]),
  itself("toString"),
  itself("valueOf"),
  {
    owner: "String",
    name: "split",
    samples: [
      'text.split("b")',
      'text.split("")',
      '"a,b,,c".split(",")',
      '"".split(",")',
      '"".split("")',
      'text.split("b").length',
      'text.split("b", 1)',
      'text.split("", 2)',
      'text.split(",", texts.length)',
      "text.split(/b+/)",
      "text.split(/[ab]|(?:日|語)/, 2)",
      "text.split(/\\s+/)",
      '"a1b22c".split(/[0-9]/)',
    ],
    value(site, to) {
      const [separator, limit] = site.args;
      if (separator === undefined) return { kind: "array", items: [receiver(site, to)] };
      const isExpression = isRegularExpression(separator, to);
      if (!isExpression && !isText(separator, to))
        return to.deny(site.node, "GW1024", { method: "split by what is no text", instead: 'text.split(",")' });
      const parts = isExpression
        ? splitBy(separator, receiver(site, to), to)
        : call("split", receiver(site, to), to.value(separator, site.scope));
      if (limit === undefined) return parts;
      const most = positionArgument(site, 1, to, constant(0)) ?? constant(0);
      // JavaScript takes a negative limit for a very large one.
      if (!isNatural(most) || to.shape(limit).undefined)
        return to.deny(limit, "GW1024", {
          method: "split with a limit that may be negative",
          instead: "text.split(separator).slice(0, Math.max(0, limit))",
        });
      return call("slice", parts, constant(0), most);
    },
  },
  {
    owner: "String",
    name: "concat",
    samples: ['text.concat("x", text)', "text.concat()"],
    value: (site, to) => together(receiver(site, to), ...site.args.map((node) => to.value(node, site.scope))),
  },
  {
    owner: "String",
    name: "repeat",
    samples: [
      "text.repeat(3)",
      "text.repeat(0)",
      '"-".repeat(text.length)',
      "text.repeat(Math.max(0, texts.length - 2))",
    ],
    value(site, to) {
      const times = positionArgument(site, 0, to);
      // JavaScript throws for what is below zero.
      if (times === undefined || !isNatural(times))
        return to.deny(site.node, "GW1024", {
          method: "repeat by a number that may be negative",
          instead: "text.repeat(Math.max(0, times))",
        });
      return call("repeat", receiver(site, to), times);
    },
  },
  padded("padStart", (text, padding) => together(padding, text), [
    'text.padStart(5, "0")',
    "text.padStart(4)",
    'text.padStart(6, "xyz")',
    'text.padStart(6, "")',
    'text.padStart(texts.length - 1, "é")',
    "numbers.map((n) => text.padStart(Math.min(n, 9)))",
  ]),
  padded("padEnd", (text, padding) => together(text, padding), ['text.padEnd(5, "-")', 'text.padEnd(6, "日b")']),
];

export const textProperties: readonly BuiltinProperty[] = [
  {
    owner: "String",
    name: "length",
    samples: ["text.length"],
    value: (node, scope, to) => call("count", to.value(node.expression, scope)),
  },
];
