/** Lists with elements that may be undefined, or NaN: no list in Rego can have these, but they may be read one by one. */
import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Collect, Term } from "../ir/nodes.js";
import { call, constant, unnamed } from "../ir/terms.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import { homeOf, usesOf } from "./own.js";

const asking = new Set([
  "some",
  "every",
  "filter",
  "find",
  "findLast",
  "map",
  "flatMap",
  "forEach",
  "includes",
  "indexOf",
  "lastIndexOf",
  "join",
  "entries",
  "reduce",
]);

/** True for a pair with parts that may be undefined: nobody may keep it. */
export function isGapped(term: Term): boolean {
  const pair = unnamed(term);
  return pair.kind === "array" && pair.gapped === true;
}

/** Refuses a name for such a pair, unless only its parts are asked for: `entry[0]`, `const [key, value] = entry`. */
export function refuseGapped(name: ts.Identifier, to: Lowering): void {
  const symbol = to.checker.getSymbolAtLocation(name);
  const uses = symbol === undefined ? [] : usesOf(symbol, homeOf(name.parent), to);
  const isPart = ({ parent }: ts.Identifier): boolean =>
    ts.isVariableDeclaration(parent)
      ? ts.isArrayBindingPattern(parent.name) && isTakenApart(parent.name)
      : ts.isElementAccessExpression(parent) && ts.isNumericLiteral(parent.argumentExpression);
  if (!uses.every(isPart)) to.deny(name, "GW1017", { text: name.getText() });
}

const visiting = new Set(["some", "every", "map", "flatMap", "forEach", "filter", "find", "findLast", "entries"]);

/** True for a list whose elements a loop or a callback is given one by one. */
export function isVisited(list: ts.Expression): boolean {
  const { parent } = list;
  return isGoneThrough(list) && (!ts.isPropertyAccessExpression(parent) || visiting.has(parent.name.text));
}

/** True for a list that is taken apart at once, or whose name is only taken apart, gone through and asked about its elements. */
export function isReadOneByOne(list: ts.Expression, to: Lowering): boolean {
  const { parent } = list;
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== list) return false;
  if (ts.isArrayBindingPattern(parent.name)) return isTakenApart(parent.name);
  const symbol = ts.isIdentifier(parent.name) ? resolve(parent.name, to.checker) : undefined;
  const isConstant = (parent.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && symbol !== undefined && usesOf(symbol, homeOf(parent), to).every(isReading);
}

function isReading(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isVariableDeclaration(parent)) return ts.isArrayBindingPattern(parent.name) && isTakenApart(parent.name);
  return isLength(use) || isGoneThrough(use);
}

/** True for a list in a loop, or asked about its elements: `for (const x of list)`, `list.some(f)`. */
export function isGoneThrough(list: ts.Expression): boolean {
  const { parent } = list;
  if (ts.isForOfStatement(parent)) return parent.expression === list;
  return (
    ts.isPropertyAccessExpression(parent) &&
    asking.has(parent.name.text) &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent
  );
}

/** `list.length`. */
function isLength({ parent }: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) && parent.name.text === "length";
}

function isTakenApart({ elements }: ts.ArrayBindingPattern): boolean {
  return elements.every((one) => ts.isOmittedExpression(one) || one.dotDotDotToken === undefined);
}

/** True for a list whose name is only gone through and asked about its elements, some of which may be undefined. */
export function isOnlyAsked(list: ts.Expression, to: Lowering): boolean {
  const { parent } = list;
  return (
    ts.isVariableDeclaration(parent) &&
    ts.isIdentifier(parent.name) &&
    isReadOneByOne(list, to) &&
    usesOf(resolve(parent.name, to.checker) as ts.Symbol, homeOf(parent), to).every(
      (use) => !ts.isVariableDeclaration(use.parent),
    )
  );
}

/** True for a set of which only the size is asked, and whether it has a value. */
export function isOnlyMeasured(set: ts.Expression, to: Lowering): boolean {
  const { parent } = set;
  const isAsked = (node: ts.Node): boolean =>
    ts.isPropertyAccessExpression(node.parent) && ["size", "has"].includes(node.parent.name.text);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return isAsked(set);
  const symbol = resolve(parent.name, to.checker);
  const isConstant = (parent.parent.flags & ts.NodeFlags.Const) !== 0;
  return isConstant && symbol !== undefined && usesOf(symbol, homeOf(parent), to).every(isAsked);
}

/** The list that a name stands for, where its elements may be undefined. */
export function listWithGaps(node: ts.Expression, term: Term, to: Lowering): Collect | undefined {
  const declaration = ts.isIdentifier(node) ? resolve(node, to.checker)?.valueDeclaration : undefined;
  const list = unnamed(term);
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  return list.kind === "collect" &&
    list.into === "array" &&
    !isDefined(list.value) &&
    isOnlyAsked(declaration.initializer, to)
    ? list
    : undefined;
}

/** The list behind a term that may have NaN among its elements. */
export function listWithNaN(term: Term): Collect | undefined {
  const list = unnamed(term);
  return list.kind === "collect" && list.into === "array" && mayBeNaN(list.value) ? list : undefined;
}

/** A list of pairs with parts that may be undefined. */
function listOfGapped(term: Term): Collect | undefined {
  const list = unnamed(term);
  return list.kind === "collect" && list.into === "array" && isGapped(list.value) ? list : undefined;
}

/** A list that is written in place, some of whose elements may be undefined. */
function writtenWithGaps(node: ts.Expression, term: Term): Collect | undefined {
  const isWritten = ts.isArrayLiteralExpression(unwrap(node));
  return isWritten && term.kind === "collect" && !isDefined(term.value) ? term : undefined;
}

/** The list that an expression stands for, where Rego could not have it as one. */
export function gapped(node: ts.Expression, list: Term, to: Lowering): Collect | undefined {
  return listWithNaN(list) ?? listOfGapped(list) ?? writtenWithGaps(node, list) ?? listWithGaps(node, list, to);
}

/** How many elements a list has, those that are undefined or NaN among them. */
export function lengthOf(node: ts.Expression, list: Term, to: Lowering): Term {
  const read = gapped(node, list, to);
  return call("count", read === undefined ? list : { ...read, value: constant(true) });
}
