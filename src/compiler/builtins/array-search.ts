import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any, bind, compare, defined, exists, not, some, test } from "../ir/steps.js";
import { call, choose, constant, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { gapped } from "../lower/read-one-by-one.js";
import { asValue } from "../syntax/binary.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { argument, orderedReceiver, receiver } from "./operands.js";

/** Whether a list has a value, and where. */
export const arraySearch: readonly Builtin[] = [
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
];

function includes(site: CallSite, to: Lowering) {
  const wanted = argument(site, 0, to) ?? constant(null);
  if (site.args.length !== 1)
    to.deny(site.node, "GW1024", { method: "includes with a start", instead: "list.slice(start).includes(x)" });
  const node = site.args[0] as ts.Expression;
  const sought = to.shape(node);
  if (sought.array || sought.set || (sought.object && !sought.unknown))
    to.deny(node, "GW1008", { left: "x", right: node.getText() });
  if (isGoneThrough(site, to)) return includesMapped(site, wanted, to);
  return test(call("in", wanted, receiver(site, to)));
}

/** True for a list whose elements may be undefined: it is gone through and not made. */
function isGoneThrough(site: CallSite, to: Lowering): boolean {
  return isMapped(site.receiver) || gapped(site.receiver as ts.Expression, receiver(site, to), to) !== undefined;
}

/** `xs.map(…)`. */
function isMapped(node: ts.Expression | undefined): boolean {
  return node !== undefined && ts.isCallExpression(node) && /\.map$/.test(node.expression.getText());
}

function includesMapped(site: CallSite, wanted: Term, to: Lowering): Body {
  const { steps, element } = to.iterate(site.receiver as ts.Expression, site.scope, undefined, false);
  return exists([...steps, ...sameAs(element, wanted)]);
}

/** `element === wanted`, either of which may be undefined. */
function sameAs(element: Term, wanted: Term): Body {
  const equal = compare("equal", element, wanted);
  return isDefined(element) || isDefined(wanted)
    ? equal
    : any([equal, [...not(defined(element)), ...not(defined(wanted))]]);
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
  const wanted = to.value(node, site.scope);
  if (isGoneThrough(site, to)) {
    const { steps, element, index, ordered } = to.iterate(site.receiver as ts.Expression, site.scope, undefined, true);
    if (!ordered || index === undefined) return to.deny(site.node, "GW1009", { text: site.node.getText() });
    return { kind: "collect", into: "array", body: [...steps, ...sameAs(element, wanted)], value: index };
  }
  const [index, value] = [to.fresh("index"), to.fresh("value")];
  return {
    kind: "collect",
    into: "array",
    body: [some(orderedReceiver(site, to), value, index), ...compare("equal", value, wanted)],
    value: index,
  };
}
