import { RE2JS } from "re2js";
import { instead } from "../builtins/instead.js";
import type { Term } from "../ir/nodes.js";
import type { ExpressionSyntax, Lowering } from "../lower/lowering.js";
import { ts } from "../typescript.js";
import { unwrap } from "./wrappers.js";

/** `/pattern/flags`: refused, with the same in RE2 where there is such a thing. */
export const regularExpression: ExpressionSyntax<ts.RegularExpressionLiteral> = {
  kinds: [ts.SyntaxKind.RegularExpressionLiteral],
  value: (node, _scope, to) => denyRegularExpression(node, to),
};

/** True for a regular expression of JavaScript, written in place or named. */
export function isRegularExpression(node: ts.Expression, to: Lowering): boolean {
  return ts.isRegularExpressionLiteral(unwrap(node)) || to.typeOf(node).symbol?.name === "RegExp";
}

/** @param asked the function that the expression is given to, or called on, as in `RegExp.test` */
export function denyRegularExpression(node: ts.Expression, to: Lowering, asked = "RegExp.test"): Term {
  const inner = unwrap(node);
  const isTest = ["RegExp.test", "String.match", "String.search"].includes(asked);
  const text = ts.isRegularExpressionLiteral(inner) ? inner.text : undefined;
  const general = "Use `matches(pattern, text)` with a pattern in RE2 syntax.";
  const literal = text === undefined ? general : rewrite(text);
  const rewritten = isTest ? literal : (replacements.get(asked) ?? instead(asked));
  return to.deny(node, "GW1007", { text: node.getText(), instead: rewritten });
}

const replacements: ReadonlyMap<string, string> = new Map(
  ["String.replace", "String.replaceAll"].map((name) => [
    name,
    "Use `replaceAll` with two literal texts, or `split` and `join`.",
  ]),
);

/** What JavaScript and RE2 spell alike and read differently. */
const differences: readonly (readonly [part: RegExp, reason: string])[] = [
  [/\\[sS]/, "`\\s` is white space of ASCII only in RE2"],
  [/(?<!\\)\[\^?\]/, "`[]` and `[^]` are no classes in RE2"],
  [/\\c[A-Za-z]/, "RE2 has no control letters"],
  [/\(\?<?[=!]/, "RE2 has no lookaround"],
  [/\\[1-9]|\\k</, "RE2 has no backreferences"],
];

/** How to say a literal with matches(), or why that takes another pattern. */
function rewrite(literal: string): string {
  const end = literal.lastIndexOf("/");
  const source = literal.slice(1, end).replaceAll("\\/", "/");
  const flags = [...literal.slice(end + 1)].filter((flag) => "ims".includes(flag)).join("");
  const pattern = flags === "" ? source : `(?${flags})${source}`;
  const difference = differences.find(([part]) => part.test(source))?.[1] ?? problemOf(pattern);
  if (difference !== undefined) return `Use \`matches(pattern, text)\` with another pattern: ${difference}.`;
  return `Write \`matches(${JSON.stringify(pattern)}, text)\`.`;
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
