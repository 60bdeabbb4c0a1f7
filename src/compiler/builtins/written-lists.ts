/** Callbacks over lists of functions: what they ask and answer is written out, item by item. */
import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { any, bind, exists, not, test } from "../ir/steps.js";
import { call, choose, constant, empty } from "../ir/terms.js";
import type { Argument, Item, Lowering, Scope } from "../lower/lowering.js";
import { isGapped } from "../lower/read-one-by-one.js";
import type { Shape } from "../lower/shape.js";
import { rejectsUndefined } from "../lower/sparse.js";
import { itemsOf } from "../lower/written-items.js";
import { solid } from "../syntax/collections.js";
import { ts } from "../typescript.js";
import type { CallSite } from "./builtin.js";

interface Calls {
  readonly items: readonly Item[];
  holds(item: Item, at: number): Body;
  value(item: Item, at: number): Term;
}

function callsOf(site: CallSite, to: Lowering): Calls | undefined {
  const [node] = site.args;
  const items = site.receiver === undefined ? undefined : itemsOf(site.receiver, site.scope, to);
  const callable = items === undefined || node === undefined ? undefined : to.callable(node, site.scope);
  if (items === undefined || node === undefined || callable === undefined) return undefined;
  const { length } = callable.declaration.parameters;
  // Where some items may be left out, nothing tells the position of the others.
  if (length > (items.some(({ when }) => when.length > 0) ? 1 : 2)) return undefined;
  const given = (item: Item, at: number): readonly Argument[] =>
    length > 1 ? [{ kind: "table", item }, constant(at)] : [{ kind: "table", item }];
  return {
    items,
    holds: (item, at) => to.applyHolds(callable, given(item, at), node),
    value: (item, at) => to.applyInline(callable, given(item, at), node),
  };
}

export function someItem(site: CallSite, to: Lowering): Body | undefined {
  const calls = callsOf(site, to);
  return calls === undefined ? undefined : any(calls.items.map((item, at) => [...item.when, ...calls.holds(item, at)]));
}

export function everyItem(site: CallSite, to: Lowering): Body | undefined {
  const calls = callsOf(site, to);
  return calls?.items.flatMap((item, at) =>
    item.when.length === 0 ? calls.holds(item, at) : not(exists([...item.when, ...not(calls.holds(item, at))])),
  );
}

/** True where what comes next leaves out the elements that are undefined: `checks.map((check) => check(x)).filter(Boolean)`. */
function nextLeavesOut(site: CallSite, to: Lowering): boolean {
  const { parent } = site.node;
  if (!ts.isPropertyAccessExpression(parent) || !to.isOfLibrary(parent.name)) return false;
  if (!["filter", "find", "findLast", "some"].includes(parent.name.text)) return false;
  const next = parent.parent;
  return ts.isCallExpression(next) && next.expression === parent && rejectsUndefined(next.arguments[0], site.scope, to);
}

/** What `flatMap` goes through: an answer that is a list, and one that is not as a list of its own. */
export function flattened(site: CallSite, value: Term, to: Lowering): Term {
  const result = to.callbackResult(site);
  const node = site.args[0] as ts.Expression;
  if (isGapped(value) || (!isDefined(value) && result?.undefined)) to.deny(node, "GW1017", { text: node.getText() });
  if (result === undefined || (result.array && !isMore(result))) return value;
  const one: Term = { kind: "array", items: [value] };
  return result.array ? choose([{ when: test(call("isArray", value)), answer: value }], one) : one;
}

function isMore(shape: Shape): boolean {
  const { array: _, undefined: __, ...others } = shape;
  return Object.values(others).includes(true);
}

/** `rules.map(f)`, or `rules.flatMap(f)`. */
export function mappedItems(site: CallSite, flat: boolean, to: Lowering): Term | undefined {
  const calls = callsOf(site, to);
  const isFiltered = !flat && nextLeavesOut(site, to);
  const lists = calls?.items.map((item, at): Term => {
    const node = site.args[0] as ts.Expression;
    const value = solid(node, calls.value(item, at), to);
    if (isFiltered && !isDefined(value) && !isGapped(value)) {
      const element = to.fresh("item");
      return { kind: "collect", into: "array", body: [...item.when, bind(element, value)], value: element };
    }
    if (!flat && (isGapped(value) || (!isDefined(value) && to.callbackResult(site)?.undefined)))
      to.deny(node, "GW1017", { text: node.getText() });
    const list: Term = flat ? flattened(site, value, to) : { kind: "array", items: [value] };
    return item.when.length === 0 ? list : choose([{ when: item.when, answer: list }], empty.array);
  });
  return lists?.reduce<Term>((left, right) => call("concatArrays", left, right), empty.array);
}

/** `rules.reduce((sum, rule) => …, 0)`: what the callback makes of one item after the other. */
export function reducedItems(site: CallSite, to: Lowering): Term | undefined {
  const [node, first] = site.args;
  const items = site.receiver === undefined ? undefined : itemsOf(site.receiver, site.scope, to);
  const callable = items === undefined || node === undefined ? undefined : to.callable(node, site.scope);
  if (items === undefined || node === undefined || first === undefined || callable === undefined) return undefined;
  const { parameters } = callable.declaration;
  const [kept] = parameters;
  if (kept === undefined || !ts.isIdentifier(kept.name) || parameters.length > 3) return undefined;
  if (items.some(({ when }) => when.length > 0)) return undefined;
  const name = kept.name.text;
  return items.reduce<Term>(
    (before, item, at) => {
      const given: readonly Argument[] = [before, { kind: "table", item }, constant(at)];
      return to.named(name, to.applyInline(callable, given.slice(0, parameters.length), node));
    },
    to.value(first, site.scope),
  );
}

/** How many items a list of functions has; undefined for other lists. */
export function countOfItems(node: ts.Expression, scope: Scope, to: Lowering): Term | undefined {
  const items = itemsOf(node, scope, to);
  if (items === undefined) return undefined;
  if (items.every(({ when }) => when.length === 0)) return constant(items.length);
  const one: Term = { kind: "array", items: [constant(true)] };
  const lists = items.map(({ when }) => (when.length === 0 ? one : choose([{ when, answer: one }], empty.array)));
  return call(
    "count",
    lists.reduce<Term>((left, right) => call("concatArrays", left, right), empty.array),
  );
}
