import { RE2JS } from "re2js";
import type { Term } from "../ir/nodes.js";
import { constant } from "../ir/terms.js";
import type { ExpressionSyntax, Lowering } from "../lower/lowering.js";
import { ts } from "../typescript.js";
import { resolve } from "./names.js";
import { unwrap } from "./wrappers.js";

/** `/pattern/flags`: an object that knows its source. What asks it something reads the literal itself. */
export const regularExpression: ExpressionSyntax<ts.RegularExpressionLiteral> = {
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  value(node) {
    const { source, flags } = literalOf(node);
    return {
      kind: "object",
      entries: [
        { key: constant("source"), value: constant(source) },
        { key: constant("flags"), value: constant(flags) },
      ],
    };
  },
};

/** A regular expression that the policy writes out. */
export interface RegularExpression {
  readonly source: string;
  readonly flags: string;
}

function literalOf(node: ts.RegularExpressionLiteral): RegularExpression {
  const end = node.text.lastIndexOf("/");
  return { source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
}

/** The regular expression that an expression stands for: a literal, `new RegExp` of literals, or a constant that is one. */
export function writtenExpression(node: ts.Expression, to: Lowering): RegularExpression | undefined {
  const inner = unwrap(node);
  if (ts.isRegularExpressionLiteral(inner)) return literalOf(inner);
  if (ts.isNewExpression(inner) && inner.expression.getText() === "RegExp") return constructed(inner);
  const value = initializerOf(inner, to);
  return value === undefined ? undefined : writtenExpression(value, to);
}

function constructed({ arguments: args = [] as never }: ts.NewExpression): RegularExpression | undefined {
  const [source, flags] = args;
  if (source === undefined || !ts.isStringLiteralLike(source)) return undefined;
  if (flags !== undefined && !ts.isStringLiteralLike(flags)) return undefined;
  return { source: source.text, flags: flags?.text ?? "" };
}

/** What a constant, or a property of a constant that is written out, was given. */
function initializerOf(node: ts.Expression, to: Lowering): ts.Expression | undefined {
  if (ts.isIdentifier(node)) {
    const declaration = resolve(node, to.checker)?.valueDeclaration;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
    return declaration.parent.flags & ts.NodeFlags.Const ? declaration.initializer : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const object = initializerOf(node.expression, to);
  const literal = object === undefined ? undefined : unwrap(object);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return undefined;
  const property = literal.properties.find((one) => one.name?.getText() === node.name.text);
  return property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** True for a regular expression of JavaScript, written in place or named. */
export function isRegularExpression(node: ts.Expression, to: Lowering): boolean {
  return ts.isRegularExpressionLiteral(unwrap(node)) || to.typeOf(node).symbol?.name === "RegExp";
}

const general = "Use `matches(pattern, text)` with a pattern in RE2 syntax.";

export function denyRegularExpression(node: ts.Expression, to: Lowering, problem?: string, instead = general): Term {
  return to.deny(node, "GW1007", {
    text: node.getText(),
    problem: problem ?? "it is not written out where it is used",
    instead,
  });
}

/** What RE2 says about a pattern that it refuses. */
export function problemOf(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
  }
}
