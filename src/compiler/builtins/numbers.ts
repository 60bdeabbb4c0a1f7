import { compare } from "../ir/steps.js";
import { absent, call, constant } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import { textOf } from "../syntax/template.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";

function numbersOf(site: CallSite, to: Lowering) {
  return site.args.map((node) => {
    const shape = to.shape(node);
    if (ts.isSpreadElement(node) || !shape.number || shape.undefined || shape.null || shape.string)
      return to.deny(node, "GW1027", { operator: site.node.expression.getText() });
    return to.value(node, site.scope);
  });
}

function rounding(name: "floor" | "ceil" | "abs", samples: readonly string[]): Builtin {
  return { owner: "Math", name, samples, value: (site, to) => call(name, ...numbersOf(site, to)) };
}

function extreme(name: "max" | "min", samples: readonly string[]): Builtin {
  return {
    owner: "Math",
    name,
    samples,
    value(site, to) {
      const items = numbersOf(site, to);
      return items.length === 0
        ? to.deny(site.node, "GW1024", { method: `Math.${name} of nothing`, instead: "a number" })
        : call(name, { kind: "array", items });
    },
  };
}

function isInteger(site: CallSite, to: Lowering) {
  const [node] = site.args;
  if (node === undefined || !to.shape(node).number || to.shape(node).string)
    return compare("equal", to.deny(site.node, "GW1027", { operator: "Number.isInteger" }), absent);
  const term = to.value(node, site.scope);
  return compare("equal", call("floor", term), term);
}

export const numbers: readonly Builtin[] = [
  rounding("floor", ["numbers.map((n) => Math.floor(n))"]),
  rounding("ceil", ["numbers.map((n) => Math.ceil(n))"]),
  rounding("abs", ["numbers.map((n) => Math.abs(n - 2))"]),
  extreme("max", ["Math.max(1, numbers.length)"]),
  extreme("min", ["Math.min(1, numbers.length)"]),
  {
    owner: "NumberConstructor",
    name: "isInteger",
    samples: ["numbers.map((n) => Number.isInteger(n))"],
    value: (site, to) => asValue(isInteger(site, to)),
    holds: isInteger,
  },
  {
    owner: "global",
    name: "String",
    samples: ["String(text)", "numbers.map((n) => String(n))", "String(true)"],
    value: (site, to) =>
      site.args.length === 1 ? textOf(site.args[0] as ts.Expression, site.scope, to) : constant(""),
  },
  {
    owner: "Number",
    name: "toString",
    samples: ["numbers.map((n) => n.toString())"],
    value: (site, to) =>
      site.args.length === 0
        ? textOf(site.receiver as ts.Expression, site.scope, to)
        : to.deny(site.node, "GW1024", { method: "toString with a base", instead: "String(n)" }),
  },
];
