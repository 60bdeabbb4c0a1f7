import { isDefined } from "../ir/inspect.js";
import type { Body, Term } from "../ir/nodes.js";
import { defined, some, test } from "../ir/steps.js";
import { assume, call, choose, constant, inventory, member } from "../ir/terms.js";
import type { Lowering } from "../lower/lowering.js";
import { isComposite } from "../lower/shape.js";
import { asValue } from "../syntax/binary.js";
import { problemOf } from "../syntax/regular-expression.js";
import { ts } from "../typescript.js";
import type { Builtin, CallSite } from "./builtin.js";

function matches(site: CallSite, to: Lowering): Body {
  const [pattern, text] = site.args as readonly [ts.Expression, ts.Expression];
  const sought = to.value(pattern, site.scope);
  if (sought.kind === "constant") {
    const problem = problemOf(String(sought.value));
    if (problem !== undefined) to.deny(pattern, "GW1010", { pattern: String(sought.value), problem });
  }
  return test(call("matches", sought, to.value(text, site.scope)));
}

function equals(site: CallSite, to: Lowering): Body {
  const [left, right] = site.args.map((node) => to.requireOrder(node, to.value(node, site.scope)));
  return test(call("equal", left as Term, right as Term));
}

/** `fmt(value)`; lists and sets of strings, which are most of what messages show, without looking at the value's shape. */
function format(site: CallSite, to: Lowering): Term {
  const node = site.args[0] as ts.Expression;
  const term = to.requireOrder(node, to.value(node, site.scope));
  const { array, set, object, string, number, true: yes, false: no, null: none, any, unknown } = to.shape(node);
  if (string && !(array || set || object || number || yes || no || none || any || unknown)) return term;
  const other = object || string || number || yes || no || none || any || unknown || (array && set);
  const element = other ? undefined : to.elementShape(node);
  const texts =
    element?.string && !element.number && !isComposite(element) && !element.null && !element.true && !element.false;
  if (!texts) return call("format", term);
  return call(array ? "formatTexts" : "formatTextSet", term);
}

/** The API versions that a call names: literals, because the template's annotation states them. */
function literalTexts(node: ts.Expression | undefined): readonly string[] | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  const texts = node.elements.map((element) => (ts.isStringLiteralLike(element) ? element.text : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** A property of the literal `where`. */
function condition(site: CallSite, name: string, to: Lowering): Term | undefined {
  const where = site.args[2];
  if (where === undefined) return undefined;
  if (!ts.isObjectLiteralExpression(where)) return to.deny(where, "GW1032", { what: "the third argument" });
  for (const property of where.properties) {
    if (property.name?.getText() !== name) continue;
    const node = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    return node === undefined ? to.deny(property, "GW1032", { what: `\`${name}\`` }) : to.value(node, site.scope);
  }
  return undefined;
}

/** `inventory.namespaced(…)` and `inventory.cluster(…)`: the synced objects as a list without an order. */
function synced(scope: "namespace" | "cluster", name: string, samples: readonly string[]): Builtin {
  return {
    owner: "InventoryReader",
    name,
    samples,
    value(site, to) {
      const versions = literalTexts(site.args[0]);
      const [kind] = literalTexts(site.args[1]) ?? [];
      if (versions === undefined || versions.length === 0)
        return to.deny(site.args[0] ?? site.node, "GW1032", { what: "the API version" });
      if (kind === undefined) return to.deny(site.args[1] ?? site.node, "GW1032", { what: "the kind" });
      to.reads(versions, kind);
      const read = (namespace?: Term, name?: Term) => objectsAt({ scope, versions, kind, namespace, name }, to);
      const [namespace, name] = [condition(site, "namespace", to), condition(site, "name", to)];
      return ifGiven(scope === "namespace" ? namespace : undefined, (inside) =>
        ifGiven(name, (called) => read(inside, called)),
      );
    },
  };
}

/** What is read where a condition is given, or where it turns out to be undefined and is not asked for. */
function ifGiven(asked: Term | undefined, read: (asked?: Term) => Term): Term {
  if (asked === undefined || isDefined(asked)) return read(asked);
  return choose([{ when: defined(asked), answer: read(assume(asked)) }], read());
}

/** Where synced objects are looked up. */
interface Place {
  readonly scope: "namespace" | "cluster";
  readonly versions: readonly string[];
  readonly kind: string;
  readonly namespace: Term | undefined;
  readonly name: Term | undefined;
}

/** The synced objects of a place, as a list. */
function objectsAt({ scope, versions, kind, namespace, name }: Place, to: Lowering): Term {
  const steps: Body[number][] = [];
  let place: Term = member(inventory, constant(scope));
  if (scope === "namespace") {
    const objects = to.fresh("objects");
    if (namespace === undefined) steps.push(some(place, objects));
    place = namespace === undefined ? objects : member(place, namespace);
  }
  const [only] = versions;
  if (versions.length === 1) place = member(place, constant(only as string));
  else {
    const version = to.fresh("api_version");
    steps.push(some({ kind: "array", items: versions.map(constant) }, version));
    place = member(place, version);
  }
  place = member(place, constant(kind));
  const found = to.fresh(kind);
  if (name === undefined) steps.push(some(place, found));
  else steps.push({ kind: "let", variable: found, term: member(place, name) });
  return { kind: "collect", into: "array", body: steps, value: found, unordered: true };
}

export const gatewright: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "matches",
    samples: [
      'matches("^a", text)',
      'matches("b+c?", text)',
      "texts.filter((x) => matches(x, text))",
      '!matches("(" + text, text)',
    ],
    value: (site, to) => asValue(matches(site, to)),
    holds: matches,
  },
  {
    owner: "gatewright",
    name: "equals",
    samples: ["equals(texts, texts)", 'equals(record, { a: "x" })', "equals(texts, [text])"],
    value: (site, to) => asValue(equals(site, to)),
    holds: equals,
  },
  {
    owner: "gatewright",
    name: "fmt",
    samples: [
      "fmt(texts)",
      "fmt(record)",
      "fmt(text)",
      "fmt(numbers)",
      "fmt(other)",
      "fmt(new Set(texts))",
      'fmt({ record, texts, t: true, n: null, s: "q\\"uo\\\\te" })',
    ],
    value: format,
  },
  synced("namespace", "namespaced", []),
  synced("cluster", "cluster", []),
];
