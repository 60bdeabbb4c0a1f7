/** The names that statements assign to, or whose collections they change. */

import { resolve } from "../syntax/names.js";
import { ts } from "../typescript.js";
import { isAssignment, mutators } from "./chains.js";
import { choiceOf, choices } from "./either.js";
import type { Lowering, Scope } from "./lowering.js";
import { isForEachCallback, readBehind } from "./own.js";
import { procedureCalled } from "./procedure-calls.js";
import { yielded } from "./yielded.js";

/** Those in sight of the statements: what they declare themselves is none of them. */
export function assignedIn(nodes: readonly ts.Node[], scope: Scope, to: Lowering): readonly ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const note = (target: ts.Node): void => {
    if (ts.isIdentifier(target)) {
      const symbol = resolve(target, to.checker);
      if (symbol !== undefined && scope.get(symbol)?.kind === "term") found.add(symbol);
      const read = symbol === undefined ? undefined : readBehind(symbol, to);
      if (read !== undefined) note(read);
      const choice = symbol?.valueDeclaration === undefined ? undefined : choiceOf(symbol.valueDeclaration, to);
      if (choice !== undefined) note(choice);
    } else if (
      ts.isPropertyAccessExpression(target) ||
      ts.isElementAccessExpression(target) ||
      ts.isParenthesizedExpression(target) ||
      ts.isNonNullExpression(target)
    )
      note(target.expression);
    else if (ts.isConditionalExpression(target)) for (const one of choices(target)) note(one);
    else if (isAssignment(target)) note(target.left);
    else if (ts.isCallExpression(target)) note(target.expression);
    else if (ts.isArrayLiteralExpression(target)) for (const element of target.elements) note(element);
    else if (ts.isSpreadElement(target)) note(target.expression);
    else if (ts.isObjectLiteralExpression(target))
      for (const property of target.properties) {
        if (ts.isPropertyAssignment(property)) note(property.initializer);
        else if (ts.isShorthandPropertyAssignment(property)) note(property.name);
      }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && !isForEachCallback(node)) return;
    const called = ts.isCallExpression(node) ? procedureCalled(node) : undefined;
    if (called?.body !== undefined) visit(called.body);
    if (isAssignment(node)) note(node.left);
    else if (ts.isPostfixUnaryExpression(node)) note(node.operand);
    else if (ts.isPrefixUnaryExpression(node) && isStep(node.operator)) note(node.operand);
    else if (ts.isDeleteExpression(node)) note(node.expression);
    else if (ts.isYieldExpression(node) && scope.has(yielded)) found.add(yielded);
    else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      if (mutators.has(node.expression.name.text)) note(node.expression.expression);
    ts.forEachChild(node, visit);
  };
  for (const node of nodes) visit(node);
  return [...found];
}

function isStep(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}
