import { findBuiltin } from "../builtins/index.js";
import { instead } from "../builtins/instead.js";
import type { Term } from "../ir/nodes.js";
import { absent, assume, isDoubted } from "../ir/terms.js";
import { isReadAtOnce } from "../lower/functions.js";
import { answerOf, type Lookup } from "../lower/lookups.js";
import type { ExpressionSyntax, Lowering, Scope } from "../lower/lowering.js";
import { propertyIn, tableIn } from "../lower/written-items.js";
import { ts } from "../typescript.js";
import { forbiddenGlobals } from "./globals.js";
import { denyRegularExpression, isRegularExpression } from "./regular-expression.js";

/** `f(x)`, `xs.some(f)` and `xs?.includes(x)`. */
export const callExpression: ExpressionSyntax<ts.CallExpression> = {
  kinds: [ts.SyntaxKind.CallExpression],
  value(node, scope, to) {
    const found = findBuiltin(node, to);
    if (found.kind === "builtin") return found.row.value(siteOf(node, scope), to);
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return to.deny(node, "GW1001", { what: "`import()`" });
    if (found.kind === "unknown") return refuse(node, found.name, to);
    if (to.shape(node.expression).any) return to.deny(node, "GW1011", { text: node.expression.getText() });
    const callable = to.callable(node.expression, scope);
    const lookup = callable === undefined ? to.lookup(node.expression, scope) : undefined;
    if (lookup !== undefined) return lookedUp(node, lookup, scope, to);
    if (callable === undefined && isLeftOut(node, scope, to)) return absent;
    if (callable === undefined) return to.deny(node, "GW1033", { text: node.expression.getText() });
    if (takesFunctions(node, scope, to)) {
      const given = to.argumentsOf(node, scope);
      if (to.shape(node).function) return to.deny(node, "GW1021", { name: node.getText() });
      if (callable.declaration.asteriskToken !== undefined && !isReadAtOnce(node)) return to.deny(node, "GW1040");
      return to.applyInline(callable, given, node);
    }
    return to.applyRule(callable, to.argumentsOf(node, scope), node);
  },
  holds(node, scope, to) {
    const found = findBuiltin(node, to);
    if (found.kind === "builtin") return found.row.holds?.(siteOf(node, scope), to);
    const callable = takesFunctions(node, scope, to) ? to.callable(node.expression, scope) : undefined;
    if (callable === undefined || node.questionDotToken !== undefined || to.shape(node.expression).any)
      return undefined;
    return to.applyHolds(callable, to.argumentsOf(node, scope), node);
  },
};

/** `checks[name](x)`. */
function lookedUp(node: ts.CallExpression, lookup: Lookup, scope: Scope, to: Lowering): Term {
  if (to.shape(node).function || lookup.functions.some(({ callable }) => callable.declaration.asteriskToken))
    return to.deny(node, "GW1033", { text: node.expression.getText() });
  const given = to.argumentsOf(node, scope);
  const isInline = takesFunctions(node, scope, to);
  const answer = answerOf(lookup, (callable) =>
    isInline ? to.applyInline(callable, given, node) : to.applyRule(callable, given, node),
  );
  return to.shape(node).undefined || isDoubted(answer) ? answer : assume(answer);
}

/** True for a call that gives functions: no rule takes these, so that the function is written out where it is called. */
function takesFunctions(node: ts.CallExpression, scope: Scope, to: Lowering): boolean {
  return node.arguments.some((argument) => to.shape(argument).function || tableIn(argument, scope, to) !== undefined);
}

/** `rule.applies?.(x)`, or `rule.applies(x)` where it is asked for before, of a rule without such a function. */
function isLeftOut({ expression }: ts.CallExpression, scope: Scope, to: Lowering): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const table = tableIn(expression.expression, scope, to);
  return table !== undefined && propertyIn(table, expression.name.text) === undefined;
}

function siteOf(node: ts.CallExpression, scope: Parameters<typeof callExpression.value>[1]) {
  const receiver = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
  return { node, receiver, args: node.arguments, scope };
}

const mutators = new Set([
  "push",
  "pop",
  "shift",
  "unshift",
  "splice",
  "sort",
  "reverse",
  "fill",
  "copyWithin",
  "add",
  "delete",
  "clear",
  "set",
  "assign",
  "defineProperty",
]);

function refuse(node: ts.CallExpression, name: string, to: Lowering) {
  const method = name.split(".").at(-1) ?? name;
  const root = node.expression.getText().replace(/^new /, "").split(/[.(]/)[0] ?? "";
  const receiver = ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : undefined;
  const expression = [...(receiver === undefined ? [] : [receiver]), ...node.arguments].find((part) =>
    isRegularExpression(part, to),
  );
  if (expression !== undefined) return denyRegularExpression(expression, to, `\`${name}\` has no meaning there`);
  if (mutators.has(method)) return to.deny(node, "GW1005", { what: `\`${method}()\`` });
  if (forbiddenGlobals.has(root) || name === "Math.random")
    return to.deny(node, "GW1006", { name: node.expression.getText() });
  return to.deny(node, "GW1013", { name, instead: instead(name) });
}
