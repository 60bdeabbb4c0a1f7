import type { Json } from "../../model.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";

/** How many values one literal may have: constants that repeat constants grow without end. */
const MOST_VALUES = 100_000;

interface Reading {
  readonly checker: ts.TypeChecker;
  /** The constants that are being read: one that is made of itself is none. */
  readonly open: ts.Node[];
  left: number;
}

/** What an expression of literals is: scalars, lists, objects, joined texts, and constants of modules that are such. Undefined otherwise. */
export function literalValue(expression: ts.Expression, checker: ts.TypeChecker): Json | undefined {
  return read(expression, { checker, open: [], left: MOST_VALUES });
}

/** The innermost part that is no literal, of an expression which is none. */
export function firstNotLiteral(expression: ts.Expression, checker: ts.TypeChecker): ts.Node {
  const node = unwrap(expression);
  for (const part of partsOf(node)) {
    if (!ts.isExpression(part)) {
      if (ts.isShorthandPropertyAssignment(part) && literalValue(part.name, checker) !== undefined) continue;
      return part;
    }
    if (literalValue(part, checker) === undefined) return firstNotLiteral(part, checker);
  }
  return node;
}

function partsOf(node: ts.Expression): readonly ts.Node[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.map((property) => (ts.isPropertyAssignment(property) ? property.initializer : property));
}

function read(expression: ts.Expression, reading: Reading): Json | undefined {
  const node = unwrap(expression);
  reading.left -= 1;
  if (reading.left < 0) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand)
      ? -Number(node.operand.text)
      : undefined;
  }
  if (ts.isBinaryExpression(node)) return joined(node, reading);
  if (ts.isTemplateExpression(node)) return template(node, reading);
  if (ts.isArrayLiteralExpression(node)) return list(node, reading);
  if (ts.isObjectLiteralExpression(node)) return object(node, reading);
  return ts.isIdentifier(node) ? constant(node, reading) : undefined;
}

function constant(node: ts.Identifier, reading: Reading): Json | undefined {
  const declaration = resolve(node, reading.checker)?.valueDeclaration;
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
  const { initializer, parent } = declaration;
  if (initializer === undefined || !(parent.flags & ts.NodeFlags.Const)) return undefined;
  if (reading.open.includes(declaration)) return undefined;
  reading.open.push(declaration);
  const value = read(initializer, reading);
  reading.open.pop();
  return value;
}

function joined(node: ts.BinaryExpression, reading: Reading): Json | undefined {
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [read(node.left, reading), read(node.right, reading)];
  return typeof left === "string" && typeof right === "string" ? left + right : undefined;
}

function template(node: ts.TemplateExpression, reading: Reading): Json | undefined {
  const parts = node.templateSpans.map((span) => [read(span.expression, reading), span.literal.text] as const);
  if (!parts.every(([value]) => typeof value === "string" || typeof value === "number")) return undefined;
  return node.head.text + parts.map(([value, text]) => `${value}${text}`).join("");
}

function list(node: ts.ArrayLiteralExpression, reading: Reading): Json | undefined {
  const items: Json[] = [];
  for (const element of node.elements) {
    const value = read(ts.isSpreadElement(element) ? element.expression : element, reading);
    if (value === undefined) return undefined;
    if (!ts.isSpreadElement(element)) items.push(value);
    else if (Array.isArray(value)) items.push(...value);
    else return undefined;
  }
  return items;
}

function object(node: ts.ObjectLiteralExpression, reading: Reading): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const value = read(property.expression, reading);
      if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
      entries.push(...Object.entries(value));
      continue;
    }
    const initializer = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    const value = initializer === undefined ? undefined : read(initializer, reading);
    if (value === undefined || property.name === undefined || ts.isComputedPropertyName(property.name))
      return undefined;
    entries.push([property.name.text, value]);
  }
  return Object.fromEntries(entries);
}
