import { groupsOfMatch } from "../builtins/pattern-matches.js";
import type { Term } from "../ir/nodes.js";
import { filler } from "../ir/renew.js";
import { defined } from "../ir/steps.js";
import { assume, call, choose, constant, isDoubted, member, orElse } from "../ir/terms.js";
import { ts } from "../typescript.js";
import { isSpecOfKind } from "./left-out.js";
import type { Binding, Lowering, Scope } from "./lowering.js";
import { isGapped, listWithNaN, refuseGapped } from "./read-one-by-one.js";
import { isOnlyText, type Shape } from "./shape.js";

/** Binds the names of a pattern to the parts of a term. Nothing is computed: a name stands for its part. */
export function destructure(pattern: ts.BindingName, term: Term, scope: Scope, to: Lowering): Scope {
  if (ts.isIdentifier(pattern) && isGapped(term)) refuseGapped(pattern, to);
  if (ts.isIdentifier(pattern)) return bindName(pattern, to.named(pattern.text, term, pattern), scope, to);
  if (ts.isArrayBindingPattern(pattern)) return destructureArray(pattern, term, scope, to);
  return destructureObject(pattern, isDoubted(term) ? assume(term) : term, scope, to);
}

function destructureObject(pattern: ts.ObjectBindingPattern, term: Term, scope: Scope, to: Lowering): Scope {
  let result = scope;
  const keys: Term[] = [];
  const of = to.shapeOfType(to.checker.getTypeAtLocation(pattern));
  for (const element of pattern.elements) {
    if (!of.object && (of.array || of.string || of.set || of.map)) {
      result = destructureBuiltin(element, of, term, result, to);
      continue;
    }
    if (element.dotDotDotToken !== undefined) {
      const rest = keys.length === 0 ? term : call("removeKeys", term, { kind: "array", items: keys });
      result = destructure(element.name, rest, result, to);
      continue;
    }
    const key = keyOf(element, result, to);
    keys.push(key);
    result = destructureElement(element, key, term, result, to);
  }
  return result;
}

/** `{ length }` of a list or a text, `{ size }` of a Set or a Map, `{ 0: first }` of a list. */
function destructureBuiltin(element: ts.BindingElement, of: Shape, term: Term, scope: Scope, to: Lowering): Scope {
  const key = element.dotDotDotToken === undefined ? keyOf(element, scope, to) : undefined;
  const name = key?.kind === "constant" ? String(key.value) : element.getText();
  if (name === (of.set || of.map ? "size" : "length") && key !== undefined)
    return destructure(element.name, call("count", term), scope, to);
  if (of.array && !of.string && /^\d+$/.test(name))
    return destructureElement(element, constant(Number(name)), to.requireOrder(element, term), scope, to);
  to.deny(element, "GW1001", { what: `\`${name}\` of what is no object` });
  return scope;
}

function keyOf(element: ts.BindingElement, scope: Scope, to: Lowering): Term {
  const { propertyName, name } = element;
  if (propertyName === undefined) return constant((name as ts.Identifier).text);
  if (ts.isComputedPropertyName(propertyName)) return to.value(propertyName.expression, scope);
  return constant(propertyName.getText().replace(/^["'](.*)["']$/s, "$1"));
}

function destructureElement(element: ts.BindingElement, key: Term, term: Term, scope: Scope, to: Lowering): Scope {
  const shape = to.shape(element.name);
  // A property that the pattern's default replaces may be absent in the object.
  const property = to.checker
    .getTypeAtLocation(element.parent)
    .getProperty(`${key.kind === "constant" ? key.value : ""}`);
  const present = element.initializer === undefined && !shape.undefined && !isSpecOfKind(property);
  const part = member(term, key, present);
  const value = element.initializer === undefined ? part : orElse(part, to.value(element.initializer, scope));
  return destructure(element.name, value, scope, to);
}

function destructureArray(pattern: ts.ArrayBindingPattern, whole: Term, scope: Scope, to: Lowering): Scope {
  let result = scope;
  const shape = to.shapeOfType(to.checker.getTypeAtLocation(pattern));
  const term = isOnlyText(shape) ? call("split", whole, constant("")) : (groupsOfMatch(pattern, whole, to) ?? whole);
  const { set, map, string, array } = shape;
  if (string && array) to.deny(pattern, "GW1038", { text: pattern.getText() });
  if ((set || map) && pattern.elements.length > 0) to.deny(pattern, "GW1009", { text: pattern.getText() });
  for (const [index, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    to.requireOrder(pattern, term);
    if (element.dotDotDotToken !== undefined)
      result = destructure(element.name, call("slice", term, constant(index), call("count", term)), result, to);
    else
      result =
        destructureNumber(element, index, term, result, to) ??
        destructureElement(element, constant(index), term, result, to);
  }
  return result;
}

/**
 * One of the numbers that a list of texts is read as: `const [major = 0] = text.split(".").map(Number)`. It may be NaN, which no list in Rego
 * can have: so it is read from its text, and its default is for a text that is not there.
 */
function destructureNumber(
  element: ts.BindingElement,
  index: number,
  whole: Term,
  scope: Scope,
  to: Lowering,
): Scope | undefined {
  const list = listWithNaN(whole);
  if (list === undefined) return undefined;
  const [only, more] = list.body;
  if (only?.kind !== "some" || more !== undefined || only.value === undefined) return undefined;
  const item = member(only.in, constant(index));
  const parts = new Map([[only.value.id, { term: assume(item), mayBeUndefined: false }]]);
  if (only.key !== undefined) parts.set(only.key.id, { term: constant(index), mayBeUndefined: false });
  const value = filler(parts, to.ids).term(list.value);
  const otherwise = element.initializer === undefined ? undefined : to.value(element.initializer, scope);
  return destructure(element.name, choose([{ when: defined(item), answer: value }], otherwise), scope, to);
}

export function bindName(name: ts.Identifier, term: Term, scope: Scope, to: Lowering): Scope {
  const symbol = to.checker.getSymbolAtLocation(name);
  return symbol === undefined ? scope : withBinding(scope, symbol, { kind: "term", term });
}

export function withBinding(scope: Scope, symbol: ts.Symbol, binding: Binding): Scope {
  return new Map(scope).set(symbol, binding);
}
