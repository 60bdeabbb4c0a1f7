import { callbackOf, isConversion } from "../builtins/callbacks.js";
import { refuseWhole } from "../builtins/pattern-matches.js";
import { isDefined } from "../ir/inspect.js";
import type { Collect, Term } from "../ir/nodes.js";
import { renewer } from "../ir/renew.js";
import { some } from "../ir/steps.js";
import { assume, call, constant, isUnordered, member, unnamed } from "../ir/terms.js";
import { trusted, unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { refuseHoles } from "./holes.js";
import type { Iteration, Lowering, Scope } from "./lowering.js";
import { elementName, keyName } from "./naming.js";
import { gapped } from "./read-one-by-one.js";
import type { Shape } from "./shape.js";
import { acceptedElement, iterateSparse, rejectsUndefined } from "./sparse.js";
import { itemsOf } from "./written-items.js";
import { isGenerator } from "./yielded.js";

/**
 * Goes through the elements of an expression. A chain such as `xs.filter(f).map(g)` is gone through in one pass, without a list in between.
 */
export function iterate(
  source: ts.Expression,
  scope: Scope,
  name: string | undefined,
  indexed: boolean,
  to: Lowering,
): Iteration {
  const node = trusted(source, to);
  const chained = ts.isCallExpression(node)
    ? (ofObject(node, scope, name, indexed, to) ?? ofChain(node, scope, name, indexed, to))
    : undefined;
  if (chained !== undefined) return chained;
  return ofCollection(to.value(node, scope), to.shape(node).set, name ?? elementName(node), indexed, node, to);
}

function ofCollection(
  collection: Term,
  isSet: boolean,
  name: string,
  indexed: boolean,
  node: ts.Expression,
  to: Lowering,
): Iteration {
  const shape = to.shape(node);
  refuseWhole(node, to);
  if (isOnlyText(shape)) return ofCharacters(collection, name, indexed, to);
  // A generator's call says by itself that it is no list.
  if (shape.string || (shape.object && !shape.array && !shape.set && !isGenerator(node, to)))
    to.deny(node, "GW1038", { text: node.getText() });
  if (shape.map) return ofMap(collection, "entries", undefined, node, to);
  const ordered = !isSet && !isUnordered(collection);
  const list = gapped(node, collection, to);
  if (list !== undefined) return ofGapped(list, ordered, indexed, node, to);
  const element = to.fresh(name);
  if (!indexed) return { steps: [some(collection, element)], element, ordered };
  if (!ordered) to.deny(node, "GW1009", { text: node.getText() });
  const index = to.fresh("index", { position: true });
  return { steps: [some(collection, element, index)], element, index, ordered };
}

/** The elements of a list that Rego could not have as one: each is made where it is read. */
function ofGapped(list: Collect, ordered: boolean, indexed: boolean, node: ts.Expression, to: Lowering): Iteration {
  const copier = renewer([list.body], [list.value], to.ids);
  const steps = copier.body(list.body);
  const element = copier.term(list.value);
  if (!indexed) return { steps, element, ordered };
  const [only, more] = steps;
  if (!ordered) to.deny(node, "GW1009", { text: node.getText() });
  // One element for each of another list has the position of that.
  if (only?.kind !== "some" || more !== undefined) to.deny(node, "GW1017", { text: node.getText() });
  if (only?.kind !== "some") return { steps, element, ordered };
  const index = only.key ?? to.fresh("index", { position: true });
  return { steps: [{ ...only, key: index }, ...steps.slice(1)], element, index, ordered };
}

function isOnlyText({ string, array, set, map, object, number, undefined: missing, null: none }: Shape): boolean {
  return string && !(array || set || map || object || number || missing || none);
}

/** The characters of a text. */
function ofCharacters(text: Term, name: string, indexed: boolean, to: Lowering): Iteration {
  const element = to.fresh(name);
  const index = indexed ? to.fresh("index", { position: true }) : undefined;
  const steps = [some(call("split", text, constant("")), element, index)];
  return { steps, element, ordered: true, ...(index === undefined ? {} : { index }) };
}

/** `Object.entries(o)`, `Object.keys(o)`, `Object.values(o)` and `list.entries()`. */
function ofObject(
  node: ts.CallExpression,
  scope: Scope,
  name: string | undefined,
  indexed: boolean,
  to: Lowering,
): Iteration | undefined {
  if (!ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: owner, name: method } = node.expression;
  const [argument] = node.arguments;
  if (isObject(owner) && argument !== undefined && to.isOfLibrary(method)) {
    const shape = to.shape(argument);
    if (!shape.object || shape.array || shape.string || shape.set)
      to.deny(argument, "GW1038", { text: node.getText() });
    const object = to.value(argument, scope);
    const written = ofWritten(object, argument, method.text, name, indexed, to);
    if (written !== undefined) return written;
    if (hasHoles(object)) to.deny(argument, "GW1039", { text: argument.getText() });
    else refuseHoles(argument, undefined, to);
    if (method.text === "keys") {
      const key = to.fresh(name ?? keyName(argument));
      return { steps: [some(object, undefined, key)], element: key, ordered: false };
    }
    const value = to.fresh(method.text === "values" && name !== undefined ? name : elementName(argument));
    if (method.text === "values") return { steps: [some(object, value)], element: value, ordered: false };
    if (method.text !== "entries") return undefined;
    const key = to.fresh("key");
    return { steps: [some(object, value, key)], element: { kind: "array", items: [key, value] }, ordered: false };
  }
  if (method.text === "matchAll" && to.isOfLibrary(method)) {
    const match = to.fresh(name ?? "found");
    return { steps: [some(to.value(node, scope), match)], element: match, ordered: true };
  }
  return ofPositions(node, owner, method, scope, name, to);
}

/** The entries of an object that is written out: in the order of JavaScript, and some of them with values that are undefined. */
function ofWritten(
  object: Term,
  argument: ts.Expression,
  method: string,
  name: string | undefined,
  indexed: boolean,
  to: Lowering,
): Iteration | undefined {
  const keys = writtenKeys(object) ?? grownKeys(object, argument, to);
  if (keys === undefined || keys.length === 0) return undefined;
  const key = to.fresh(method === "keys" && name !== undefined ? name : keyName(argument));
  const index = indexed ? to.fresh("index", { position: true }) : undefined;
  const steps = [some({ kind: "array", items: keys.map(constant) }, key, index)];
  const isGapped = hasHoles(object);
  const value = member(object, key, !isGapped);
  const elements: Readonly<Record<string, Term>> = {
    keys: key,
    values: value,
    entries: { kind: "array", items: [key, value], ...(isGapped ? { gapped: isGapped } : {}) },
  };
  const element = elements[method];
  if (element === undefined) return undefined;
  return { steps, element, ordered: true, ...(index === undefined ? {} : { index }) };
}

/** The keys of an object that is written out, as JavaScript orders them: whole numbers first. */
function writtenKeys(term: Term): readonly string[] | undefined {
  const object = unnamed(term);
  if (object.kind !== "object") return undefined;
  const keys = object.entries.map(({ key }) => (key.kind === "constant" ? key.value : undefined));
  if (!keys.every((key) => typeof key === "string")) return undefined;
  return Object.keys(Object.fromEntries(keys.map((key) => [key, true])));
}

const growing: ReadonlySet<string> = new Set(["groupLists", "groupSets", "groupSums"]);

/** The keys of an object that is written out with all that its type allows, and whose entries have grown since. */
function grownKeys(term: Term, node: ts.Expression, to: Lowering): readonly string[] | undefined {
  const grown = unnamed(term);
  const [first] = grown.kind === "call" && growing.has(grown.operation) ? grown.args : [];
  const keys = first === undefined ? undefined : writtenKeys(first);
  const type = to.typeOf(node);
  const isClosed = !type.isUnion() && to.checker.getIndexInfosOfType(type).length === 0;
  return keys !== undefined && isClosed && to.checker.getPropertiesOfType(type).every(({ name }) => keys.includes(name))
    ? keys
    : undefined;
}

/** `map`, `map.keys()` and `map.values()`. */
function ofMap(map: Term, parts: string, name: string | undefined, node: ts.Expression, to: Lowering): Iteration {
  const key = to.fresh((parts === "keys" ? name : undefined) ?? "key");
  if (parts === "keys") return { steps: [some(map, undefined, key)], element: key, ordered: false };
  const value = to.fresh((parts === "values" ? name : undefined) ?? elementName(node));
  if (parts === "values") return { steps: [some(map, value)], element: value, ordered: false };
  return { steps: [some(map, value, key)], element: { kind: "array", items: [key, value] }, ordered: false };
}

/** `list.entries()`, `list.keys()` and `list.values()`. */
function ofPositions(
  node: ts.CallExpression,
  owner: ts.Expression,
  method: ts.MemberName,
  scope: Scope,
  name: string | undefined,
  to: Lowering,
): Iteration | undefined {
  if (node.arguments.length > 0 || !to.isOfLibrary(method)) return undefined;
  if (to.shape(owner).map && ["entries", "keys", "values"].includes(method.text))
    return ofMap(to.value(owner, scope), method.text, name, owner, to);
  if (!to.shape(owner).array) return undefined;
  if (method.text === "values") return to.iterate(owner, scope, name, true);
  if (method.text !== "entries" && method.text !== "keys") return undefined;
  const iteration = to.iterate(owner, scope, method.text === "keys" ? undefined : name, true);
  const { element } = iteration;
  const index = iteration.index ?? to.deny(owner, "GW1009", { text: owner.getText() });
  if (method.text === "keys") return { ...iteration, element: index };
  const gap = isDefined(element) ? {} : { gapped: true as const };
  return { ...iteration, element: { kind: "array", items: [index, element], ...gap } };
}

/** True for the name `Object`, as in `Object.keys`. */
export function isObject(node: ts.Expression): boolean {
  const inner = unwrap(node);
  return ts.isIdentifier(inner) && inner.text === "Object";
}

/** An object written in place, with values that may be absent: its entries would be gone in Rego and are there in JavaScript. */
function hasHoles(term: Term): boolean {
  const object = unnamed(term);
  if (object.kind === "object") return object.entries.some(({ value }) => !isDefined(value));
  return object.kind === "call" && object.operation === "mergeObjects" && object.args.some(hasHoles);
}

function ofChain(
  node: ts.CallExpression,
  scope: Scope,
  name: string | undefined,
  indexed: boolean,
  to: Lowering,
): Iteration | undefined {
  if (
    node.questionDotToken !== undefined ||
    !ts.isPropertyAccessExpression(node.expression) ||
    !to.isOfLibrary(node.expression.name)
  )
    return undefined;
  const { expression: receiver, name: method } = node.expression;
  const [argument] = node.arguments;
  if (argument === undefined || !to.shape(receiver).array || !["filter", "map", "flatMap"].includes(method.text))
    return undefined;
  // One element for each of another list has the position of that.
  if (indexed && method.text !== "map") return undefined;
  if (method.text === "map" && isConversion(argument, to)) {
    const callback = callbackOf({ node, receiver, args: node.arguments, scope }, to, (list, names, wanted) =>
      to.iterate(list, names, wanted, indexed),
    );
    return callback === undefined ? undefined : { ...callback.iteration, element: callback.value() };
  }
  if (itemsOf(receiver, scope, to) !== undefined) return undefined;
  const callable = ts.isIdentifier(argument) && argument.text === "Boolean" ? undefined : to.callable(argument, scope);
  if (callable === undefined || callable.declaration.parameters.length > 2) return undefined;
  const parameter = callable.declaration.parameters[0]?.name;
  const own = parameter !== undefined && ts.isIdentifier(parameter) ? parameter.text : undefined;
  const solid = method.text === "filter" && rejectsUndefined(argument, scope, to);
  const wanted = own ?? (method.text === "filter" ? name : undefined);
  const inner =
    (solid ? iterateSparse(receiver, scope, wanted, to) : undefined) ??
    to.iterate(receiver, scope, wanted, indexed || callable.declaration.parameters.length > 1);
  if (callable.declaration.parameters.length > 1 && inner.index === undefined)
    to.deny(receiver, "GW1009", { text: receiver.getText() });
  const args = [inner.element, ...(inner.index === undefined ? [] : [inner.index])];
  const { index, ...rest } = inner;
  if (method.text === "filter") {
    const element = acceptedElement(solid ? assume(inner.element) : inner.element, argument, scope, to);
    return { ...rest, element, steps: [...inner.steps, ...to.applyHolds(callable, args, argument)] };
  }
  const result = to.applyInline(callable, args, argument);
  if (method.text === "map") return { ...rest, element: result, ...(indexed && index !== undefined ? { index } : {}) };
  const list = to.callbackResult({ args: node.arguments });
  if (list === undefined || !list.array || list.string || list.object) return undefined;
  const element = to.fresh(name ?? "item");
  return { steps: [...inner.steps, some(result, element)], element, ordered: inner.ordered && !isUnordered(result) };
}
