import { mayBeNaN } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { compare, some, test } from "../ir/steps.js";
import { call, choose, constant, isUnordered, orElse } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { gapped, lengthOf } from "../lower/read-one-by-one.js";
import type { Shape } from "../lower/shape.js";
import { gathered } from "../syntax/collections.js";
import { asText } from "../syntax/template.js";
import { ts } from "../typescript.js";
import { inPlace } from "./array-sort.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { argument, orderedReceiver, receiver } from "./operands.js";
import { countOfItems } from "./written-lists.js";

/** `names.join()` of elements some of which may be undefined: nothing is written for these. */
function joinedWithGaps(site: CallSite, separator: Term, shape: Shape, to: Lowering): Term {
  const { receiver: list, scope } = site;
  const { steps, element, ordered } = to.iterate(list as ts.Expression, scope, undefined, false);
  if (!ordered) to.deny(list as ts.Expression, "GW1009", { text: (list as ts.Expression).getText() });
  const text = asText(element, shape, false);
  const value = shape.null
    ? choose([{ when: compare("notEqual", element, constant(null)), answer: text }], constant(""))
    : orElse(text, constant(mayBeNaN(element) ? "NaN" : ""));
  return to.whenReceiver(site, call("join", separator, { kind: "collect", into: "array", body: steps, value }));
}

/** What is made of a whole list. */
export const arrays: readonly Builtin[] = [
  listing("keys", ["[...texts.keys()]", "Array.from(texts.keys(), (i) => i + 1)"]),
  listing("values", ["[...texts.values()]"]),
  listing("entries", ["[...texts.entries()]", "[...texts.entries()].map(([i, x], j) => x + String(i === j))"]),
  {
    owner: "Array",
    name: "concat",
    samples: ["texts.concat(texts)", 'texts.concat("x", ["y"])', "texts.concat()"],
    value: (site, to) =>
      site.args.reduce(
        (list, node) => {
          const shape = to.shape(node);
          if (shape.undefined || shape.any || shape.unknown) return to.deny(node, "GW1017", { text: node.getText() });
          if (shape.array && !shape.string && !shape.object)
            return call("concatArrays", list, to.value(node, site.scope));
          if (shape.array)
            return to.deny(node, "GW1024", { method: "concat of a list or an element", instead: "[...list, element]" });
          return call("concatArrays", list, { kind: "array", items: [to.value(node, site.scope)] });
        },
        receiver(site, to),
      ),
  },
  {
    owner: "Array",
    name: "join",
    samples: ['texts.join(", ")', "texts.join()", 'numbers.join("-")', 'texts.join("")'],
    value(site, to) {
      const separator = argument(site, 0, to) ?? constant(",");
      const element = to.elementShape(site.receiver as ts.Expression);
      if (element === undefined || element.object || element.array)
        return to.deny(site.node, "GW1014", { text: (site.receiver as ts.Expression).getText() });
      if (element.undefined) return joinedWithGaps(site, separator, element, to);
      const list = orderedReceiver(site, to);
      if (gapped(site.receiver as ts.Expression, list, to) !== undefined)
        return joinedWithGaps(site, separator, element, to);
      if (element.string && !element.number && !element.true && !element.false) return call("join", separator, list);
      const item = to.fresh("item");
      return call("join", separator, {
        kind: "collect",
        into: "array",
        body: [some(list, item)],
        // Nothing is written for null.
        value: element.null
          ? choose([{ when: test(call("isNull", item)), answer: constant("") }], asText(item, element, false))
          : asText(item, element, false),
      });
    },
  },
  {
    owner: "Array",
    name: "toReversed",
    samples: ["texts.toReversed()"],
    value: reversed,
  },
  {
    owner: "Array",
    name: "reverse",
    samples: ["[...texts].reverse()", 'text.split("").reverse().join("")'],
    value: inPlace("reverse", reversed),
  },
  {
    owner: "Array",
    name: "flat",
    samples: ["[texts, texts].flat()", "[[texts], [texts, texts]].flat(2)", "[[texts]].flat(0)", "texts.flat()"],
    value: flat,
  },
];

export const arrayProperties: readonly BuiltinProperty[] = [
  {
    owner: "Array",
    name: "length",
    samples: ["texts.length", "numbers.length"],
    value: (node, scope, to) =>
      countOfItems(node.expression, scope, to) ?? lengthOf(node.expression, to.value(node.expression, scope), to),
  },
];

function reversed(site: CallSite, to: Lowering): Term {
  return call("reverse", orderedReceiver(site, to));
}

/** `list.flat(depth)`: as many levels as the type says are lists. */
function flat(site: CallSite, to: Lowering): Term {
  const [node] = site.args;
  const depth = node === undefined ? 1 : Number(node.getText());
  let list = receiver(site, to);
  let type = to.checker.getNonNullableType(to.typeOf(site.receiver as ts.Expression));
  if (!Number.isInteger(depth) || depth < 0)
    return to.deny(site.node, "GW1024", { method: "flat without a fixed depth", instead: "flat(1)" });
  for (let level = 0; level < depth; level += 1) {
    const inner = to.checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    const shape = inner === undefined ? undefined : to.shapeOfType(inner);
    if (inner === undefined || shape === undefined) break;
    if (!shape.array) {
      if (shape.any || shape.unknown)
        return to.deny(site.node, "GW1024", { method: "flat of what may be a list", instead: "flatMap" });
      break;
    }
    if (isMixed(shape))
      return to.deny(site.node, "GW1024", {
        method: "flat of lists and other elements",
        instead: "flatMap((x) => (Array.isArray(x) ? x : [x]))",
      });
    const [outer, item] = [to.fresh("list"), to.fresh("item")];
    const order = isUnordered(list) ? { unordered: true as const } : {};
    list = { kind: "collect", into: "array", body: [some(list, outer), some(outer, item)], value: item, ...order };
    type = inner;
  }
  return list;
}

function isMixed({ string, number, object, true: yes, false: no, null: none, undefined: missing }: Shape): boolean {
  return string || number || object || yes || no || none || missing;
}

/** `list.keys()` and its like as lists: an iterator that is gone through once. */
function listing(name: string, samples: readonly string[]): Builtin {
  return { owner: "Array", name, samples, value: (site, to) => gathered(site.node, site.scope, to) };
}
