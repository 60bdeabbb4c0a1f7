/** `list.push(x)`, `set.add(x)` and their like, on a collection that the function made. */

import { sorted } from "../builtins/array-sort.js";
import { orderedReceiver } from "../builtins/operands.js";
import { isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { defined } from "../ir/steps.js";
import { call, constant } from "../ir/terms.js";
import { listOf, solid } from "../syntax/collections.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { assignment, changed, denied } from "./assign.js";
import { isAssignment, mutators } from "./chains.js";
import { changeEither } from "./either.js";
import { checkValue, keyTerm } from "./entries.js";
import type { Lowering, Scope } from "./lowering.js";
import { refuseNarrowed } from "./narrowed.js";
import { joined } from "./outcome.js";
import { type Place, placeOf, readPlace, writePlace } from "./places.js";

/** The names after a call that changes a collection; undefined for other calls. */
export function mutation(node: ts.CallExpression, scope: Scope, to: Lowering): Scope | undefined {
  if (!ts.isPropertyAccessExpression(node.expression) || !to.isOfLibrary(node.expression.name)) return undefined;
  const { expression: receiver, name } = node.expression;
  if (!mutators.has(name.text)) return undefined;
  const target = unwrap(receiver);
  // `(groups[key] ??= []).push(x)`
  if (isAssignment(target)) {
    const after = assignment(target, scope, to);
    return mutate(node, name.text, unwrap(target.left), after, to);
  }
  if (ts.isCallExpression(target) && isMutator(target)) {
    // `set.add(a).add(b)`
    const after = mutation(target, scope, to);
    const first = ts.isPropertyAccessExpression(target.expression) ? unwrap(target.expression.expression) : undefined;
    return after === undefined || first === undefined ? undefined : mutate(node, name.text, first, after, to);
  }
  const either = changeEither(target, scope, (one, before) => mutate(node, name.text, one, before, to), to);
  return either ?? mutate(node, name.text, target, scope, to);
}

function isMutator({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && mutators.has(expression.name.text);
}

function mutate(node: ts.CallExpression, method: string, target: ts.Expression, scope: Scope, to: Lowering): Scope {
  const place = placeOf(target, scope, to);
  if (place === undefined) return denied(node, scope, to, `${method}()`);
  const before = readPlace(place, scope);
  if (to.shape(target).map) return ofMap(node, method, place, scope, to);
  const after = mutated(node, method, before, target, scope, to);
  if (after === undefined) return denied(node, scope, to, `${method}()`);
  if (isPromised(node) && !isDefined(before)) to.deny(target, "GW1036", { text: target.getText() });
  const result = changed(place.root, node, writePlace(place, after, scope, false), scope, to);
  if (!ts.isPropertyAccessExpression(node.expression) || node.expression.questionDotToken === undefined) return result;
  return joined(scope, defined(before), result, scope, to);
}

/** `map.set(key, value)` and `map.delete(key)`. */
function ofMap(node: ts.CallExpression, method: string, place: Place, scope: Scope, to: Lowering): Scope {
  const [key, value] = node.arguments;
  if (key === undefined || !["set", "delete"].includes(method)) return denied(node, scope, to, `${method}()`);
  const at = keyTerm(key, scope, to);
  if (method === "delete") {
    const without = call("removeKeys", readPlace(place, scope), { kind: "array", items: [at] });
    return changed(place.root, node, writePlace(place, without, scope, true), scope, to);
  }
  if (value === undefined) return denied(node, scope, to, `${method}()`);
  const given = checkValue(value, to.value(value, scope), to);
  const { object, map, unknown } = to.shape(value);
  const entry = { ...place, keys: [...place.keys, at] };
  return changed(place.root, node, writePlace(entry, given, scope, object || map || unknown), scope, to);
}

function mutated(
  node: ts.CallExpression,
  method: string,
  before: Term,
  target: ts.Expression,
  scope: Scope,
  to: Lowering,
): Term | undefined {
  const { array, set } = to.shape(target);
  const [first] = node.arguments;
  if (array && (method === "push" || method === "unshift")) {
    const added = listOf(node.arguments, scope, to);
    if (method === "push") return added.reduce((left, right) => call("concatArrays", left, right), before);
    return added.reduceRight((right, left) => call("concatArrays", left, right), before);
  }
  const site = { node, receiver: target, args: node.arguments, scope };
  if (array && (method === "pop" || method === "shift")) refuseNarrowed(target, node, to);
  if (array && method === "pop")
    return call("slice", orderedReceiver(site, to), constant(0), call("minus", call("count", before), constant(1)));
  if (array && method === "shift") return call("slice", orderedReceiver(site, to), constant(1), call("count", before));
  if (array && method === "sort") return sorted(site, to);
  if (array && method === "reverse") return call("reverse", orderedReceiver(site, to));
  if (set && first !== undefined && (method === "add" || method === "delete")) {
    const items: Term = { kind: "set", items: [solid(first, to.value(first, scope), to)] };
    return call(method === "add" ? "union" : "difference", before, items);
  }
  return undefined;
}

/** `list!.push(x)`. */
function isPromised({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && ts.isNonNullExpression(expression.expression);
}
