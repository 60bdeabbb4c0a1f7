import { test } from "../ir/steps.js";
import { call, member } from "../ir/terms.js";
import { keyTerm } from "../lower/entries.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import { gathered } from "../syntax/collections.js";
import type { ts } from "../typescript.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";

function operands(site: CallSite, to: Lowering) {
  const [key] = site.args as readonly [ts.Expression];
  return { map: to.value(site.receiver as ts.Expression, site.scope), key: keyTerm(key, site.scope, to) };
}

function has(site: CallSite, to: Lowering) {
  const { map, key } = operands(site, to);
  return test(call("hasKey", map, key));
}

function listing(name: string, samples: readonly string[]): Builtin {
  return { owner: "Map", name, samples, value: (site, to) => gathered(site.node, site.scope, to) };
}

const lengths = "new Map(texts.map((x) => [x, x.length] as const))";

export const maps: readonly Builtin[] = [
  {
    owner: "Map",
    name: "get",
    samples: [
      `${lengths}.get("a") ?? -1`,
      `${lengths}.get(text) ?? null`,
      'new Map([["a", ["x"]], ["b", []]]).get(text)?.length ?? -1',
      "new Map(Object.entries(record)).get(text) ?? null",
    ],
    value(site, to) {
      const { map, key } = operands(site, to);
      return to.whenReceiver(site, member(map, key));
    },
  },
  {
    owner: "Map",
    name: "has",
    samples: [`${lengths}.has("a")`, 'new Map([["a", 1]]).has(text)', "new Map([[1, 2]]).has(numbers.length)"],
    value: (site, to) => to.whenReceiver(site, asValue(has(site, to))),
    holds: (site, to) => [...to.receiverPresent(site), ...has(site, to)],
  },
  listing("keys", [`[...${lengths}.keys()].toSorted()`]),
  listing("values", [`[...${lengths}.values()].toSorted((a, b) => a - b)`]),
  listing("entries", [`[...${lengths}.entries()].some(([k, v]) => k === text && v > 0)`]),
];

export const mapProperties: readonly BuiltinProperty[] = [
  {
    owner: "Map",
    name: "size",
    samples: [`${lengths}.size`],
    value: (node, scope, to) => call("count", to.value(node.expression, scope)),
  },
];
