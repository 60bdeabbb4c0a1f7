import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { exists, not } from "../ir/steps.js";
import { constant, isUnordered } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import { isOnlyAsked, isReadOneByOne } from "../lower/read-one-by-one.js";
import { asValue } from "../syntax/binary.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { accepted, callbackOf } from "./callbacks.js";
import { everyItem, flattened, mappedItems, someItem } from "./written-lists.js";

/** What asks or makes something of every element of a list. */
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
    samples: [
      "texts.flatMap((x) => [x, x])",
      "numbers.flatMap((x) => (x > 1 ? [x] : []))",
      "texts.flatMap((x) => record[x] ?? [])",
      "texts.flatMap((x) => x + x)",
    ],
    value(site, to) {
      const written = mappedItems(site, true, to);
      if (written !== undefined) return written;
      const callback = callbackOf(site, to);
      if (callback === undefined) return constant(null);
      const inner = to.fresh("item");
      const value = flattened(site, callback.value(), to);
      const body: Body = [...callback.iteration.steps, { kind: "some", value: inner, in: value }];
      const ordered = callback.iteration.ordered && !isUnordered(value);
      return guarded(
        site,
        {
          kind: "collect",
          into: "array",
          body,
          value: inner,
          ...(ordered ? {} : { unordered: true as const }),
        },
        to,
      );
    },
  },
];

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
