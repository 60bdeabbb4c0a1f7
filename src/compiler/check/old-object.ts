import type { Reporter } from "../diagnostics/reporter.js";
import { ts } from "../typescript.js";
import type { PolicyModule } from "./policy-module.js";
import { nodesOf } from "./reached-files.js";

/**
 * A policy that goes by `oldObject` and asks nowhere for the operation. One that compares it with `object` is right as it is: on DELETE
 * the two are the same.
 */
export function checkOldObject(
  { violations }: PolicyModule,
  files: readonly ts.SourceFile[],
  checker: ts.TypeChecker,
  reporter: Reporter,
): void {
  const nodes = files.flatMap((file) => [...nodesOf(file)]);
  const mentions = (name: string) => nodes.filter((node) => ts.isIdentifier(node) && node.text === name);
  const [first] = mentions("oldObject").filter((node) => isWithin(node, violations) && isRead(node));
  if (first === undefined || mentions("operation").length > 0) return;
  const isOld = follows("oldObject", nodes, checker);
  const isNew = follows("object", nodes, checker);
  const compared = nodes.some((node) => {
    if (!ts.isCallExpression(node) && !(ts.isBinaryExpression(node) && isComparison(node))) return false;
    const parts = [...nodesOf(node)];
    return parts.some(isOld) && parts.some(isNew);
  });
  if (!compared) reporter.report("GW5007", first);
}

/** Not a name in a pattern, which only says that it may be read. */
function isRead({ parent }: ts.Node): boolean {
  return !ts.isBindingElement(parent);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && outer.pos <= node.pos && node.end <= outer.end;
}

function isComparison({ operatorToken }: ts.BinaryExpression): boolean {
  return /^[=!]==?$|^[<>]=?$/.test(operatorToken.getText());
}

/** Tells names that stand for a part of the review, or for what is made of it. */
function follows(name: string, nodes: readonly ts.Node[], checker: ts.TypeChecker): (node: ts.Node) => boolean {
  const symbols = new Set<ts.Symbol>();
  const is = (node: ts.Node): boolean => {
    if (!ts.isIdentifier(node)) return false;
    const symbol = checker.getSymbolAtLocation(node);
    return node.text === name || (symbol !== undefined && symbols.has(symbol));
  };
  for (let known = -1; known !== symbols.size; ) {
    known = symbols.size;
    for (const node of nodes) {
      const isRenamed = ts.isBindingElement(node) && node.propertyName !== undefined && is(node.propertyName);
      const isDerived =
        ts.isVariableDeclaration(node) &&
        node.initializer !== undefined &&
        [node.initializer, ...nodesOf(node.initializer)].some(is);
      if (!isRenamed && !isDerived) continue;
      for (const part of [node.name, ...nodesOf(node.name)]) {
        const symbol = ts.isIdentifier(part) ? checker.getSymbolAtLocation(part) : undefined;
        if (symbol !== undefined) symbols.add(symbol);
      }
    }
  }
  return is;
}
