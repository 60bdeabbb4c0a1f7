/** What the methods of lists are given to do with each element: a function, or the name of one of JavaScript's own. */
import { mayBeNaN } from "../ir/inspect.js";
import type { Body, Collect, Term } from "../ir/nodes.js";
import { compare, not } from "../ir/steps.js";
import { assume, call, constant } from "../ir/terms.js";
import type { Iteration, Lowering, Scope } from "../lower/lowering.js";
import { gapped } from "../lower/read-one-by-one.js";
import { isComposite } from "../lower/shape.js";
import { acceptedElement, iterateSparse, rejectsUndefined } from "../lower/sparse.js";
import { truthy } from "../lower/truth.js";
import { asValue } from "../syntax/binary.js";
import { asText } from "../syntax/template.js";
import { ts } from "../typescript.js";
import type { CallSite } from "./builtin.js";

/** What a callback makes of one element. */
export interface Callback {
  readonly iteration: Iteration;
  value(): Term;
  holds(): Body;
}

/** The callback of `list.some(callback)` and its like, over one element of the list. */
export function callbackOf(
  site: CallSite,
  to: Lowering,
  iterate: Lowering["iterate"] = to.iterate,
): Callback | undefined {
  const [node] = site.args;
  if (node === undefined || site.receiver === undefined) return undefined;
  const conversion = conversionOf(node, to);
  if (conversion !== undefined) {
    const shape = to.elementShape(site.receiver);
    if (shape === undefined) return undefined;
    const iteration = iterate(site.receiver, site.scope, undefined, false);
    if (conversion === "Boolean") {
      const holds = () => truthy(iteration.element, shape);
      return { iteration, holds, value: () => asValue(holds()) };
    }
    if (conversion === "Number") {
      const { element } = iteration;
      const isOne = shape.string !== shape.number && !isComposite(shape) && !shape.null && !shape.undefined;
      const value = () =>
        isOne && !shape.true && !shape.false && !shape.any && !shape.unknown
          ? shape.number
            ? element
            : call("numberOfText", element)
          : to.deny(node, "GW1030", { method: site.node.expression.getText() });
      return { iteration, value, holds: () => compare("notEqual", value(), constant(0)) };
    }
    const isScalar = !isComposite(shape) && !shape.null && !shape.undefined && !shape.any && !shape.unknown;
    const value = () =>
      isScalar
        ? asText(iteration.element, shape, false)
        : to.deny(node, "GW1014", { text: site.receiver?.getText() ?? "" });
    return { iteration, value, holds: () => compare("notEqual", value(), constant("")) };
  }
  const callable = to.callable(node, site.scope);
  const asked =
    callable === undefined
      ? to.quietly(() => iterate(site.receiver as ts.Expression, site.scope, undefined, false))
      : undefined;
  const question = asked === undefined ? undefined : questionOf(node, asked.element, to);
  if (asked !== undefined && question !== undefined)
    return { iteration: asked, holds: () => question, value: () => asValue(question) };
  if (callable === undefined) {
    to.deny(node, "GW1030", { method: site.node.expression.getText() });
    return undefined;
  }
  const parameters = callable.declaration.parameters;
  if (parameters.length > 3) {
    to.deny(parameters[3] ?? node, "GW1030", { method: site.node.expression.getText() });
    return undefined;
  }
  const first = parameters[0]?.name;
  const iteration = iterate(
    site.receiver,
    site.scope,
    first !== undefined && ts.isIdentifier(first) ? first.text : undefined,
    parameters.length > 1,
  );
  if (parameters.length > 1 && iteration.index === undefined)
    to.deny(site.receiver, "GW1009", { text: site.receiver.getText() });
  const whole = parameters.length > 2 ? [wholeList(site.receiver, site.scope, to)] : [];
  const args = [iteration.element, ...(iteration.index === undefined ? [] : [iteration.index]), ...whole];
  return {
    iteration,
    value: () => to.applyInline(callable, args, node),
    holds: () => to.applyHolds(callable, args, node),
  };
}

/** The list that a callback is given with each element: one that Rego cannot have as a list has other positions there. */
function wholeList(receiver: ts.Expression, scope: Scope, to: Lowering): Term {
  const list = to.value(receiver, scope);
  return gapped(receiver, list, to) === undefined ? list : to.deny(receiver, "GW1017", { text: receiver.getText() });
}

/** The elements that a callback accepts, as a list. */
export function accepted(site: CallSite, to: Lowering): Collect | undefined {
  const solid = rejectsUndefined(site.args[0], site.scope, to);
  const callback = callbackOf(site, to, (source, scope, name, indexed) =>
    solid
      ? (iterateSparse(source, scope, name, to) ?? to.iterate(source, scope, name, indexed))
      : to.iterate(source, scope, name, indexed),
  );
  if (callback === undefined) return undefined;
  const { steps, element, ordered } = callback.iteration;
  return {
    kind: "collect",
    into: "array",
    body: [...steps, ...callback.holds()],
    value: acceptedElement(solid ? assume(element) : element, site.args[0], site.scope, to),
    ...(ordered ? {} : { unordered: true as const }),
  };
}

/** `list.some(Number.isNaN)`: what it asks of an element. */
function questionOf(node: ts.Expression, element: Term, to: Lowering): Body | undefined {
  const isQuestion =
    ts.isPropertyAccessExpression(node) && node.name.text === "isNaN" && node.expression.getText() === "Number";
  return isQuestion && to.isOfLibrary(node.name) && mayBeNaN(element)
    ? not([{ kind: "defined", term: element, neverFalse: true }])
    : undefined;
}

/** True for `Number`, `String` and `Boolean`, given as callbacks. */
export function isConversion(node: ts.Expression, to: Lowering): boolean {
  return conversionOf(node, to) !== undefined;
}

/** The functions of JavaScript that are given as callbacks by their names. */
function conversionOf(node: ts.Expression, to: Lowering): "Boolean" | "String" | "Number" | undefined {
  if (!ts.isIdentifier(node) || !to.isOfLibrary(node)) return undefined;
  return node.text === "Boolean" || node.text === "String" || node.text === "Number" ? node.text : undefined;
}
