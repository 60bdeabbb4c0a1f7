import { ts } from "ts-morph";
import type { Reporter } from "../diagnostics/reporter.js";

/**
 * A module declares things and does nothing: what ran when it was loaded would change what its constants hold in TypeScript, and
 * not in Rego, which has no such moment.
 */
export function checkModuleStatements(file: ts.SourceFile, reporter: Reporter): void {
  for (const statement of file.statements) {
    if (isDeclaration(statement)) continue;
    const { code, args } = reporter.codeFor(statement);
    reporter.report(code === "GW1001" ? "GW2015" : code, statement, args);
  }
}

function isDeclaration(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isEmptyStatement(statement) ||
    ts.getCombinedModifierFlags(statement as ts.Node as ts.Declaration) & ts.ModifierFlags.Ambient
    ? true
    : false;
}
