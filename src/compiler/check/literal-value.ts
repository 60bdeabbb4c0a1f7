import { ts } from "ts-morph";
import type { Json } from "../../model.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";

/** What an expression of literals is: scalars, lists, objects, joined texts, and constants of modules that are such. Undefined otherwise. */
export function literalValue(expression: ts.Expression, checker: ts.TypeChecker, depth = 0): Json | undefined {
  const node = unwrap(expression);
  if (depth > 64) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (
    ts.isPrefixUnaryExpression(node) &&
    node.operator === ts.SyntaxKind.MinusToken &&
    ts.isNumericLiteral(node.operand)
  )
    return -Number(node.operand.text);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literalValue(node.left, checker, depth + 1), literalValue(node.right, checker, depth + 1)];
    return typeof left === "string" && typeof right === "string" ? left + right : undefined;
  }
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map(
      (span) => [literalValue(span.expression, checker, depth + 1), span.literal.text] as const,
    );
    if (!parts.every(([value]) => typeof value === "string" || typeof value === "number")) return undefined;
    return node.head.text + parts.map(([value, text]) => `${value}${text}`).join("");
  }
  if (ts.isArrayLiteralExpression(node)) return literalList(node, checker, depth);
  if (ts.isObjectLiteralExpression(node)) return literalObject(node, checker, depth);
  if (ts.isIdentifier(node)) {
    const declaration = resolve(node, checker)?.valueDeclaration;
    if (
      declaration === undefined ||
      !ts.isVariableDeclaration(declaration) ||
      !(declaration.parent.flags & ts.NodeFlags.Const)
    )
      return undefined;
    return declaration.initializer === undefined
      ? undefined
      : literalValue(declaration.initializer, checker, depth + 1);
  }
  return undefined;
}

function literalList(node: ts.ArrayLiteralExpression, checker: ts.TypeChecker, depth: number): Json | undefined {
  const items: Json[] = [];
  for (const element of node.elements) {
    const value = literalValue(ts.isSpreadElement(element) ? element.expression : element, checker, depth + 1);
    if (value === undefined) return undefined;
    if (ts.isSpreadElement(element) && Array.isArray(value)) items.push(...value);
    else items.push(value);
  }
  return items;
}

function literalObject(node: ts.ObjectLiteralExpression, checker: ts.TypeChecker, depth: number): Json | undefined {
  const entries: [string, Json][] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      const value = literalValue(property.expression, checker, depth + 1);
      if (value === undefined || value === null || typeof value !== "object" || Array.isArray(value)) return undefined;
      entries.push(...Object.entries(value));
      continue;
    }
    const initializer = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    const value = initializer === undefined ? undefined : literalValue(initializer, checker, depth + 1);
    if (value === undefined || property.name === undefined || ts.isComputedPropertyName(property.name))
      return undefined;
    entries.push([property.name.text, value]);
  }
  return Object.fromEntries(entries);
}
