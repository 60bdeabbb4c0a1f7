import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { compare, some, test } from "../ir/steps.js";
import { absent, call, constant, isUnordered } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import { asValue } from "../syntax/binary.js";
import { asArray, solid } from "../syntax/collections.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { argument } from "./operands.js";

/** What `Array` itself does: lists that are made of other things, and the question whether something is one. */
export const arrayConstructor: readonly Builtin[] = [
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
      "texts.map((x) => Array.from({ length: x.length / 2 - 0.25 }, (_, i) => i))",
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
  if (callable === undefined || size === undefined)
    return to.deny(site.node, "GW1024", {
      method: "Array.from of a length without a callback",
      instead: "Array.from({ length: count }, (_, i) => …)",
    });
  const given = to.value(size, site.scope);
  if (mayBeNaN(given)) return refuseNaN(size, given, to);
  const length = to.isInteger(size) === false ? call("floor", given) : given;
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
