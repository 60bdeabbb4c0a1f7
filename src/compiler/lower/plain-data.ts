/** Sets in details: JSON has none. Gatekeeper writes them as sorted lists, policy.wasm as lists in whatever order. */

import { isDefined } from "../ir/inspect.js";
import type { Term } from "../ir/nodes.js";
import { operations } from "../ir/operations.js";
import { some } from "../ir/steps.js";
import { call, choose, constant, member, unnamed } from "../ir/terms.js";
import { ts } from "../typescript.js";
import type { Lowering } from "./lowering.js";
import { elementType } from "./shape.js";

/** A term with sorted lists in the place of the sets that its type says it holds. */
export function plainData(term: Term, type: ts.Type, to: Lowering): Term {
  if (!holdsSets(type, to)) return term;
  const shape = to.shapeOfType(type);
  const target = unnamed(term);
  if (shape.set && !isOther(target)) {
    const list = call("sort", term);
    return shape.object || shape.array || shape.string || shape.number || shape.null || shape.true || shape.false
      ? choose([{ when: [{ kind: "test", term: call("isSet", term) }], answer: list }], term)
      : list;
  }
  if (target.kind === "constant") return term;
  if (target.kind === "object")
    return { ...target, entries: target.entries.map((entry) => plainEntry(entry, type, to)) };
  if (shape.array) return plainList(target, type, to);
  return plainObject(term, type, to);
}

/** True for what is no set whatever its type allows: OPA knows it too, and refuses to sort it. */
function isOther(term: Term): boolean {
  if (term.kind === "call") return !["set", "any"].includes(operations[term.operation].result);
  return term.kind === "constant" || term.kind === "object" || term.kind === "array";
}

function plainEntry(
  entry: { readonly key: Term; readonly value: Term },
  type: ts.Type,
  to: Lowering,
): { readonly key: Term; readonly value: Term } {
  const inner = entry.key.kind === "constant" ? propertyType(type, String(entry.key.value), to) : undefined;
  return inner === undefined ? entry : { ...entry, value: plainData(entry.value, inner, to) };
}

function plainList(list: Term, type: ts.Type, to: Lowering): Term {
  const element = elementType(type, to.checker);
  if (element === undefined) return list;
  if (list.kind === "array") return { ...list, items: list.items.map((item) => plainData(item, element, to)) };
  const item = to.fresh("item");
  return { kind: "collect", into: "array", body: [some(list, item)], value: plainData(item, element, to) };
}

/** An object that is not written in place: what holds sets is laid over it. */
function plainObject(term: Term, type: ts.Type, to: Lowering): Term {
  const names = propertiesOf(type).filter((name) => holdsSets(propertyType(type, name, to), to));
  const entries = names.map((name) => ({
    key: constant(name),
    value: plainData(member(term, constant(name)), propertyType(type, name, to) as ts.Type, to),
  }));
  const keys: Term = { kind: "array", items: entries.map(({ key }) => key) };
  const overlaid = call("mergeObjects", call("removeKeys", term, keys), { kind: "object", entries });
  if (isDefined(term)) return overlaid;
  return choose([{ when: [{ kind: "defined", term }], answer: overlaid }]);
}

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

function propertiesOf(type: ts.Type): readonly string[] {
  return [...new Set(partsOf(type).flatMap((part) => part.getProperties().map(({ name }) => name)))];
}

function propertyType(type: ts.Type, name: string, to: Lowering): ts.Type | undefined {
  for (const part of partsOf(type)) {
    const property = part.getProperty(name);
    if (property !== undefined) return to.checker.getTypeOfSymbol(property);
  }
  return undefined;
}

/** True when a set may be found in values of the type, at most a few levels down: deeper data come from Kubernetes. */
function holdsSets(type: ts.Type | undefined, to: Lowering): boolean {
  return holds(type, "set", to);
}

/** True when a Map may be found there, which is no data to JSON. */
export function holdsMaps(type: ts.Type, to: Lowering): boolean {
  return holds(type, "map", to);
}

function holds(type: ts.Type | undefined, sort: "set" | "map", to: Lowering, depth = 0): boolean {
  if (type === undefined || depth > 5) return false;
  return partsOf(type).some((part) => {
    if (!(part.flags & ts.TypeFlags.Object)) return false;
    const shape = to.shapeOfType(part);
    if (shape[sort]) return true;
    if (shape.array) return holds(elementType(part, to.checker), sort, to, depth + 1);
    if (!isWrittenInPlace(part)) return false;
    return part.getProperties().some((property) => holds(to.checker.getTypeOfSymbol(property), sort, to, depth + 1));
  });
}

/** Declared interfaces of data hold no sets; types of literals, and what the policy's own types say, may. */
function isWrittenInPlace(type: ts.Type): boolean {
  return !(type.symbol?.declarations ?? []).some((declaration) => declaration.getSourceFile().isDeclarationFile);
}
