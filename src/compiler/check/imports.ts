import type { Reporter } from "../diagnostics/reporter.js";
import { resolvePackage } from "../load/package-files.js";
import type { LoadedProgram } from "../load/program.js";
import { ts } from "../typescript.js";

/** Imports from outside the project, and imports that go round in a circle. */
export function checkImports(
  files: readonly ts.SourceFile[],
  loaded: LoadedProgram,
  relative: (file: string) => string,
  reporter: Reporter,
): void {
  const edges = new Map<string, { readonly to: string; readonly node: ts.Node }[]>();
  for (const file of files) edges.set(file.fileName, importsOf(file, loaded, reporter));
  for (const [file, imports] of edges) {
    for (const { to, node } of imports) {
      const way = wayBack(to, file, edges);
      if (way !== undefined)
        reporter.report("GW2006", node, { file: relative(file), way: described(way.slice(0, -1).map(relative)) });
    }
  }
}

function importsOf(
  file: ts.SourceFile,
  loaded: LoadedProgram,
  reporter: Reporter,
): { readonly to: string; readonly node: ts.Node }[] {
  const found: { to: string; node: ts.Node }[] = [];
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
    const typeOnly = ts.isImportDeclaration(statement)
      ? statement.importClause?.isTypeOnly === true
      : statement.isTypeOnly;
    if (resolvePackage(moduleSpecifier.text) !== undefined || typeOnly) continue;
    if (!/^\.{1,2}\//.test(moduleSpecifier.text))
      reporter.report("GW2008", moduleSpecifier, { module: moduleSpecifier.text });
    const target = loaded.program
      .getTypeChecker()
      .getSymbolAtLocation(moduleSpecifier)
      ?.declarations?.[0]?.getSourceFile();
    if (target !== undefined) found.push({ to: target.fileName, node: moduleSpecifier });
  }
  return found;
}

function described(between: readonly string[]): string {
  return between.length === 0 ? "" : ` by way of ${between.map((file) => `\`${file}\``).join(", ")}`;
}

/** The files on the way from one file to another, if there is a way. */
function wayBack(
  from: string,
  to: string,
  edges: ReadonlyMap<string, readonly { readonly to: string }[]>,
): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[from]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    const last = way.at(-1) as string;
    if (last === to) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of edges.get(last) ?? []) queue.push([...way, next.to]);
  }
  return undefined;
}
