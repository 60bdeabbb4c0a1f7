import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Body, Collect, Term, Variable } from "../ir/nodes.js";
import { bind, compare, exists, not } from "../ir/steps.js";
import { assume, call, choose, constant, member } from "../ir/terms.js";
import type { Iteration, Lowering } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import { isOnlyAsked, isReadOneByOne } from "../lower/read-one-by-one.js";
import { isComposite } from "../lower/shape.js";
import { acceptedElement, iterateSparse, rejectsUndefined } from "../lower/sparse.js";
import { truthy } from "../lower/truth.js";
import { asValue } from "../syntax/binary.js";
import { asText } from "../syntax/template.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { everyItem, mappedItems, someItem } from "./written-lists.js";

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
  const whole = parameters.length > 2 ? [to.value(site.receiver, site.scope)] : [];
  const args = [iteration.element, ...(iteration.index === undefined ? [] : [iteration.index]), ...whole];
  return {
    iteration,
    value: () => to.applyInline(callable, args, node),
    holds: () => to.applyHolds(callable, args, node),
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

/** The functions of JavaScript that are given as callbacks by their names. */
function conversionOf(node: ts.Expression, to: Lowering): "Boolean" | "String" | "Number" | undefined {
  if (!ts.isIdentifier(node) || !to.isOfLibrary(node)) return undefined;
  return node.text === "Boolean" || node.text === "String" || node.text === "Number" ? node.text : undefined;
}

function solutions(site: CallSite, to: Lowering): Body {
  const callback = callbackOf(site, to);
  return callback === undefined ? [] : [...callback.iteration.steps, ...callback.holds()];
}

function nonSolutions(site: CallSite, to: Lowering): Body {
  const callback = callbackOf(site, to);
  return callback === undefined ? [] : [...callback.iteration.steps, ...not(callback.holds())];
}

/** `xs?.some(…)`: nothing, when there are no xs. */
function guarded(site: CallSite, term: Term, to: Lowering): Term {
  return to.whenReceiver(site, term);
}

/** The elements that a callback accepts, as a list. */
function accepted(site: CallSite, to: Lowering): Collect | undefined {
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

/** The elements of which the first one or the last one is asked for: where that may be undefined, the next one would be taken in Rego. */
function candidates(site: CallSite, to: Lowering): Collect | undefined {
  const list = accepted(site, to);
  if (list === undefined) return undefined;
  if (!isDefined(list.value)) to.deny(site.node, "GW1017", { text: site.node.getText() });
  to.requireOrder(site.node, list);
  return list;
}

export const arrayCallbacks: readonly Builtin[] = [
  {
    owner: "Array",
    name: "some",
    samples: [
      'texts.some((x) => x === "b")',
      "numbers.some((x, i) => x > i)",
      "texts.some((x) => x.length > 1 && numbers.some((n) => n === x.length))",
    ],
    value: (site, to) => guarded(site, asValue(someItem(site, to) ?? exists(solutions(site, to))), to),
    holds: (site, to) => someItem(site, to) ?? exists(solutions(site, to)),
  },
  {
    owner: "Array",
    name: "every",
    samples: ['texts.every((x) => x !== "")', "numbers.every((x) => x >= 0)", "texts.every((x) => !!record[x])"],
    value: (site, to) => guarded(site, asValue(everyItem(site, to) ?? not(exists(nonSolutions(site, to)))), to),
    holds: (site, to) => [...to.receiverPresent(site), ...(everyItem(site, to) ?? not(exists(nonSolutions(site, to))))],
  },
  {
    owner: "Array",
    name: "filter",
    samples: [
      "texts.filter((x) => x.length > 1)",
      "numbers.filter((x, i) => i > 0)",
      "texts.filter(Boolean)",
      'texts.filter((x) => texts.some((y) => y === x + "b"))',
    ],
    value(site, to) {
      const list = accepted(site, to);
      return list === undefined ? constant(null) : guarded(site, solidElements(site, list, to), to);
    },
  },
  {
    owner: "Array",
    name: "map",
    samples: [
      "texts.map((x) => x + x)",
      "numbers.map((x, i) => ({ x, i }))",
      "texts.map((x) => texts.filter((y) => y > x))",
      "numbers.map(String)",
      "texts.map(Boolean)",
    ],
    value(site, to) {
      const written = mappedItems(site, false, to);
      if (written !== undefined) return written;
      const callback = callbackOf(site, to);
      if (callback === undefined) return constant(null);
      const { steps, ordered } = callback.iteration;
      const value = callback.value();
      to.requireOrder(site.node, value);
      return guarded(
        site,
        solidElements(
          site,
          { kind: "collect", into: "array", body: steps, value, ...(ordered ? {} : { unordered: true as const }) },
          to,
        ),
        to,
      );
    },
  },
  {
    owner: "Array",
    name: "flatMap",
    samples: ["texts.flatMap((x) => [x, x])", "numbers.flatMap((x) => (x > 1 ? [x] : []))"],
    value(site, to) {
      const written = mappedItems(site, true, to);
      if (written !== undefined) return written;
      const callback = callbackOf(site, to);
      if (callback === undefined) return constant(null);
      const result = to.callbackResult(site);
      if (result !== undefined && (!result.array || result.string))
        return to.deny(site.node, "GW1024", { method: "flatMap with a callback that answers no list", instead: "map" });
      const inner = to.fresh("item");
      const value = callback.value();
      to.requireOrder(site.node, value);
      const body: Body = [...callback.iteration.steps, { kind: "some", value: inner, in: value }];
      return guarded(
        site,
        {
          kind: "collect",
          into: "array",
          body,
          value: inner,
          ...(callback.iteration.ordered ? {} : { unordered: true as const }),
        },
        to,
      );
    },
  },
  {
    owner: "Array",
    name: "find",
    samples: ['texts.find((x) => x > "a") ?? null', "numbers.find((x) => x > 100) ?? null"],
    value(site, to) {
      const list = candidates(site, to);
      return list === undefined ? constant(null) : member(list, constant(0));
    },
  },
  {
    owner: "Array",
    name: "findLast",
    samples: ['texts.findLast((x) => x > "a") ?? null', "numbers.findLast((x, i) => x > i) ?? null"],
    value(site, to) {
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

/** The first or the last position that the callback accepts, or -1. */
function position(site: CallSite, to: Lowering, method: "findIndex" | "findLastIndex"): Term {
  const [node] = site.args;
  const callable = node === undefined ? undefined : to.callable(node, site.scope);
  if (node === undefined || callable === undefined || site.receiver === undefined)
    return to.deny(site.node, "GW1030", { method });
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

/** `list.filter(f).length`: how many there are, whatever they are. */
function isCounted(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && parent.expression === node && parent.name.text === "length";
}

function solidElements(site: CallSite, term: Term, to: Lowering): Term {
  if (mayBeNaN(term)) return isReadOneByOne(site.node, to) ? term : refuseNaN(site.node, term, to);
  if (term.kind === "collect" && !isDefined(term.value) && isCounted(site.node))
    return { ...term, value: constant(true) };
  if (term.kind === "collect" && !isDefined(term.value) && !isOnlyAsked(site.node, to))
    return to.deny(site.node, "GW1017", { text: site.node.getText() });
  return term;
}
