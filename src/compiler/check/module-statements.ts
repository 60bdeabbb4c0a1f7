import type { Reporter } from "../diagnostics/reporter.js";
import { refusalOf } from "../diagnostics/unclaimed-syntax.js";
import { ts } from "../typescript.js";

/**
 * A module declares things and does nothing: what ran when it was loaded would change what its constants hold in TypeScript, and
 * not in Rego, which has no such moment.
 */
export function checkModuleStatements(file: ts.SourceFile, reporter: Reporter): void {
  for (const statement of file.statements) {
    if (isDeclaration(statement)) continue;
    const { code, args } = refusalOf(statement);
    reporter.report(code === "GW1001" ? "GW2015" : code, statement, args);
  }
}

function isDeclaration(statement: ts.Statement): boolean {
  return declarations.has(statement.kind) || isAmbient(statement);
}

const K = ts.SyntaxKind;
const declarations: ReadonlySet<ts.SyntaxKind> = new Set([
  K.ImportDeclaration,
  K.ExportDeclaration,
  K.ExportAssignment,
  K.VariableStatement,
  K.FunctionDeclaration,
  K.InterfaceDeclaration,
  K.TypeAliasDeclaration,
  K.EnumDeclaration,
  K.EmptyStatement,
]);

function isAmbient(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === K.DeclareKeyword)
  );
}
