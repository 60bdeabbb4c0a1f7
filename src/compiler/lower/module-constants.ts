import { isCallOf } from "../check/policy-module.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { LoadedProgram } from "../load/program.js";
import { unwrap } from "../syntax/wrappers.js";
import { ts } from "../typescript.js";
import { createLowering } from "./create.js";
import type { Lowering } from "./lowering.js";
import { ofFunctions } from "./written-items.js";

/**
 * Reports what the constants of a module do when it is loaded, beside having a value, also where no policy uses them: natively it
 * would happen, and in Rego it would not.
 */
export function checkModuleConstants(file: ts.SourceFile, loaded: LoadedProgram, reporter: Reporter): void {
  const checker = loaded.program.getTypeChecker();
  const { to } = createLowering(loaded, file, reporter);
  for (const { initializer } of constantsOf(file)) {
    const declares =
      ts.isCallExpression(initializer) && ["policy", "constraint"].some((name) => isCallOf(initializer, name, checker));
    if (declares) continue;
    for (const part of besideFunctions(initializer, to)) if (mayDoSomething(part)) to.value(part, new Map());
  }
}

/** A constant as a whole; or the data in it, where it is a function, or an object or a list that has some. */
function besideFunctions(node: ts.Expression, to: Lowering): readonly ts.Expression[] {
  const inner = unwrap(node);
  if (to.shape(inner).function && to.callable(inner, new Map()) !== undefined) return [];
  if (ts.isArrayLiteralExpression(inner) && inner.elements.some((one) => ofFunctions(to.typeOf(one), to)))
    return inner.elements.flatMap((one) => besideFunctions(one, to));
  if (ts.isObjectLiteralExpression(inner) && ofFunctions(to.typeOf(inner), to))
    return inner.properties.flatMap((one) =>
      ts.isPropertyAssignment(one)
        ? besideFunctions(one.initializer, to)
        : ts.isSpreadAssignment(one)
          ? [one.expression]
          : [],
    );
  return [node];
}

function constantsOf(file: ts.SourceFile): readonly { readonly initializer: ts.Expression }[] {
  return file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer === undefined ? [] : [{ initializer }]));
}

const steps: readonly ts.SyntaxKind[] = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken];

function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

/** True for what is more than literals, names and operators; what stands in a function does nothing until it is called. */
function mayDoSomething(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  const acts =
    ts.isCallExpression(node) ||
    ts.isNewExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isDeleteExpression(node) ||
    ts.isPostfixUnaryExpression(node) ||
    (ts.isPrefixUnaryExpression(node) && steps.includes(node.operator)) ||
    (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind));
  return acts || ts.forEachChild(node, (child) => mayDoSomething(child) || undefined) === true;
}
