import { ts } from "ts-morph";
import type { Diagnostic } from "../../model.js";
import { diagnose, sourceLine } from "../diagnostics/reporter.js";
import type { LoadedProgram } from "../load/program.js";

/** TypeScript's own errors in the project's files, and files that are no source. */
export function typeErrors(
  loaded: LoadedProgram,
  files: readonly ts.SourceFile[],
  relative: (file: string) => string,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [path, reason] of loaded.unreadable)
    found.push(
      diagnose(
        "GW2007",
        { file: relative(path), reason },
        { file: relative(path), line: 1, column: 1, endLine: 1, endColumn: 1 },
      ),
    );
  for (const file of files) {
    if (loaded.unreadable.has(file.fileName)) continue;
    const syntax = loaded.program.getSyntacticDiagnostics(file);
    for (const one of syntax.length > 0 ? syntax : loaded.program.getSemanticDiagnostics(file))
      if (one.category === ts.DiagnosticCategory.Error) found.push(translated(one, file, relative));
  }
  return found;
}

function translated(one: ts.Diagnostic, within: ts.SourceFile, relative: (file: string) => string): Diagnostic {
  const file = one.file ?? within;
  const start = file.getLineAndCharacterOfPosition(one.start ?? 0);
  const end = file.getLineAndCharacterOfPosition((one.start ?? 0) + (one.length ?? 0));
  return Object.freeze({
    code: `TS${one.code}`,
    severity: "error" as const,
    message: ts.flattenDiagnosticMessageText(one.messageText, "\n"),
    span: {
      file: relative(file.fileName),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
    sourceLine: sourceLine(file, start.line),
  });
}
