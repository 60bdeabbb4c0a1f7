import type { Term } from "../ir/nodes.js";
import type { OperationName } from "../ir/operations.js";
import { bind, compare, test } from "../ir/steps.js";
import { call, choose, constant } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import type { ts } from "../typescript.js";
import { positionFromEnd } from "./array.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";

function operands(site: CallSite, to: Lowering): readonly [Term, ...Term[]] {
  return [to.value(site.receiver as ts.Expression, site.scope), ...site.args.map((node) => to.value(node, site.scope))];
}

/** A question about a text with exactly one argument. */
function question(name: string, operation: OperationName, samples: readonly string[]): Builtin {
  const ask = (site: CallSite, to: Lowering) => {
    if (site.args.length !== 1 || !to.shape(site.args[0] as ts.Expression).string)
      to.deny(site.node, "GW1024", {
        method: `${name} with a position`,
        instead: `text.slice(position).${name}(part)`,
      });
    return test(call(operation, ...operands(site, to)));
  };
  return {
    owner: "String",
    name,
    samples,
    value: (site, to) => to.whenReceiver(site, asValue(ask(site, to))),
    holds: ask,
  };
}

function plain(name: string, operation: OperationName, samples: readonly string[]): Builtin {
  return {
    owner: "String",
    name,
    samples,
    value: (site, to) =>
      site.args.length > 0
        ? to.deny(site.node, "GW1024", { method: `${name} with an argument`, instead: `text.${name}()` })
        : call(operation, ...operands(site, to)),
  };
}

/** `text.slice(start, stop)` in code points. */
function slice(site: CallSite, to: Lowering): Term {
  const [text, start, stop] = operands(site, to);
  if (start === undefined) return text;
  const size = call("count", text);
  const from = positionFromEnd(start, size);
  if (stop === undefined) return call("substring", text, from, constant(-1));
  const end = positionFromEnd(stop, size);
  if (from.kind === "constant" && from.value === 0 && end.kind === "constant")
    return call("substring", text, from, end);
  const length = call("max", { kind: "array", items: [constant(0), call("minus", end, from)] });
  return call("substring", text, from, length);
}

export const texts: readonly Builtin[] = [
  question("startsWith", "startsWith", [
    'text.startsWith("a")',
    'text.startsWith("")',
    "texts.some((x) => text.startsWith(x))",
  ]),
  question("endsWith", "endsWith", ['text.endsWith("c")', 'text.endsWith("")']),
  question("includes", "contains", ['text.includes("b")', 'text.includes("")']),
  plain("toLowerCase", "lower", ["text.toLowerCase()"]),
  plain("toUpperCase", "upper", ["text.toUpperCase()"]),
  plain("trim", "trimSpace", ['("  " + text + "\\n").trim()']),
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
    ],
    value(site, to) {
      if (site.args.length !== 1 || !to.shape(site.args[0] as ts.Expression).string)
        return to.deny(site.node, "GW1024", { method: "split by what is no text", instead: 'text.split(",")' });
      return call("split", ...operands(site, to));
    },
  },
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
    ],
    value: slice,
  },
  {
    owner: "String",
    name: "indexOf",
    samples: ['text.indexOf("b")', 'text.indexOf("x")', 'text.indexOf(texts[0] ?? "q")'],
    value(site, to) {
      if (site.args.length !== 1)
        return to.deny(site.node, "GW1024", {
          method: "indexOf with a start",
          instead: "text.slice(start).indexOf(part)",
        });
      const [text, part] = operands(site, to) as [Term, Term];
      // OPA finds no empty text; JavaScript finds it at the start.
      const found = call("indexOfText", text, part);
      if (part.kind === "constant") return part.value === "" ? constant(0) : found;
      return choose([{ when: compare("equal", part, constant("")), answer: constant(0) }], found);
    },
  },
  {
    owner: "String",
    name: "replaceAll",
    samples: ['text.replaceAll("b", "xx")', 'text.replaceAll("b", "")'],
    value(site, to) {
      const [text, from, by] = operands(site, to);
      const [pattern, replacement] = site.args as readonly [ts.Expression, ts.Expression];
      const literal =
        from?.kind === "constant" && from.value !== "" && by?.kind === "constant" && !String(by.value).includes("$");
      if (!literal || !to.shape(pattern).string || !to.shape(replacement).string)
        return to.deny(site.node, "GW1024", {
          method: "replaceAll with what is no literal text",
          instead: "text.split(a).join(b)",
        });
      return call("replaceAll", text, from, by);
    },
  },
  {
    owner: "String",
    name: "concat",
    samples: ['text.concat("x", text)'],
    value: (site, to) => call("join", constant(""), { kind: "array", items: operands(site, to) }),
  },
  {
    owner: "String",
    name: "at",
    samples: ["text.at(0) ?? null", "text.at(-1) ?? null", "text.at(9) ?? null"],
    value(site, to) {
      const [text, index] = operands(site, to);
      if (index?.kind !== "constant")
        return to.deny(site.node, "GW1024", { method: "at with a computed position", instead: "text.slice(i, i + 1)" });
      const at = index.value as number;
      const found = to.fresh("character");
      const start = at >= 0 ? index : call("minus", call("count", text), constant(-at));
      const within =
        at >= 0
          ? compare("greater", call("count", text), index)
          : compare("greaterOrEqual", call("count", text), constant(-at));
      return choose([{ when: [...within, bind(found, call("substring", text, start, constant(1)))], answer: found }]);
    },
  },
];

export const textProperties: readonly BuiltinProperty[] = [
  {
    owner: "String",
    name: "length",
    samples: ["text.length"],
    value: (node, scope, to) => call("count", to.value(node.expression, scope)),
  },
];
