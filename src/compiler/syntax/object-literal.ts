import { isDefined } from "../ir/inspect.js";
import type { ObjectTerm, Term } from "../ir/nodes.js";
import { call, choose, constant, empty } from "../ir/terms.js";
import { refuseHoles } from "../lower/holes.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { refuseNaN } from "../lower/not-a-number.js";
import { entryType } from "../lower/shape.js";
import { ts } from "../typescript.js";
import { keyText } from "./keys.js";
import { unwrap } from "./wrappers.js";

const K = ts.SyntaxKind;

interface Entry {
  readonly key: Term;
  readonly value: Term;
  /** What was there under the key is gone, and not merged with: the value may be absent, or an object itself. */
  readonly replaces: boolean;
}

/** Entries that stand side by side, or an object that is spread. */
type Part = { readonly entries: readonly Entry[] } | { readonly spread: Term; readonly replaces: boolean };

/** `{ a, "b": c, [key]: d, ...rest }`. Later entries win, and entries without a value are absent. */
export const objectLiteral: ExpressionSyntax<ts.ObjectLiteralExpression> = {
  kinds: [K.ObjectLiteralExpression],
  value(node, scope, to) {
    const parts: Part[] = [];
    let entries: Entry[] = [];
    const flush = () => {
      if (entries.length > 0) parts.push({ entries });
      entries = [];
    };
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        flush();
        parts.push(spread(property, scope, to));
      } else if (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) {
        const key = keyOfProperty(property.name, scope, to);
        // A computed key may be one of the others: it gets an object of its own.
        if (key.kind !== "constant") flush();
        entries.push(entryOf(key, ts.isPropertyAssignment(property) ? property.initializer : property.name, scope, to));
        if (key.kind !== "constant") flush();
      } else return to.deny(property, "GW1001", { what: "a method or an accessor in an object" });
    }
    flush();
    const [first, ...rest] = parts;
    if (first === undefined) return empty.object;
    return rest.reduce((left, part, index) => overlay(left, part, keysOf(parts.slice(0, index + 1))), termOf(first));
  },
};

function spread({ expression }: ts.SpreadAssignment, scope: Scope, to: Lowering): Part {
  const shape = to.shape(expression);
  const guarded = guardedObject(expression, to);
  if (guarded !== undefined) {
    refuseHoles(guarded.right, undefined, to);
    return { spread: whereTruthy(guarded, scope, to), replaces: holdsObjects(to.typeOf(guarded.right), to) };
  }
  if (!shape.object || shape.array || shape.string || shape.number || shape.true) {
    return { spread: to.deny(expression, "GW1001", { what: "the spread of what is no object" }), replaces: false };
  }
  refuseHoles(expression, undefined, to);
  const replaces = holdsObjects(to.typeOf(expression), to);
  if (shape.null || shape.false)
    return { spread: whereTruthy({ left: expression, right: expression }, scope, to), replaces };
  return { spread: to.orEmpty(to.value(expression, scope)), replaces };
}

/** The two sides of `...(condition && { … })`: whatever the condition is when it is falsy, it has no entries. */
function guardedObject(expression: ts.Expression, to: Lowering): ts.BinaryExpression | undefined {
  const inner = unwrap(expression);
  const isGuarded = ts.isBinaryExpression(inner) && inner.operatorToken.kind === K.AmpersandAmpersandToken;
  return isGuarded && isOnlyObject(inner.right, to) ? inner : undefined;
}

/** The entries of what is no object are none. */
function whereTruthy(
  { left, right }: { readonly left: ts.Expression; readonly right: ts.Expression },
  scope: Scope,
  to: Lowering,
): Term {
  return choose([{ when: to.holds(left, scope), answer: to.value(right, scope) }], empty.object);
}

function isOnlyObject(node: ts.Expression, to: Lowering): boolean {
  const { object, array, string, number, true: yes, undefined: missing, null: none, false: no } = to.shape(node);
  return object && !(array || string || number || yes || missing || none || no);
}

/** True when values of a type have values that may be objects in turn. */
function holdsObjects(type: ts.Type, to: Lowering): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => {
    const values = part.getProperties().map((property) => to.checker.getTypeOfSymbol(property));
    const indexed = entryType(part, to.checker);
    return [...values, ...(indexed === undefined ? [] : [indexed])].some((value) => isObject(to.shapeOfType(value)));
  });
}

function isObject(shape: { readonly object: boolean; readonly map: boolean; readonly unknown: boolean }): boolean {
  return shape.object || shape.map || shape.unknown;
}

function entryOf(key: Term, node: ts.Expression, scope: Scope, to: Lowering): Entry {
  const value = to.requireOrder(node, to.value(node, scope));
  // Details that are NaN are an error in TypeScript.
  if (!isYielded(node)) refuseNaN(node, value, to);
  return { key, value, replaces: !isDefined(value) || isObject(to.shape(node)) };
}

/** True for what stands in the place of a violation, and therefore is read by nobody else. */
function isYielded(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isYieldExpression(parent)) return true;
  const isPart =
    ts.isObjectLiteralExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isParenthesizedExpression(parent);
  return isPart && isYielded(parent);
}

function termOf(part: Part): Term {
  return "spread" in part ? part.spread : ({ kind: "object", entries: part.entries } satisfies ObjectTerm);
}

/** The keys that an object has at most, or undefined when they are not known. */
function keysOf(parts: readonly Part[]): ReadonlySet<unknown> | undefined {
  const keys = new Set<unknown>();
  for (const part of parts) {
    if ("spread" in part) return undefined;
    for (const { key } of part.entries) {
      if (key.kind !== "constant") return undefined;
      keys.add(key.value);
    }
  }
  return keys;
}

/** `part` over what stands before it. Rego merges objects in objects, so that these are taken out of what stands before. */
function overlay(left: Term, part: Part, known: ReadonlySet<unknown> | undefined): Term {
  if ("spread" in part) {
    const base = part.replaces ? call("removeKeys", left, call("keys", part.spread)) : left;
    return call("mergeObjects", base, part.spread);
  }
  const replaced = part.entries.filter(
    ({ key, replaces }) => replaces && (known === undefined || key.kind !== "constant" || known.has(key.value)),
  );
  const keys: Term = { kind: "array", items: replaced.map(({ key }) => key) };
  return call("mergeObjects", replaced.length === 0 ? left : call("removeKeys", left, keys), termOf(part));
}

function keyOfProperty(name: ts.PropertyName, scope: Scope, to: Lowering): Term {
  if (ts.isComputedPropertyName(name)) {
    const { string, number } = to.shape(name.expression);
    return string || number
      ? keyText(name.expression, scope, to)
      : to.deny(name, "GW1001", { what: "a key that is no text" });
  }
  if (ts.isPrivateIdentifier(name)) return to.deny(name, "GW1004");
  if (ts.isBigIntLiteral(name)) return to.deny(name, "GW1001", { what: "a bigint as a key" });
  if (name.text === "__proto__") return to.deny(name, "GW1001", { what: "the key `__proto__`" });
  return constant(name.text);
}
