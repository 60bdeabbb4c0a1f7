import type { LoadedProgram } from "../load/program.js";
import { ts } from "../typescript.js";

/** The files of the project that a module is made of: itself, and what it imports, directly or not. */
export function reachedFiles(file: ts.SourceFile, loaded: LoadedProgram): readonly ts.SourceFile[] {
  const checker = loaded.program.getTypeChecker();
  const reached = new Set<ts.SourceFile>([file]);
  for (const one of reached) {
    for (const statement of one.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const { moduleSpecifier } = statement;
      const symbol = moduleSpecifier === undefined ? undefined : checker.getSymbolAtLocation(moduleSpecifier);
      const imported = symbol?.declarations?.[0]?.getSourceFile();
      if (imported !== undefined && loaded.isOfProject(imported)) reached.add(imported);
    }
  }
  return [...reached];
}

/** Every node below a node, in the order of the text, without what is only a type. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  const left = [...valuesIn(node)];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    yield next;
    left.push(...valuesIn(next));
  }
}

/** The last child first. */
function valuesIn(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.unshift(child));
  return children.filter(
    (child) =>
      !ts.isTypeNode(child) &&
      !ts.isInterfaceDeclaration(child) &&
      !ts.isTypeAliasDeclaration(child) &&
      !ts.isImportDeclaration(child),
  );
}
