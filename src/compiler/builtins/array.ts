import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { bind, compare, exists, some, test } from "../ir/steps.js";
import { call, choose, constant, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { asValue } from "../syntax/binary.js";
import { asArray } from "../syntax/collections.js";
import { asText } from "../syntax/template.js";
import { ts } from "../typescript.js";
import type { Builtin, BuiltinProperty, CallSite } from "./builtin.js";
import { argument, orderedReceiver, receiver } from "./operands.js";
import { positionFromEnd } from "./positions.js";

function includes(site: CallSite, to: Lowering) {
  const wanted = argument(site, 0, to) ?? constant(null);
  if (site.args.length !== 1)
    to.deny(site.node, "GW1024", { method: "includes with a start", instead: "list.slice(start).includes(x)" });
  const node = site.args[0] as ts.Expression;
  const sought = to.shape(node);
  if (sought.array || sought.set || (sought.object && !sought.unknown))
    to.deny(node, "GW1008", { left: "an element", right: node.getText() });
  return isMapped(site.receiver) ? includesMapped(site, wanted, to) : test(call("in", wanted, receiver(site, to)));
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

/** The first position of a value: the rows that look for one share it. */
function firstIndex(site: CallSite, to: Lowering): Term {
  const wanted = argument(site, 0, to) ?? constant(null);
  const list = orderedReceiver(site, to);
  const [index, value, found] = [to.fresh("index"), to.fresh("value"), to.fresh("first")];
  const positions: Term = {
    kind: "collect",
    into: "array",
    body: [some(list, value, index), ...compare("equal", value, wanted)],
    value: index,
  };
  return choose([{ when: [bind(found, member(positions, constant(0)))], answer: found }], constant(-1));
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
    name: "at",
    samples: ["texts.at(0) ?? null", "texts.at(-1) ?? null", "texts.at(7) ?? null", "texts.at(-7) ?? null"],
    value(site, to) {
      const list = orderedReceiver(site, to);
      const index = argument(site, 0, to) ?? constant(0);
      if (index.kind === "constant")
        return member(
          list,
          (index.value as number) >= 0 ? index : call("minus", call("count", list), constant(-(index.value as number))),
        );
      return member(
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
    ],
    value(site, to) {
      const list = orderedReceiver(site, to);
      const size = call("count", list);
      const start = argument(site, 0, to);
      const stop = argument(site, 1, to);
      if (start === undefined) return list;
      return call("slice", list, positionFromEnd(start, size), stop === undefined ? size : positionFromEnd(stop, size));
    },
  },
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
      if (element === undefined || element.object || element.array || element.null || element.undefined)
        return to.deny(site.node, "GW1014", { text: (site.receiver as ts.Expression).getText() });
      if (element.string && !element.number && !element.true && !element.false) return call("join", separator, list);
      const item = to.fresh("item");
      return call("join", separator, {
        kind: "collect",
        into: "array",
        body: [some(list, item)],
        value: asText(item, element, false),
      });
    },
  },
  {
    owner: "Array",
    name: "toSorted",
    samples: ["texts.toSorted()", "numbers.toSorted((a, b) => a - b)", "numbers.toSorted((a, b) => b - a)"],
    value(site, to) {
      const list = receiver(site, to);
      const element = to.elementShape(site.receiver as ts.Expression);
      const [comparator] = site.args;
      if (comparator === undefined) {
        if (element?.string && !element.number && !element.object && !element.array && !element.null)
          return call("sort", list);
        return to.deny(site.node, "GW1031");
      }
      const direction = numericComparator(comparator);
      if (direction === undefined || !element?.number || element.string) return to.deny(comparator, "GW1031");
      return direction === "up" ? call("sort", list) : call("reverse", call("sort", list));
    },
  },
  {
    owner: "Array",
    name: "toReversed",
    samples: ["texts.toReversed()"],
    value: (site, to) => call("reverse", orderedReceiver(site, to)),
  },
  {
    owner: "Array",
    name: "flat",
    samples: ["[texts, texts].flat()"],
    value(site, to) {
      const element = to.elementShape(site.receiver as ts.Expression);
      if (site.args.length > 0 || !element?.array || element.string || element.object)
        return to.deny(site.node, "GW1024", { method: "flat", instead: "flatMap" });
      const [outer, inner] = [to.fresh("list"), to.fresh("item")];
      return {
        kind: "collect",
        into: "array",
        body: [some(receiver(site, to), outer), some(outer, inner)],
        value: inner,
      };
    },
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
    samples: ["Array.from(new Set(texts)).toSorted()", "Array.from(texts)"],
    value: (site, to) =>
      site.args.length === 1
        ? asArray(site.args[0] as ts.Expression, site.scope, to)
        : to.deny(site.node, "GW1024", { method: "Array.from with a callback", instead: "[...xs].map(callback)" }),
  },
];

function numericComparator(node: ts.Expression): "up" | "down" | undefined {
  if (!ts.isArrowFunction(node) || node.parameters.length !== 2 || !ts.isBinaryExpression(node.body)) return undefined;
  if (node.body.operatorToken.kind !== ts.SyntaxKind.MinusToken) return undefined;
  const [first, second] = node.parameters.map((parameter) => parameter.name.getText());
  const [left, right] = [node.body.left.getText(), node.body.right.getText()];
  if (left === first && right === second) return "up";
  return left === second && right === first ? "down" : undefined;
}

export const arrayProperties: readonly BuiltinProperty[] = [
  {
    owner: "Array",
    name: "length",
    samples: ["texts.length", "numbers.length"],
    value: (node, scope, to) => call("count", to.value(node.expression, scope)),
  },
];
