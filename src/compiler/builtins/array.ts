import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { bind, compare, exists, some, test } from "../ir/steps.js";
import { absent, call, choose, constant, element, isUnordered, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import { isLastUse, takenBy } from "../lower/own.js";
import { gapped, lengthOf } from "../lower/read-one-by-one.js";
import type { Shape } from "../lower/shape.js";
import { asValue } from "../syntax/binary.js";
import { asArray, gathered, solid } from "../syntax/collections.js";
import { asText } from "../syntax/template.js";
import { ts } from "../typescript.js";
import { inPlace, isFresh } from "./array-sort.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { argument, orderedReceiver, receiver } from "./operands.js";
import { positionArgument, positionFromEnd } from "./positions.js";
import { countOfItems } from "./written-lists.js";

function includes(site: CallSite, to: Lowering) {
  const wanted = argument(site, 0, to) ?? constant(null);
  if (site.args.length !== 1)
    to.deny(site.node, "GW1024", { method: "includes with a start", instead: "list.slice(start).includes(x)" });
  const node = site.args[0] as ts.Expression;
  const sought = to.shape(node);
  if (sought.array || sought.set || (sought.object && !sought.unknown))
    to.deny(node, "GW1008", { left: "x", right: node.getText() });
  const list = receiver(site, to);
  return isMapped(site.receiver) || gapped(site.receiver as ts.Expression, list, to) !== undefined
    ? includesMapped(site, wanted, to)
    : test(call("in", wanted, list));
}

/** `xs.map(…)`: a list that is gone through and not made, so that its elements may be undefined. */
function isMapped(node: ts.Expression | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node) && /\.map$/.test(node.expression.getText());
}

function includesMapped(site: CallSite, wanted: Term, to: Lowering): Body {
  const { steps, element } = to.iterate(site.receiver as ts.Expression, site.scope, undefined, false);
  if (!isDefined(element) && !isDefined(wanted)) to.deny(site.node, "GW1017", { text: site.node.getText() });
  return exists([...steps, ...compare("equal", element, wanted)]);
}

/** The first position of a value. */
function firstIndex(site: CallSite, to: Lowering): Term {
  if (site.args.length !== 1)
    return to.deny(site.node, "GW1024", {
      method: "indexOf with a start",
      instead: "list.findIndex((x, i) => i >= start && x === wanted)",
    });
  const found = to.fresh("first");
  return choose([{ when: [bind(found, member(positionsOf(site, to), constant(0)))], answer: found }], constant(-1));
}

function reversed(site: CallSite, to: Lowering): Term {
  return call("reverse", orderedReceiver(site, to));
}

/** The last position of a value. */
function lastIndex(site: CallSite, to: Lowering): Term {
  if (site.args.length !== 1)
    return to.deny(site.node, "GW1024", {
      method: "lastIndexOf with a start",
      instead: "list.slice(0, stop).lastIndexOf(x)",
    });
  const found = to.fresh("last");
  return choose([{ when: [bind(found, call("max", positionsOf(site, to)))], answer: found }], constant(-1));
}

/** Where a value stands. */
function positionsOf(site: CallSite, to: Lowering): Term {
  const node = site.args[0] as ts.Expression;
  const { array, set, object, unknown } = to.shape(node);
  if (array || set || (object && !unknown)) to.deny(node, "GW1008", { left: "an element", right: node.getText() });
  const [index, value] = [to.fresh("index"), to.fresh("value")];
  return {
    kind: "collect",
    into: "array",
    body: [some(orderedReceiver(site, to), value, index), ...compare("equal", value, to.value(node, site.scope))],
    value: index,
  };
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
    list = { kind: "collect", into: "array", body: [some(list, outer), some(outer, item)], value: item };
    type = inner;
  }
  return list;
}

function isMixed({ string, number, object, true: yes, false: no, null: none, undefined: missing }: Shape): boolean {
  return string || number || object || yes || no || none || missing;
}

/** `Array.from(xs)`, `Array.from(xs, f)` and `Array.from({ length: n }, (_, i) => …)`. */
function from(site: CallSite, to: Lowering): Term {
  const [source, callback] = site.args as readonly [ts.Expression, ts.Expression | undefined];
  const length = to.shape(source).object ? to.typeOf(source).getProperty("length") : undefined;
  if (length !== undefined && !to.shape(source).array && !to.shape(source).set) return counted(site, to);
  if (callback === undefined) return asArray(source, site.scope, to);
  const callable = to.callable(callback, site.scope);
  if (callable === undefined) return to.deny(callback, "GW1030", { method: "Array.from" });
  const indexed = callable.declaration.parameters.length > 1;
  const item = to.fresh("item");
  const index = to.fresh("index");
  const list = asArray(source, site.scope, to);
  if (indexed) to.requireOrder(source, list);
  const value = to.applyInline(callable, indexed ? [item, index] : [item], callback);
  return listOf([indexed ? some(list, item, index) : some(list, item)], value, site, to, isUnordered(list));
}

/** A list of a length, from its positions. */
function counted(site: CallSite, to: Lowering): Term {
  const [source, callback] = site.args as readonly [ts.Expression, ts.Expression | undefined];
  const callable = callback === undefined ? undefined : to.callable(callback, site.scope);
  const property = ts.isObjectLiteralExpression(source) ? source.properties[0] : undefined;
  const size =
    property !== undefined && ts.isPropertyAssignment(property)
      ? property.initializer
      : property !== undefined && ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
  if (callable === undefined || size === undefined || to.isInteger(size) === false)
    return to.deny(site.node, "GW1024", {
      method: "Array.from of a length that may be no whole number, or without a callback",
      instead: "Array.from({ length: count }, (_, i) => …)",
    });
  const length = to.value(size, site.scope);
  const index = to.fresh("index");
  const positions = call("range", constant(0), call("minus", length, constant(1)));
  const value = to.applyInline(callable, [absent, index], callback as ts.Expression);
  return listOf([...compare("greater", length, constant(0)), some(positions, index)], value, site, to, false);
}

function listOf(body: Body, value: Term, site: CallSite, to: Lowering, unordered: boolean): Term {
  if (mayBeNaN(value)) return refuseNaN(site.node, value, to);
  if (!isDefined(value)) return to.deny(site.node, "GW1017", { text: site.node.getText() });
  to.requireOrder(site.node, value);
  return { kind: "collect", into: "array", body, value, ...(unordered ? { unordered: true as const } : {}) };
}

/** `list.keys()` and its like as lists: an iterator that is gone through once. */
function listing(name: string, samples: readonly string[]): Builtin {
  return { owner: "Array", name, samples, value: (site, to) => gathered(site.node, site.scope, to) };
}

/** `pop` and `shift`, where nobody asks for the list again, or a declaration says what it is from there on. */
function taking(name: string, value: (list: Term) => Term, samples: readonly string[]): Builtin {
  return {
    owner: "Array",
    name,
    samples,
    value(site, to) {
      const { parent } = site.node;
      const holder = ts.isBinaryExpression(parent) ? parent.parent : parent;
      const isTaken = ts.isVariableDeclaration(holder) && takenBy(holder) === site.node;
      const list = site.receiver as ts.Expression;
      if (!isTaken && !isFresh(list) && !isLastUse(list, to))
        return to.deny(site.node, "GW1005", { what: `\`${name}()\`` });
      return value(orderedReceiver(site, to));
    },
  };
}

export const arrays: readonly Builtin[] = [
  {
    owner: "Array",
    name: "includes",
    samples: ['texts.includes("a")', "texts.includes(text)", "numbers.includes(2)"],
    value: (site, to) => to.whenReceiver(site, asValue(includes(site, to))),
    holds: includes,
  },
  {
    owner: "Array",
    name: "indexOf",
    samples: ["texts.indexOf(text)", "numbers.indexOf(2)"],
    value: (site, to) => to.whenReceiver(site, firstIndex(site, to)),
  },
  {
    owner: "Array",
    name: "lastIndexOf",
    samples: ['texts.lastIndexOf("b")', "numbers.lastIndexOf(2)", 'texts.lastIndexOf("none")'],
    value: (site, to) => to.whenReceiver(site, lastIndex(site, to)),
  },
  {
    owner: "Array",
    name: "at",
    samples: [
      "texts.at(0) ?? null",
      "texts.at(-1) ?? null",
      "texts.at(7) ?? null",
      "texts.at(-7) ?? null",
      "numbers.map((n) => texts.at(n) ?? null)",
    ],
    value(site, to) {
      const list = orderedReceiver(site, to);
      const index = positionArgument(site, 0, to, constant(0)) ?? constant(0);
      if (index.kind === "constant")
        return element(
          list,
          (index.value as number) >= 0 ? index : call("minus", call("count", list), constant(-(index.value as number))),
        );
      return element(
        list,
        choose(
          [{ when: compare("less", index, constant(0)), answer: call("plus", call("count", list), index) }],
          index,
        ),
      );
    },
  },
  {
    owner: "Array",
    name: "slice",
    samples: [
      "texts.slice(1)",
      "texts.slice(0, 1)",
      "texts.slice(-2)",
      "texts.slice(1, -1)",
      "texts.slice(5)",
      "texts.slice(2, 1)",
      "texts.slice(-9, 2)",
      "texts.slice()",
      "numbers.filter((n) => n < 100).map((n) => texts.slice(n))",
      "numbers.filter((n) => n < 100).map((n) => texts.slice(0, n))",
    ],
    value(site, to) {
      const list = orderedReceiver(site, to);
      const size = call("count", list);
      const start = positionArgument(site, 0, to, constant(0));
      const stop = positionArgument(site, 1, to, size);
      if (start === undefined) return list;
      return call(
        "slice",
        list,
        positionFromEnd(start, size),
        stop === undefined || stop === size ? size : positionFromEnd(stop, size),
      );
    },
  },
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
      const list = orderedReceiver(site, to);
      const separator = argument(site, 0, to) ?? constant(",");
      const element = to.elementShape(site.receiver as ts.Expression);
      if (element === undefined || element.object || element.array || element.undefined)
        return to.deny(site.node, "GW1014", { text: (site.receiver as ts.Expression).getText() });
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
  taking("pop", (list) => element(list, call("minus", call("count", list), constant(1))), [
    'text.split("b").pop() ?? null',
    "texts.slice().pop() ?? null",
  ]),
  taking("shift", (list) => element(list, constant(0)), ['text.split("b").shift() ?? null']),
  {
    owner: "Array",
    name: "flat",
    samples: ["[texts, texts].flat()", "[[texts], [texts, texts]].flat(2)", "[[texts]].flat(0)", "texts.flat()"],
    value: flat,
  },
  {
    owner: "ArrayConstructor",
    name: "isArray",
    samples: ["Array.isArray(texts)", "Array.isArray(text)", "Array.isArray(other)"],
    value: (site, to) => asValue(test(call("isArray", argument(site, 0, to) ?? constant(null)))),
    holds: (site, to) => test(call("isArray", argument(site, 0, to) ?? constant(null))),
  },
  {
    owner: "ArrayConstructor",
    name: "from",
    samples: [
      "Array.from(new Set(texts)).toSorted()",
      "Array.from(texts)",
      "Array.from(text)",
      "Array.from(texts, (x) => x + x)",
      "Array.from(texts, (x, i) => ({ x, i }))",
      "Array.from({ length: texts.length }, (_, i) => i * i)",
      "Array.from({ length: 3 }, () => text)",
      "Array.from(Object.entries(record), ([k, v]) => k + v).toSorted()",
    ],
    value: from,
  },
  {
    owner: "ArrayConstructor",
    name: "of",
    samples: ["Array.of(text, text)", "Array.of(1, 2, 3).includes(numbers.length)"],
    value: (site, to) => ({
      kind: "array",
      items: site.args.map((node) => solid(node, to.value(node, site.scope), to)),
    }),
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
