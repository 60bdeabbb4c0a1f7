/** What stands around a name: `groups[key].push` of `groups`, and whether it changes what the name stands for. */
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";

export const mutators: ReadonlySet<string> = new Set([
  "push",
  "unshift",
  "add",
  "delete",
  "set",
  "sort",
  "reverse",
  "pop",
  "shift",
]);

/** `groups[key].push` of `groups`: the outermost access, and how deep it goes. */
export function chainOf(use: ts.Node): { readonly node: ts.Node; readonly depth: number } {
  let node = use;
  let depth = 0;
  for (;;) {
    const { parent } = node;
    const isAccess =
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
    const isWrapper = ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent);
    const isChoice = ts.isConditionalExpression(parent) && parent.condition !== node && isChanged(parent);
    const isDefault = ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent) && depth > 0;
    if (isRead(parent, node)) {
      node = parent;
      continue;
    }
    if (!isAccess && !isWrapper && !isChoice && !(isDefault && !ts.isExpressionStatement(parent.parent)))
      return { node, depth };
    if (isAccess) depth += 1;
    node = parent;
  }
}

/** True for `(a ? these : those).push(x)`, of the choice. */
function isChanged(choice: ts.Expression): boolean {
  let node: ts.Node = choice;
  while (ts.isParenthesizedExpression(node.parent) || ts.isConditionalExpression(node.parent)) node = node.parent;
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && mutators.has(parent.name.text) && ts.isCallExpression(parent.parent);
}

/** `map.get(key)`, from `map.get`. */
function isRead(call: ts.Node, access: ts.Node): boolean {
  return (
    ts.isCallExpression(call) &&
    call.expression === access &&
    ts.isPropertyAccessExpression(access) &&
    access.name.text === "get" &&
    call.arguments.length === 1
  );
}

export function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

export function isChange(use: ts.Identifier): boolean {
  const { node, depth } = chainOf(use);
  const { parent } = node;
  if (depth === 0) return false;
  if (isAssignment(unwrap(node as ts.Expression))) return true;
  if (isAssignment(parent) && parent.left === node) return true;
  if (ts.isDeleteExpression(parent) || ts.isPostfixUnaryExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator !== ts.SyntaxKind.ExclamationToken) return true;
  return (
    ts.isCallExpression(parent) &&
    parent.expression === node &&
    ts.isPropertyAccessExpression(node) &&
    mutators.has(node.name.text)
  );
}
