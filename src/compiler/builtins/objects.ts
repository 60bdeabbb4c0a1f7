import { isDefined, mayBeNaN } from "../ir/inspect.js";
import { compare, test } from "../ir/steps.js";
import { call, constant, orElse } from "../ir/terms.js";
import { objectOfPairs, pairType } from "../lower/entries.js";
import { refuseHoles } from "../lower/holes.js";
import { isObject } from "../lower/iterate.js";
import type { Lowering } from "../lower/lowering.js";
import { isComposite, isOnlyText } from "../lower/shape.js";
import { asValue } from "../syntax/binary.js";
import { gathered } from "../syntax/collections.js";
import { keyText } from "../syntax/keys.js";
import type { ts } from "../typescript.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";

/** `Object.keys(o)` and its like as lists, without an order. */
function listing(name: string, samples: readonly string[]): Builtin {
  return {
    owner: "ObjectConstructor",
    name,
    samples,
    value: (site, to) =>
      site.receiver !== undefined && isObject(site.receiver)
        ? gathered(site.node, site.scope, to)
        : to.deny(site.node, "GW1024", { method: `\`Object.${name}\` by another name`, instead: `Object.${name}(…)` }),
  };
}

function hasOwn(site: CallSite, to: Lowering) {
  const [object, key] = site.args as readonly [ts.Expression, ts.Expression];
  const { array, string, set } = to.shape(object);
  if (array || string || set) to.deny(object, "GW1038", { text: site.node.getText() });
  refuseHoles(object, key, to);
  return test(call("hasKey", to.value(object, site.scope), keyText(key, site.scope, to)));
}

function has(site: CallSite, to: Lowering) {
  const [sought] = site.args as readonly [ts.Expression];
  const shape = to.shape(sought);
  if (isComposite(shape) && !shape.unknown) to.deny(sought, "GW1008", { left: "one", right: sought.getText() });
  const term = to.value(sought, site.scope);
  // Null stands for undefined in sets that can have no null.
  const isGap = !isDefined(term) && !mayBeNaN(term) && !to.elementShape(site.receiver as ts.Expression)?.null;
  return test(
    call("in", isGap ? orElse(term, constant(null)) : term, to.value(site.receiver as ts.Expression, site.scope)),
  );
}

/** `left.op(right)` of two sets. */
function combine(name: "union" | "intersection" | "difference", samples: readonly string[]): Builtin {
  return {
    owner: "Set",
    name,
    samples,
    value: (site, to) =>
      call(
        name,
        to.value(site.receiver as ts.Expression, site.scope),
        to.value(site.args[0] as ts.Expression, site.scope),
      ),
  };
}

/** A question about two sets: whether what is left of one by the other is empty. */
function relation(
  name: string,
  samples: readonly string[],
  question: (site: CallSite, to: Lowering) => ReturnType<typeof compare>,
): Builtin {
  return { owner: "Set", name, samples, value: (site, to) => asValue(question(site, to)), holds: question };
}

const emptySet = { kind: "set", items: [] } as const;
const left = (site: CallSite, to: Lowering) => to.value(site.receiver as ts.Expression, site.scope);
const right = (site: CallSite, to: Lowering) => to.value(site.args[0] as ts.Expression, site.scope);

export const objects: readonly Builtin[] = [
  listing("keys", ["Object.keys(record).toSorted()", "Object.keys(record).length"]),
  listing("values", ["Object.values(record).toSorted()", 'Object.values(record).includes("x")']),
  listing("entries", [
    "Object.entries(record).length",
    'Object.entries(record).some(([k, v]) => k === "a" && v === "x")',
    "Object.entries(record).map(([k, v]) => k + v).toSorted()",
  ]),
  {
    owner: "ObjectConstructor",
    name: "fromEntries",
    samples: [
      "Object.keys(Object.fromEntries(texts.map((x) => [x, x.length]))).toSorted()",
      "Object.fromEntries(texts.map((x, i) => [x, i]))[text] ?? -1",
      'Object.fromEntries(Object.entries(record).filter(([k]) => k !== "a").map(([k, v]) => [k, v + "!"]))["b"] ?? null',
      'Object.entries(Object.fromEntries([["a", text], ["b", "x"], ["a", "z"]])).map(([k, v]) => k + v).toSorted()',
    ],
    value(site, to) {
      const [pairs] = site.args as readonly [ts.Expression];
      const key = pairType(pairs, 0, to);
      if (key === undefined || !isOnlyText(key)) return to.deny(pairs, "GW1001", { what: "a key that is no text" });
      return objectOfPairs(pairs, site.scope, to);
    },
  },
  {
    owner: "ObjectConstructor",
    name: "freeze",
    samples: ["Object.freeze(texts)", 'Object.freeze({ a: text, b: ["x"] })'],
    // Values of a policy never change anyway.
    value: (site, to) => to.value(site.args[0] as ts.Expression, site.scope),
  },
  {
    owner: "ObjectConstructor",
    name: "hasOwn",
    samples: ['Object.hasOwn(record, "a")', "Object.hasOwn(record, text)"],
    value: (site, to) => asValue(hasOwn(site, to)),
    holds: hasOwn,
  },
  {
    owner: "Set",
    name: "has",
    samples: ['new Set(texts).has("a")', 'new Set(["abc", "q"]).has(text)'],
    value: (site, to) => to.whenReceiver(site, asValue(has(site, to))),
    holds: has,
  },
  combine("union", ["new Set(texts).union(new Set([text])).size"]),
  combine("intersection", ['[...new Set(texts).intersection(new Set(["a", "b"]))].toSorted()']),
  combine("difference", ['[...new Set(texts).difference(new Set(["a"]))].toSorted()']),
  relation("isSubsetOf", ['new Set(texts).isSubsetOf(new Set(["a", "b"]))'], (site, to) =>
    compare("equal", call("difference", left(site, to), right(site, to)), emptySet),
  ),
  relation("isSupersetOf", ['new Set(texts).isSupersetOf(new Set(["a"]))'], (site, to) =>
    compare("equal", call("difference", right(site, to), left(site, to)), emptySet),
  ),
  relation("isDisjointFrom", ['new Set(texts).isDisjointFrom(new Set(["a"]))'], (site, to) =>
    compare("equal", call("intersection", left(site, to), right(site, to)), emptySet),
  ),
];

export const objectProperties: readonly BuiltinProperty[] = [
  {
    owner: "Set",
    name: "size",
    samples: ["new Set(texts).size", "new Set(texts).size === 0", "new Set(texts).size !== 0"],
    value: (node, scope, to) => call("count", to.value(node.expression, scope)),
  },
];
