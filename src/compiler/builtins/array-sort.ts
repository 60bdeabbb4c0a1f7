import type { Term } from "../ir/nodes.js";
import { some } from "../ir/steps.js";
import { call, constant, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import type { Shape } from "../lower/shape.js";
import { isComposite } from "../lower/shape.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";
import { orderedReceiver, receiver } from "./operands.js";

const K = ts.SyntaxKind;

/** One thing that a comparator compares: what it makes of an element, and which way round. */
interface Criterion {
  /** In terms of the comparator's first parameter. */
  readonly key: ts.Expression;
  readonly direction: "up" | "down";
}

/** A comparator, as the things that it compares in turn; undefined when it is none that can be recognised. */
function criteriaOf(callback: ts.ArrowFunction | ts.FunctionExpression): readonly Criterion[] | undefined {
  const names = callback.parameters.map(({ name }) => name);
  const [first, second] = names;
  if (names.length !== 2 || first === undefined || second === undefined) return undefined;
  if (!ts.isIdentifier(first) || !ts.isIdentifier(second)) return undefined;
  const body = bodyOf(callback);
  if (body === undefined) return undefined;
  const criteria = alternatives(body).map((one) => criterionOf(one, first.text, second.text));
  return criteria.every((one) => one !== undefined) ? criteria : undefined;
}

function bodyOf({ body }: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | undefined {
  if (!ts.isBlock(body)) return body;
  const [only] = body.statements;
  return body.statements.length === 1 && only !== undefined && ts.isReturnStatement(only) ? only.expression : undefined;
}

/** `a || b || c`: each is asked where the earlier ones are equal. */
function alternatives(node: ts.Expression): readonly ts.Expression[] {
  const inner = unwrap(node);
  return ts.isBinaryExpression(inner) && inner.operatorToken.kind === K.BarBarToken
    ? [...alternatives(inner.left), ...alternatives(inner.right)]
    : [inner];
}

function criterionOf(node: ts.Expression, first: string, second: string): Criterion | undefined {
  const sides = ts.isConditionalExpression(node) ? comparedBy(node) : difference(node);
  if (sides === undefined) return undefined;
  const [left, right] = [sides.smaller, sides.larger];
  const isPair = (a: ts.Expression, b: ts.Expression) =>
    mentions(a, first) && !mentions(a, second) && textWith(a, first) === textWith(b, second) && !mentions(b, first);
  if (isPair(left, right)) return { key: left, direction: "up" };
  return isPair(right, left) ? { key: right, direction: "down" } : undefined;
}

/** What has to be the smaller for the comparator to say that its first argument comes first. */
interface Sides {
  readonly smaller: ts.Expression;
  readonly larger: ts.Expression;
}

/** `a - b`. */
function difference(node: ts.Expression): Sides | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== K.MinusToken) return undefined;
  return { smaller: unwrap(node.left), larger: unwrap(node.right) };
}

/** `a < b ? -1 : a > b ? 1 : 0`, and the like with the other signs. */
function comparedBy(node: ts.ConditionalExpression): Sides | undefined {
  const sides = orderOf(node.condition, signOf(node.whenTrue));
  const rest = unwrap(node.whenFalse);
  if (sides === undefined) return undefined;
  if (ts.isConditionalExpression(rest)) {
    const others = orderOf(rest.condition, signOf(rest.whenTrue));
    const same =
      others !== undefined &&
      others.smaller.getText() === sides.smaller.getText() &&
      others.larger.getText() === sides.larger.getText() &&
      signOf(rest.whenTrue) === -(signOf(node.whenTrue) ?? 0) &&
      signOf(rest.whenFalse) === 0;
    return same ? sides : undefined;
  }
  // `a < b ? -1 : 1`: sorting asks only whether the answer is below zero.
  return signOf(node.whenTrue) === -1 && (signOf(rest) ?? -1) >= 0 ? sides : undefined;
}

/** The sides of `a < b`, for an answer of -1 or 1 when it holds. */
function orderOf(condition: ts.Expression, sign: number | undefined): Sides | undefined {
  const node = unwrap(condition);
  if (!ts.isBinaryExpression(node) || (sign !== -1 && sign !== 1)) return undefined;
  const { kind } = node.operatorToken;
  if (kind !== K.LessThanToken && kind !== K.GreaterThanToken) return undefined;
  const [left, right] = [unwrap(node.left), unwrap(node.right)];
  return (kind === K.LessThanToken) === (sign === -1)
    ? { smaller: left, larger: right }
    : { smaller: right, larger: left };
}

function signOf(node: ts.Expression): number | undefined {
  const text = unwrap(node).getText();
  return ["-1", "0", "1"].includes(text) ? Number(text) : undefined;
}

function mentions(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || node.forEachChild((child) => mentions(child, name)) === true;
}

/** The text of an expression with another name in the place of a parameter's. */
function textWith(node: ts.Node, name: string): string {
  const parts: string[] = [];
  const visit = (inner: ts.Node): void => {
    const isLeaf = inner.getChildCount() === 0;
    const isProperty = ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner;
    if (isLeaf) parts.push(ts.isIdentifier(inner) && inner.text === name && !isProperty ? "·" : inner.getText());
    else for (const child of inner.getChildren()) visit(child);
  };
  visit(node);
  return parts.join(" ");
}

/** True for a type whose values have one order, in JavaScript as in Rego. */
function isSortable(shape: Shape | undefined, sort: "string" | "number"): boolean {
  if (shape === undefined || !shape[sort]) return false;
  const other = sort === "string" ? shape.number : shape.string;
  return !(other || isComposite(shape) || shape.null || shape.undefined || shape.true || shape.false || shape.any);
}

function sorted(site: CallSite, to: Lowering): Term {
  const element = to.elementShape(site.receiver as ts.Expression);
  const [comparator] = site.args;
  if (comparator === undefined)
    return isSortable(element, "string") ? call("sort", receiver(site, to)) : to.deny(site.node, "GW1031");
  const callable = to.callable(comparator, site.scope);
  const { declaration } = callable ?? {};
  const isWritten =
    declaration !== undefined && (ts.isArrowFunction(declaration) || ts.isFunctionExpression(declaration));
  const criteria = isWritten ? criteriaOf(declaration) : undefined;
  const [only] = criteria ?? [];
  if (callable === undefined || criteria === undefined || only === undefined) return to.deny(comparator, "GW1031");
  const sortable = criteria.every(
    ({ key }) => isSortable(to.shape(key), "string") || isSortable(to.shape(key), "number"),
  );
  if (!sortable) return to.deny(comparator, "GW1031");
  if (criteria.length === 1 && ts.isIdentifier(only.key)) {
    const list = call("sort", receiver(site, to));
    return only.direction === "up" ? list : call("reverse", list);
  }
  return sortedBy(criteria, site, to);
}

/** Sorts pairs of what is compared and the element, with its place between them: equal elements stay in their order. */
function sortedBy(criteria: readonly Criterion[], site: CallSite, to: Lowering): Term {
  const comparator = site.args[0] as ts.Expression;
  const callable = to.callable(comparator, site.scope);
  if (callable === undefined) return to.deny(comparator, "GW1031");
  const allDown = criteria.every(({ direction }) => direction === "down");
  const negated = (index: number) => !allDown && criteria[index]?.direction === "down";
  const mixedTexts = criteria.some(({ key }, index) => negated(index) && to.shape(key).string);
  if (mixedTexts) return to.deny(comparator, "GW1031");
  const [item, index, entry] = [to.fresh("item"), to.fresh("index"), to.fresh("entry")];
  const scope = to.destructure(
    (callable.declaration.parameters[0] as ts.ParameterDeclaration).name,
    item,
    callable.scope,
  );
  const keys = criteria.map(({ key }, at) => {
    const value = to.value(key, scope);
    return negated(at) ? call("minus", constant(0), value) : value;
  });
  const place = allDown ? call("minus", constant(0), index) : index;
  const entries: Term = {
    kind: "collect",
    into: "array",
    body: [some(orderedReceiver(site, to), item, index)],
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
    isFresh(site.receiver) ? value(site, to) : to.deny(site.node, "GW1005", { what: `\`${method}()\`` });
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
