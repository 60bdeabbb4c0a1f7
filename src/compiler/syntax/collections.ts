import { findBuiltin } from "../builtins/index.js";
import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { ArrayTerm, Term } from "../ir/nodes.js";
import { some } from "../ir/steps.js";
import { call, constant, empty, member, orElse } from "../ir/terms.js";
import { checkKey, objectOfPairs } from "../lower/entries.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import { isGapped, isGoneThrough, isOnlyAsked, isOnlyMeasured, isVisited } from "../lower/read-one-by-one.js";
import { isComposite } from "../lower/shape.js";
import { isFilteredNext, sparseList } from "../lower/sparse.js";
import { isGenerator } from "../lower/yielded.js";
import { ts } from "../typescript.js";
import { forbiddenGlobals } from "./globals.js";
import { denyRegularExpression, writtenExpression } from "./regular-expression.js";
import { unwrap, wrapped } from "./wrappers.js";

const K = ts.SyntaxKind;

/** `[a, ...rest]`. */
export const arrayLiteral: ExpressionSyntax<ts.ArrayLiteralExpression> = {
  kinds: [K.ArrayLiteralExpression],
  value(node, scope, to) {
    if (isTakenApart(node)) return pairOf(node, scope, to);
    const rows = rowsOf(node, scope, to) ?? gapsOf(node, scope, to);
    if (rows !== undefined) return rows;
    if (node.elements.some((one) => to.shape(one).undefined) && isFilteredNext(node, scope, to))
      return sparseList(node, scope, to);
    const runs: Term[] = [];
    let items: Term[] = [];
    const flush = () => {
      if (items.length > 0) runs.push({ kind: "array", items } satisfies ArrayTerm);
      items = [];
    };
    for (const element of node.elements) {
      if (ts.isOmittedExpression(element)) return to.deny(node, "GW1017", { text: node.getText() });
      if (ts.isSpreadElement(element)) {
        flush();
        runs.push(asArray(element.expression, scope, to));
      } else items.push(solid(element, to.value(element, scope), to));
    }
    flush();
    if (runs.length === 0) return empty.array;
    return runs.reduce((left, right) => call("concatArrays", left, right));
  },
};

/** True for a list that is only taken apart: what the callback of a `map` answers with, or `[a, b]` of `const [x, y] = [a, b]`. */
function isTakenApart(node: ts.ArrayLiteralExpression): boolean {
  if (node.elements.some((one) => ts.isSpreadElement(one) || ts.isOmittedExpression(one))) return false;
  const at = wrapped(node);
  const { parent } = at;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === at && isPlainPattern(parent.name);
  return (
    ts.isArrowFunction(parent) &&
    parent.body === at &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.arguments[0] === parent &&
    ts.isPropertyAccessExpression(parent.parent.expression) &&
    parent.parent.expression.name.text === "map"
  );
}

function isPlainPattern(name: ts.BindingName): boolean {
  return (
    ts.isArrayBindingPattern(name) &&
    name.elements.every((one) => ts.isOmittedExpression(one) || one.dotDotDotToken === undefined)
  );
}

/** A pair whose parts may be undefined, until a filter rejects these: who goes through it sees to that. */
function pairOf(node: ts.ArrayLiteralExpression, scope: Scope, to: Lowering): Term {
  const items = node.elements.map((element) => {
    const item = to.value(element, scope);
    return isDefined(item) || mayBeNaN(item) || !to.shape(element).undefined ? solid(element, item, to) : item;
  });
  const gapped = node.elements.some((element, at) => !isDefined(items[at] as Term) && to.shape(element).undefined);
  return { kind: "array", items, ...(gapped ? { gapped } : {}) };
}

/** A list of pairs with parts that may be undefined, which is only gone through: each pair by its positions, those without a value left out. */
function rowsOf(node: ts.ArrayLiteralExpression, scope: Scope, to: Lowering): Term | undefined {
  const rows = node.elements.map((one) => unwrap(one));
  const whole = wrapped(node);
  if (rows.length === 0 || !rows.every(ts.isArrayLiteralExpression)) return undefined;
  if (!isGoneThrough(whole) && !isOnlyAsked(whole, to)) return undefined;
  const width = rows[0]?.elements.length;
  if (!rows.every(({ elements }) => elements.length === width && !elements.some(ts.isSpreadElement))) return undefined;
  if (!rows.some(({ elements }) => elements.some((one) => to.shape(one).undefined))) return undefined;
  const items = rows.map((row) => (pairOf(row, scope, to) as ArrayTerm).items);
  if (items.flat().every(isDefined)) return undefined;
  const row = to.fresh("row");
  const keyed = items.map(
    (parts): Term => ({
      kind: "object",
      entries: parts.map((value, at) => ({ key: constant(String(at)), value })),
    }),
  );
  const parts = Array.from({ length: width ?? 0 }, (_, at) =>
    member(
      row,
      constant(String(at)),
      items.every((one) => isDefined(one[at] as Term)),
    ),
  );
  return {
    kind: "collect",
    into: "array",
    body: [some({ kind: "array", items: keyed }, row)],
    value: { kind: "array", items: parts, gapped: true },
  };
}

/** A list of values some of which may be undefined, which is only gone through: each is in an object, or missing in it. */
function gapsOf(node: ts.ArrayLiteralExpression, scope: Scope, to: Lowering): Term | undefined {
  const whole = wrapped(node);
  if (!node.elements.some((one) => to.shape(one).undefined)) return undefined;
  if (node.elements.some((one) => ts.isSpreadElement(one) || ts.isOmittedExpression(one))) return undefined;
  if (!isVisited(whole) && !isOnlyAsked(whole, to)) return undefined;
  const values = node.elements.map((one) => {
    const value = to.value(one, scope);
    return isDefined(value) || mayBeNaN(value) || !to.shape(one).undefined ? solid(one, value, to) : value;
  });
  if (values.every(isDefined)) return undefined;
  const item = to.fresh("item");
  const boxes = values.map((value): Term => ({ kind: "object", entries: [{ key: constant("value"), value }] }));
  const body = [some({ kind: "array", items: boxes }, item)];
  return { kind: "collect", into: "array", body, value: member(item, constant("value")) };
}

/** Any collection as a list. */
export function asArray(node: ts.Expression, scope: Scope, to: Lowering): Term {
  const shape = to.shape(node);
  if (shape.string && !shape.array && !shape.set) return call("split", to.value(node, scope), constant(""));
  if (isGenerator(node, to) || (shape.array && !shape.set && !shape.object)) return to.value(node, scope);
  return gathered(node, scope, to);
}

/** What an expression goes through, as a list. */
export function gathered(node: ts.Expression, scope: Scope, to: Lowering): Term {
  const { steps, element, ordered } = to.iterate(node, scope, undefined, false);
  if (isGapped(element) && !isOnlyAsked(node, to)) return to.deny(node, "GW1017", { text: node.getText() });
  return {
    kind: "collect",
    into: "array",
    body: steps,
    value: element,
    ...(ordered ? {} : { unordered: true as const }),
  };
}

/** An element of a list: JSON's lists have no holes. An order that means nothing may not be kept inside. */
export function solid(node: ts.Expression, term: Term, to: Lowering): Term {
  if (mayBeNaN(term)) return refuseNaN(node, term, to);
  if (!isDefined(term) && to.shape(node).undefined) return to.deny(node, "GW1017", { text: node.getText() });
  return to.requireOrder(node, term);
}

/** An element that may be undefined, in a set that is only measured and asked: null stands for it. */
function gapInSet(set: ts.NewExpression, source: ts.Expression, element: Term, to: Lowering): Term {
  if (to.elementShape(source)?.null || !isOnlyMeasured(set, to))
    return to.deny(source, "GW1017", { text: source.getText() });
  return orElse(element, constant(null));
}

/** `new Set(list)`. */
export const newExpression: ExpressionSyntax<ts.NewExpression> = {
  kinds: [K.NewExpression],
  value(node, scope, to) {
    const name = node.expression.getText();
    if (name === "Set") {
      if (asksForIdentity(node, to)) to.deny(node, "GW1008", { left: "one", right: "another" });
      const [source] = node.arguments ?? [];
      if (source === undefined) return { kind: "set", items: [] };
      if (ts.isArrayLiteralExpression(source) && source.elements.every((element) => !ts.isSpreadElement(element))) {
        return { kind: "set", items: source.elements.map((element) => solid(element, to.value(element, scope), to)) };
      }
      const shape = to.shape(source);
      if (shape.array && !shape.undefined && !ts.isCallExpression(source) && !to.elementShape(source)?.undefined) {
        const item = to.fresh("item");
        return { kind: "collect", into: "set", body: [some(to.value(source, scope), item)], value: item };
      }
      const iteration = to.iterate(source, scope, undefined, false);
      refuseNaN(source, iteration.element, to);
      const element = isDefined(iteration.element) ? iteration.element : gapInSet(node, source, iteration.element, to);
      return { kind: "collect", into: "set", body: iteration.steps, value: element };
    }
    if (name === "Map") {
      const [pairs] = node.arguments ?? [];
      if (pairs === undefined || pairs.kind === K.NullKeyword) return empty.object;
      checkKey(
        node,
        to.shapeOfType(to.checker.getTypeArguments(to.typeOf(node) as ts.TypeReference)[0] ?? to.typeOf(node)),
        to,
      );
      return to.shape(pairs).map && !ts.isCallExpression(unwrap(pairs))
        ? to.value(pairs, scope)
        : objectOfPairs(pairs, scope, to);
    }
    if (forbiddenGlobals.has(name.split(".")[0] ?? "")) return to.deny(node, "GW1006", { name });
    if (name === "RegExp") {
      const written = writtenExpression(node, to);
      if (written === undefined) return denyRegularExpression(node, to);
      const entries = Object.entries(written).map(([key, value]) => ({ key: constant(key), value: constant(value) }));
      return { kind: "object", entries };
    }
    if (isClass(node.expression, to)) return to.deny(node, "GW1004");
    return to.deny(node, "GW1001", { what: `\`new ${name}\`` });
  },
};

/** True for a Set of objects or lists, unless a function of gatewright is given it, which compares what they hold. */
function asksForIdentity(node: ts.NewExpression, to: Lowering): boolean {
  const element = to.elementShape(node);
  if (element === undefined || !isComposite(element) || element.unknown) return false;
  const found = ts.isCallExpression(node.parent) ? findBuiltin(node.parent, to) : undefined;
  return found?.kind !== "builtin" || found.row.owner !== "gatewright";
}

/** Arguments as lists: those that stand side by side, and those that are spread. */
export function listOf(args: readonly ts.Expression[], scope: Scope, to: Lowering): readonly Term[] {
  const lists: Term[] = [];
  for (const arg of args) {
    if (ts.isSpreadElement(arg)) {
      lists.push(asArray(arg.expression, scope, to));
      continue;
    }
    const item = solid(arg, to.value(arg, scope), to);
    const last = lists.at(-1);
    if (last?.kind === "array") lists[lists.length - 1] = { kind: "array", items: [...last.items, item] };
    else lists.push({ kind: "array", items: [item] });
  }
  return lists.length === 0 ? [empty.array] : lists;
}

/** True for a class that is written out, here or under a name. */
function isClass(node: ts.Expression, to: Lowering): boolean {
  const declaration = to.checker.getSymbolAtLocation(node)?.valueDeclaration;
  return ts.isClassExpression(unwrap(node)) || (declaration !== undefined && ts.isClassDeclaration(declaration));
}
