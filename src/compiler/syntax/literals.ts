import { constant } from "../ir/terms.js";
import type { ExpressionSyntax } from "../lower/lowering.js";
import { ts } from "../typescript.js";

/** What an object that a policy writes inherits in JavaScript, so that it seems to have such keys. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Strings, numbers, `true`, `false` and `null`, as they are written. */
export const literals: ExpressionSyntax = {
  kinds: [
    ts.SyntaxKind.StringLiteral,
    ts.SyntaxKind.NoSubstitutionTemplateLiteral,
    ts.SyntaxKind.NumericLiteral,
    ts.SyntaxKind.TrueKeyword,
    ts.SyntaxKind.FalseKeyword,
    ts.SyntaxKind.NullKeyword,
  ],
  value(node, _scope, to) {
    if (ts.isStringLiteralLike(node) && inherited.has(node.text)) return to.deny(node, "GW1044", { text: node.text });
    if (ts.isStringLiteralLike(node))
      return !/\p{Surrogate}/u.test(node.text) ? constant(node.text) : to.deny(node, "GW1019");
    if (ts.isNumericLiteral(node)) {
      const value = Number(node.text);
      return Number.isFinite(value) ? constant(value) : to.deny(node, "GW1020", { number: node.getText() });
    }
    if (node.kind === ts.SyntaxKind.NullKeyword) return constant(null);
    return constant(node.kind === ts.SyntaxKind.TrueKeyword);
  },
};
