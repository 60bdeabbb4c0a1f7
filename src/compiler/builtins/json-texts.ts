/** `JSON.stringify`, of what has one order in JavaScript and in Rego: scalars, lists, and objects that are written out. */
import { isDefined, mayBeNaN } from "../ir/inspect.js";
import type { Scalar, Term } from "../ir/nodes.js";
import { some, test } from "../ir/steps.js";
import { call, choose, constant, member } from "../ir/terms.js";
import type { Lowering, Scope } from "../lower/lowering.js";
import type { Shape } from "../lower/shape.js";
import { resolve } from "../syntax/names.js";
import { asText } from "../syntax/template.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import type { Builtin } from "./builtin.js";

const rewrite =
  "Use `fmt(value)`, which sorts the keys, or write the object out in the call: JSON.stringify follows the order of its keys, which Rego does not keep; and give what may be absent a default.";

const nothing: Term = constant("");

function joined(...items: readonly Term[]): Term {
  return call("join", nothing, { kind: "array", items });
}

/** The JSON of an expression; undefined where its order is not known, or where JSON has no such value. */
function jsonOf(source: ts.Expression, scope: Scope, to: Lowering): Term | undefined {
  const node = unwrap(source);
  if (ts.isArrayLiteralExpression(node) && !node.elements.some(ts.isSpreadElement)) {
    const items = node.elements.map((element) => jsonOf(element, scope, to));
    return items.every((item) => item !== undefined) ? listed(items) : undefined;
  }
  const literal = literalOf(node, to);
  if (literal === undefined) return jsonOfType(to.value(node, scope), to.typeOf(node), to);
  const object = literal === node ? undefined : to.value(node, scope);
  const entries: Term[] = [];
  for (const property of literal.properties) {
    const name = ts.isSpreadAssignment(property) ? undefined : property.name;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name)) || isPosition(name.text))
      return undefined;
    const value = ts.isPropertyAssignment(property) ? property.initializer : name;
    if (ts.isMethodDeclaration(property) || ts.isAccessor(property)) return undefined;
    const json =
      object === undefined
        ? jsonOf(value, scope, to)
        : jsonOfType(member(object, constant(name.text), true), to.typeOf(value), to);
    if (json === undefined) return undefined;
    entries.push(joined(constant(`${entries.length === 0 ? "" : ","}${JSON.stringify(name.text)}:`), json));
  }
  return joined(constant("{"), ...entries, constant("}"));
}

/** The literal that an expression is, or that a constant stands for which nobody changes. */
function literalOf(node: ts.Expression, to: Lowering): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(node)) return node;
  const symbol = ts.isIdentifier(node) ? resolve(node, to.checker) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined)
    return undefined;
  const literal = unwrap(declaration.initializer);
  const isConstant = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
  if (!isConstant || !ts.isObjectLiteralExpression(literal)) return undefined;
  return isChanged(node.getText(), declaration.parent.parent.parent) ? undefined : literal;
}

/** True where something of a name is written to: what is added comes last in JavaScript, and in order in Rego. */
function isChanged(name: string, within: ts.Node): boolean {
  const writes = (node: ts.Node): boolean => {
    const target = ts.isDeleteExpression(node)
      ? node.expression
      : ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment
        ? node.operatorToken.kind <= ts.SyntaxKind.LastAssignment && node.left
        : undefined;
    if (target && new RegExp(`^${name}\\b`).test(target.getText())) return true;
    return ts.forEachChild(node, (child) => writes(child) || undefined) === true;
  };
  return writes(within);
}

/** Keys that JavaScript moves to the front. */
function isPosition(key: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(key);
}

function jsonOfConstant(value: Scalar): Term {
  return constant(JSON.stringify(value));
}

function listed(items: readonly Term[]): Term {
  return joined(constant("["), call("join", constant(","), { kind: "array", items }), constant("]"));
}

function jsonOfType(term: Term, type: ts.Type, to: Lowering): Term | undefined {
  const shape = to.shapeOfType(type);
  if (shape.undefined || shape.object || shape.set || shape.map || shape.function || shape.any || shape.unknown)
    return undefined;
  if (mayBeNaN(term) || !isDefined(term)) return undefined;
  if (!shape.array) return jsonOfScalar(term, shape);
  const parts = (type.isUnion() ? type.types : [type]).filter((part) => to.shapeOfType(part).array);
  const list = parts.length === (type.isUnion() ? type.types.length : 1) ? type : parts[0];
  const element = list === undefined ? undefined : to.checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  if (element === undefined || (list !== type && parts.length > 1)) return undefined;
  const item = to.fresh("item");
  const json = jsonOfType(item, element, to);
  if (json === undefined) return undefined;
  const items: Term = { kind: "collect", into: "array", body: [some(term, item)], value: json };
  const text = joined(constant("["), call("join", constant(","), items), constant("]"));
  const { string, number, true: yes, false: no, null: none } = shape;
  if (!(string || number || yes || no || none)) return text;
  return choose([{ when: test(call("isArray", term)), answer: text }], jsonOfScalar(term, shape));
}

function jsonOfScalar(term: Term, shape: Shape): Term {
  const quoted = call("jsonText", term);
  if (!shape.string) return shape.null ? call("scalarText", term) : asText(term, shape, false);
  if (!(shape.number || shape.true || shape.false || shape.null)) return quoted;
  return choose([{ when: test(call("isString", term)), answer: quoted }], call("scalarText", term));
}

export const jsonTexts: readonly Builtin[] = [
  {
    owner: "JSON",
    name: "stringify",
    samples: [
      "JSON.stringify(text)",
      "JSON.stringify(texts)",
      "JSON.stringify(numbers)",
      'JSON.stringify({ text, texts, "a-b": [1, true, null], nested: { n: texts.length } })',
      "JSON.stringify(record.a ?? null)",
      'JSON.stringify("\\u0000\\u0007\\u000b\\u001f\\"\\\\/<>&\\u2028\\u007f" + text)',
      "texts.map((x, i) => JSON.stringify([x, i, x.length > 1]))",
    ],
    value(site, to) {
      const [node, ...others] = site.args;
      if (node === undefined || others.length > 0)
        return to.deny(site.node, "GW1024", {
          method: "JSON.stringify with more than a value",
          instead: "JSON.stringify(value)",
        });
      const term = to.requireOrder(node, to.value(node, site.scope));
      const json =
        term.kind === "constant" ? jsonOfConstant(term.value) : to.quietly(() => jsonOf(node, site.scope, to));
      return json ?? to.deny(node, "GW1013", { name: "JSON.stringify", instead: rewrite });
    },
  },
];
