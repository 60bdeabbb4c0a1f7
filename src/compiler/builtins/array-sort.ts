import type { Term } from "../ir/nodes.js";
import { some } from "../ir/steps.js";
import { call, constant, member } from "../ir/terms.js";
import { distinctFields, hasDistinctKeys } from "../lower/distinct-keys.js";
import type { Lowering } from "../lower/lowering.js";
import { isLastUse } from "../lower/own.js";
import type { Shape } from "../lower/shape.js";
import { isComposite } from "../lower/shape.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { type Criterion, criteriaOf } from "./comparators.js";
import { orderedReceiver, receiver } from "./operands.js";

/** True for a type whose values have one order, in JavaScript as in Rego. */
function isSortable(shape: Shape | undefined, sort: "string" | "number"): boolean {
  if (shape === undefined || !shape[sort]) return false;
  const other = sort === "string" ? shape.number : shape.string;
  return !(other || isComposite(shape) || shape.null || shape.undefined || shape.true || shape.false || shape.any);
}

/** The list of a call in order, or a diagnostic. */
export function sorted(site: CallSite, to: Lowering): Term {
  const element = to.elementShape(site.receiver as ts.Expression);
  const [comparator] = site.args;
  if (comparator === undefined)
    return isSortable(element, "string") ? call("sort", receiver(site, to)) : to.deny(site.node, "GW1031");
  const callable = to.callable(comparator, site.scope);
  const criteria = callable === undefined ? undefined : criteriaOf(callable, to);
  const [only] = criteria ?? [];
  if (criteria === undefined || only === undefined) return to.deny(comparator, "GW1031");
  if (!criteria.every(({ shape }) => isSortable(shape, "string") || isSortable(shape, "number")))
    return to.deny(comparator, "GW1031");
  if (criteria.length === 1 && only.isElement) {
    const list = call("sort", receiver(site, to));
    return only.direction === "up" ? list : call("reverse", list);
  }
  // Texts that are equal are the same: sorted by themselves as well, they have one order; and so have objects by all that they have.
  const isTotal =
    criteria.some(({ isElement }) => isElement) ||
    comparesAll(site.receiver as ts.Expression, criteria, to) ||
    (criteria.some(({ text }) => keyTexts.has(text)) && hasDistinctKeys(site.receiver as ts.Expression, to)) ||
    distinctFields(site.receiver as ts.Expression, to).some((field) =>
      criteria.some(({ text }) => text.replaceAll(" ", "") === `·.${field}`),
    );
  const list = isTotal ? receiver(site, to) : orderedReceiver(site, to);
  const allDown = criteria.every(({ direction }) => direction === "down");
  const isTurnedText = criteria.some(({ direction, shape }) => direction === "down" && shape.string);
  if (allDown || !isTurnedText) return sortedBy(criteria, list, to);
  // Texts cannot be negated: by what is asked last first, where what is equal stays in its order.
  return criteria.reduceRight((sofar, criterion) => sortedBy([criterion], sofar, to), list);
}

/** The first part of a pair, as comparators have it. */
const keyTexts = new Set(["·.0", "· [ 0 ]"]);

/** True where all fields of the elements are compared. Values of a type that is declared may have more than the type says. */
function comparesAll(list: ts.Expression, criteria: readonly Criterion[], to: Lowering): boolean {
  const element = to.checker.getIndexTypeOfType(to.checker.getNonNullableType(to.typeOf(list)), ts.IndexKind.Number);
  if (element === undefined || element.isUnion() || !to.shapeOfType(element).object) return false;
  const isWritten = ((element.symbol?.flags ?? 0) & ts.SymbolFlags.ObjectLiteral) !== 0;
  if (!isWritten || to.checker.getIndexInfosOfType(element).length > 0) return false;
  const fields = to.checker.getPropertiesOfType(element).map(({ name }) => `·.${name}`);
  const compared = new Set(criteria.map(({ text }) => text.replaceAll(" ", "")));
  return fields.length > 0 && fields.every((field) => compared.has(field));
}

/** Sorts pairs of what is compared and the element, with its place between them: equal elements stay in their order. */
function sortedBy(criteria: readonly Criterion[], list: Term, to: Lowering): Term {
  const allDown = criteria.every(({ direction }) => direction === "down");
  const [item, index, entry] = [to.fresh("item"), to.fresh("index"), to.fresh("entry")];
  const keys = criteria.map(({ direction, of }) => {
    const value = of(item);
    return !allDown && direction === "down" ? call("minus", constant(0), value) : value;
  });
  const place = allDown ? call("minus", constant(0), index) : index;
  const entries: Term = {
    kind: "collect",
    into: "array",
    body: [some(list, item, index)],
    value: { kind: "array", items: [...keys, place, item] },
  };
  const inOrder = call("sort", entries);
  return {
    kind: "collect",
    into: "array",
    body: [some(allDown ? call("reverse", inOrder) : inOrder, entry)],
    value: member(entry, constant(keys.length + 1), true),
  };
}

/** The methods of a list that make another one. What they answer is nobody else's, and may be sorted in place. */
const makers = new Set([
  "map",
  "filter",
  "flatMap",
  "slice",
  "concat",
  "flat",
  "split",
  "keys",
  "values",
  "entries",
  "from",
  "of",
]);
const copies = new Set(["toSorted", "toReversed", "toSpliced", "with", "sort", "reverse"]);

/** True for a list that only this expression knows of. */
export function isFresh(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  const inner = unwrap(node);
  if (ts.isArrayLiteralExpression(inner)) return true;
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return false;
  const { text } = inner.expression.name;
  return makers.has(text) || copies.has(text);
}

/** `sort` and `reverse` change their list, which nobody notices when it was made for them. */
export function inPlace(method: string, value: Builtin["value"]): Builtin["value"] {
  return (site, to) =>
    isFresh(site.receiver) || (site.receiver !== undefined && isLastUse(site.receiver, to))
      ? value(site, to)
      : to.deny(site.node, "GW1005", { what: `\`${method}()\`` });
}

export const arraySorting: readonly Builtin[] = [
  {
    owner: "Array",
    name: "toSorted",
    samples: [
      "texts.toSorted()",
      "numbers.toSorted((a, b) => a - b)",
      "numbers.toSorted((a, b) => b - a)",
      "texts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))",
      "texts.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0))",
      "texts.toSorted((a, b) => (a > b ? -1 : 1))",
      "texts.toSorted((a, b) => a.length - b.length)",
      "texts.toSorted((x, y) => y.length - x.length)",
      "texts.map((t, i) => ({ t, i })).toSorted((a, b) => b.t.length - a.t.length || (a.t < b.t ? -1 : 1))",
      "texts.toSorted((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0))",
      "texts.toSorted((a, b) => a.length - b.length || (a < b ? 1 : a > b ? -1 : 0))",
      "texts.toSorted((a, b) => -(a.length - b.length))",
      "Object.keys(record).toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))",
      "texts.toSorted((a, b) => (a.length !== b.length ? b.length - a.length : a < b ? -1 : 1))",
    ],
    value: sorted,
  },
  {
    owner: "Array",
    name: "sort",
    samples: ["[...texts].sort()", "Object.keys(record).sort()", "numbers.slice().sort((a, b) => b - a)"],
    value: inPlace("sort", sorted),
  },
];
