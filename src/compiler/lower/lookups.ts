/**
 * Functions that are looked up by a key which only the data tell: `checks[name](x)`. No value in Rego is a function, so that a call becomes
 * one call for each function of the table, under the condition that the key is its name.
 */
import type { Body, Term } from "../ir/nodes.js";
import { compare } from "../ir/steps.js";
import { choose, constant } from "../ir/terms.js";
import { isTextOfData } from "../syntax/data-text.js";
import { resolve } from "../syntax/names.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { ofProperty } from "./callables.js";
import type { FunctionBinding } from "./functions.js";
import type { Lowering, Scope } from "./lowering.js";
import { findPick, functionsOfPick } from "./picks.js";
import { propertyIn, tableIn } from "./written-items.js";

/** The functions of a table, and the key that chooses one of them. */
export interface Lookup {
  readonly key: Term;
  readonly functions: readonly { readonly name: string | number; readonly callable: FunctionBinding }[];
  /** The key's type allows no other name. */
  readonly isComplete: boolean;
}

/** @param open functions that are being gone into */
export function findLookup(node: ts.Expression, scope: Scope, open: ts.Node[], to: Lowering): Lookup | undefined {
  const inner = unwrap(node);
  if (ts.isIdentifier(inner)) {
    const symbol = resolve(inner, to.checker);
    const binding = symbol === undefined ? undefined : scope.get(symbol);
    if (binding?.kind === "pick") return functionsOfPick(binding.pick, undefined, open, to);
    return binding?.kind === "lookup" ? binding.lookup : undefined;
  }
  if (ts.isCallExpression(inner)) {
    const pick = findPick(inner, scope, to);
    return pick === undefined ? undefined : functionsOfPick(pick, undefined, open, to);
  }
  if (ts.isPropertyAccessExpression(inner)) {
    const pick = findPick(inner.expression, scope, to);
    return pick === undefined ? undefined : functionsOfPick(pick, inner.name.text, open, to);
  }
  if (!ts.isElementAccessExpression(inner)) return undefined;
  const table = tableIn(inner.expression, scope, to);
  const names = table === undefined ? undefined : namesOf(table.node as ts.ObjectLiteralExpression);
  if (table === undefined || names === undefined || !to.shape(inner.argumentExpression).string) return undefined;
  const allowed = literalsOf(to.typeOf(unwrap(inner.argumentExpression)));
  const isComplete = allowed?.every((one) => names.includes(one)) ?? false;
  if (!isComplete && !isTextOfData(inner.argumentExpression, to)) {
    const key = to.deny(inner, "GW1018", { key: inner.argumentExpression.getText() });
    return { key, functions: [], isComplete: false };
  }
  const functions = names
    .filter((name) => allowed?.includes(name) ?? true)
    .map((name) => {
      const property = propertyIn(table, name);
      const callable = property === undefined ? undefined : ofProperty(property, table.scope, open, to);
      return callable === undefined ? undefined : { name, callable };
    });
  if (!functions.every((one) => one !== undefined)) return undefined;
  return { key: to.value(inner.argumentExpression, scope), functions, isComplete };
}

function namesOf({ properties }: ts.ObjectLiteralExpression): readonly string[] | undefined {
  const names = properties.map(({ name }) =>
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined,
  );
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
}

function literalsOf(type: ts.Type): readonly string[] | undefined {
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isStringLiteral())
    ? parts.map((part) => (part as ts.StringLiteralType).value)
    : undefined;
}

/** What the function that is looked up answers. */
export function answerOf(lookup: Lookup, apply: (callable: FunctionBinding) => Term): Term {
  const cases = lookup.functions.map(({ name, callable }) => ({
    when: compare("equal", lookup.key, constant(name)),
    answer: apply(callable),
  }));
  const last = lookup.isComplete ? cases.at(-1) : undefined;
  return last === undefined ? choose(cases) : choose(cases.slice(0, -1), last.answer);
}

/** Steps that hold where there is a function of that name. */
export function isFound(lookup: Lookup): Body {
  return [{ kind: "any", bodies: lookup.functions.map(({ name }) => compare("equal", lookup.key, constant(name))) }];
}

/** True for a name of a function that is only asked for, and called. */
export function isOnlyAsked(name: ts.Expression): boolean {
  let node: ts.Expression = name;
  while (ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression === node;
  if (ts.isIfStatement(parent)) return parent.expression === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === node;
  const other = parent.left === node ? parent.right : parent.left;
  const isComparison =
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  return isComparison && ts.isIdentifier(other) && other.text === "undefined";
}
