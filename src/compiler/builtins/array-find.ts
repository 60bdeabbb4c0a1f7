import { isDefined } from "../ir/inspect.js";
import type { Collect, Term, Variable } from "../ir/nodes.js";
import { bind } from "../ir/steps.js";
import { call, choose, constant, member } from "../ir/terms.js";
import { isOnlyAsked } from "../lower/lookups.js";
import type { Lowering } from "../lower/lowering.js";
import { findPick, isPicked, positionsOf } from "../lower/picks.js";
import { itemsOf } from "../lower/written-items.js";
import type { Builtin, CallSite } from "./builtin.js";
import { accepted } from "./callbacks.js";

/** The first or the last element that a callback accepts, and where it stands. */
export const arrayFinding: readonly Builtin[] = [
  {
    owner: "Array",
    name: "find",
    samples: ['texts.find((x) => x > "a") ?? null', "numbers.find((x) => x > 100) ?? null"],
    value(site, to) {
      const pick = findPick(site.node, site.scope, to);
      if (pick !== undefined)
        return isOnlyAsked(site.node) ? isPicked(pick) : to.deny(site.node, "GW1021", { name: site.node.getText() });
      const list = candidates(site, to);
      return list === undefined ? constant(null) : member(list, constant(0));
    },
  },
  {
    owner: "Array",
    name: "findLast",
    samples: ['texts.findLast((x) => x > "a") ?? null', "numbers.findLast((x, i) => x > i) ?? null"],
    value(site, to) {
      const pick = findPick(site.node, site.scope, to);
      if (pick !== undefined)
        return isOnlyAsked(site.node) ? isPicked(pick) : to.deny(site.node, "GW1021", { name: site.node.getText() });
      const list = candidates(site, to);
      return list === undefined ? constant(null) : member(call("reverse", list), constant(0));
    },
  },
  {
    owner: "Array",
    name: "findIndex",
    samples: [
      'texts.findIndex((x) => x === "b")',
      "numbers.findIndex((x) => x > 100)",
      "numbers.findIndex((x, i) => x < i)",
    ],
    value: (site, to) => position(site, to, "findIndex"),
  },
  {
    owner: "Array",
    name: "findLastIndex",
    samples: ['texts.findLastIndex((x) => x === "b")', "numbers.findLastIndex((x) => x > 100)"],
    value: (site, to) => position(site, to, "findLastIndex"),
  },
];

/** The elements of which the first one or the last one is asked for: where that may be undefined, the next one would be taken in Rego. */
function candidates(site: CallSite, to: Lowering): Collect | undefined {
  const list = accepted(site, to);
  if (list === undefined) return undefined;
  if (!isDefined(list.value)) to.deny(site.node, "GW1017", { text: site.node.getText() });
  to.requireOrder(site.node, list);
  return list;
}

/** The first or the last position that the callback accepts, or -1. */
function position(site: CallSite, to: Lowering, method: "findIndex" | "findLastIndex"): Term {
  const [node] = site.args;
  const callable = node === undefined ? undefined : to.callable(node, site.scope);
  if (node === undefined || callable === undefined || site.receiver === undefined)
    return to.deny(site.node, "GW1030", { method });
  const items = itemsOf(site.receiver, site.scope, to);
  if (items !== undefined) {
    const positions = positionsOf(site.node, items, site.scope, to);
    if (positions === undefined || items.some((item) => item.when.length > 0))
      return to.deny(site.node, "GW1030", { method });
    return choose(method === "findIndex" ? positions : positions.toReversed(), constant(-1));
  }
  const iteration = to.iterate(site.receiver, site.scope, undefined, true);
  if (iteration.index === undefined || !iteration.ordered)
    return to.deny(site.node, "GW1009", { text: site.receiver.getText() });
  const found: Variable = to.fresh("index");
  const list: Term = {
    kind: "collect",
    into: "array",
    body: [...iteration.steps, ...to.applyHolds(callable, [iteration.element, iteration.index], node)],
    value: iteration.index,
  };
  const answer = method === "findIndex" ? member(list, constant(0)) : call("max", list);
  return to.whenReceiver(site, choose([{ when: [bind(found, answer)], answer: found }], constant(-1)));
}
