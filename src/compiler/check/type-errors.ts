import type { Diagnostic } from "../../model.js";
import { diagnose, type Reporter, sourceLine } from "../diagnostics/reporter.js";
import type { LoadedProgram } from "../load/program.js";
import { forbiddenGlobals } from "../syntax/globals.js";
import { ts } from "../typescript.js";

/** Codes of whole files that the later checks had better not look into. */
export const noSource: readonly string[] = ["GW2007", "GW2009"];

/** What could not be read as source. */
export function unreadableFiles(
  { unreadable }: LoadedProgram,
  relative: (file: string) => string,
): readonly Diagnostic[] {
  return [...unreadable].map(([path, { code, reason }]) => wholeFile(code, relative(path), reason));
}

/** TypeScript's own errors in a file of the project. */
export function typeErrors(
  file: ts.SourceFile,
  loaded: LoadedProgram,
  relative: (file: string) => string,
  reporter: Reporter,
): readonly Diagnostic[] {
  if (loaded.unreadable.has(file.fileName)) return [];
  const errors = errorsOf(file, loaded.program);
  if (errors === undefined)
    return [wholeFile("GW2007", relative(file.fileName), "makes TypeScript's own checker fail")];
  return errors
    .filter((one) => one.category === ts.DiagnosticCategory.Error && !saidBetter(one, file, reporter))
    .map((one) => translated(one, file, relative));
}

function wholeFile(code: string, file: string, reason: string): Diagnostic {
  return diagnose(code, { file, reason }, { file, line: 1, column: 1, endLine: 1, endColumn: 1 });
}

/** Undefined when TypeScript throws, as it does for a few modules that are wrong in an unusual way. */
function errorsOf(file: ts.SourceFile, program: ts.Program): readonly ts.Diagnostic[] | undefined {
  const syntax = program.getSyntacticDiagnostics(file);
  if (syntax.length > 0) return syntax;
  try {
    return program.getSemanticDiagnostics(file);
  } catch {
    return undefined;
  }
}

/** TypeScript's errors about a name that it does not know, some of which advise to install Node's types. */
const unknownNames: ReadonlySet<number> = new Set([2304, 2552, 2580, 2581, 2582, 2584, 2591, 2592, 2593]);
const missingGlobalType = 2318;
const awaitOutside: ReadonlySet<number> = new Set([1103, 1308, 1375, 1378]);

/** Errors whose real reason is the policy language, not a type. */
function saidBetter(one: ts.Diagnostic, file: ts.SourceFile, reporter: Reporter): boolean {
  const node = nodeAt(file, one.start ?? 0);
  const text = file.text.slice(one.start ?? 0, (one.start ?? 0) + (one.length ?? 0));
  if (unknownNames.has(one.code) && forbiddenGlobals.has(text)) reporter.report("GW1006", node, { name: text });
  else if (awaitOutside.has(one.code)) reporter.report("GW1003", node);
  else if (one.code === missingGlobalType && usingIn(file) !== undefined)
    reporter.report("GW1001", usingIn(file) as ts.Node, { what: "`using`" });
  else if (one.code === 2307 && ts.isStringLiteral(node) && /^\.{1,2}\//.test(node.text)) {
    reporter.report("GW2009", node, { file: node.text, reason: "there is no such file" });
  } else return false;
  return true;
}

/** A declaration with `using`, for which TypeScript wants types that no policy has. */
function usingIn(file: ts.SourceFile): ts.Node | undefined {
  const find = (node: ts.Node): ts.Node | undefined =>
    ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using
      ? node
      : ts.forEachChild(node, find);
  return find(file);
}

/** The innermost node that begins at a position. */
function nodeAt(file: ts.SourceFile, position: number): ts.Node {
  let found: ts.Node = file;
  for (let next: ts.Node | undefined = file; next !== undefined; ) {
    found = next;
    next = ts.forEachChild(found, (child): ts.Node | undefined =>
      child.getStart(file) <= position && position < child.getEnd() ? child : undefined,
    );
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
