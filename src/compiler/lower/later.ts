/** What is written out where it is used, and not where it stands: in between, nothing of it may have changed. */
import { isModuleConstant, resolve, rootOf } from "../syntax/names.js";
import { ts } from "../typescript.js";
import { isChanged } from "./facts.js";
import type { Lowering } from "./lowering.js";
import { homeOf } from "./own.js";

/** True when a name that an expression reads, or that functions read which it names, is assigned to or changed after it. */
export function changesLater(node: ts.Expression, to: Lowering): boolean {
  const seen = new Set<ts.Declaration>();
  const visit = (at: ts.Node): boolean => {
    const declaration = ts.isIdentifier(at) ? resolve(at, to.checker)?.valueDeclaration : undefined;
    if (declaration !== undefined && !seen.has(declaration)) {
      seen.add(declaration);
      if (changes(declaration, node) || (isFunction(declaration) && visit(declaration))) return true;
    }
    return ts.forEachChild(at, (child) => visit(child) || undefined) === true;
  };
  return visit(node);
}

function changes(declaration: ts.Declaration, node: ts.Node): boolean {
  const root = rootOf(declaration);
  if (!ts.isVariableDeclaration(root) && !ts.isParameter(root)) return false;
  if (ts.isVariableDeclaration(root) && isModuleConstant(root)) return false;
  const name = (declaration as ts.VariableDeclaration).name;
  const home = ts.isParameter(root) ? root.parent : homeOf(root);
  return ts.isIdentifier(name) && !isWithin(root, node) && isChanged(name.text, home, node.end);
}

/** True for a function of the same statements. */
function isFunction(declaration: ts.Declaration): boolean {
  if (ts.isFunctionDeclaration(declaration)) return !ts.isSourceFile(homeOf(declaration));
  return (
    ts.isVariableDeclaration(declaration) &&
    !isModuleConstant(declaration) &&
    declaration.initializer !== undefined &&
    (ts.isArrowFunction(declaration.initializer) || ts.isFunctionExpression(declaration.initializer))
  );
}

function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return inner.pos >= outer.pos && inner.end <= outer.end;
}
