import type { Diagnostic, SourceSpan } from "../../model.js";
import { ts } from "../typescript.js";
import { findRecord } from "./index.js";
import { fillIn } from "./record.js";

/** Collects the diagnostics of a run. */
export interface Reporter {
  report(code: string, node: ts.Node, args?: { readonly [name: string]: string }): void;
  reportAt(code: string, span: SourceSpan, args: { readonly [name: string]: string }): void;
  span(node: ts.Node): SourceSpan;
  /** The code that fits a node which no file of syntax/ claims. */
  codeFor(node: ts.Node): { readonly code: string; readonly args: { readonly [name: string]: string } };
  /** A reporter that keeps nothing. */
  muted(): Reporter;
}

export function createReporter(
  relative: (file: string) => string,
): Reporter & { readonly diagnostics: readonly Diagnostic[] } {
  const found = new Map<string, Diagnostic>();
  const span = (node: ts.Node) => spanOf(node, relative);
  const reporter: Reporter & { readonly diagnostics: readonly Diagnostic[] } = {
    report(code, node, args = {}) {
      const diagnostic = diagnose(code, args, span(node), lineOf(node));
      found.set(`${code} ${JSON.stringify(diagnostic.span)}`, diagnostic);
    },
    reportAt(code, at, args) {
      found.set(`${code} ${JSON.stringify(at)}`, diagnose(code, args, at));
    },
    span,
    codeFor,
    muted: () => ({ ...reporter, report: () => undefined }),
    get diagnostics() {
      return [...found.values()];
    },
  };
  return reporter;
}

/** A diagnostic of ours, from its record. */
export function diagnose(
  code: string,
  args: { readonly [name: string]: string },
  span?: SourceSpan,
  sourceLine?: string,
): Diagnostic {
  const record = findRecord(code);
  if (record === undefined) throw new Error(`no record has the code ${code}`);
  return Object.freeze({
    code,
    severity: record.severity,
    message: fillIn(record.message, args),
    help: fillIn(record.help, args),
    ...(span === undefined ? {} : { span }),
    ...(sourceLine === undefined ? {} : { sourceLine }),
  });
}

export function spanOf(node: ts.Node, relative: (file: string) => string): SourceSpan {
  const file = node.getSourceFile();
  const start = file.getLineAndCharacterOfPosition(node.getStart(file));
  const end = file.getLineAndCharacterOfPosition(node.getEnd());
  return {
    file: relative(file.fileName),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

export function lineOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return sourceLine(file, file.getLineAndCharacterOfPosition(node.getStart(file)).line);
}

export function sourceLine(file: ts.SourceFile, line: number): string {
  const starts = file.getLineStarts();
  return file.text.slice(starts[line], starts[line + 1] ?? file.text.length).replace(/\r?\n$/, "");
}

const K = ts.SyntaxKind;
const special: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [K.ClassDeclaration, "GW1004"],
  [K.ClassExpression, "GW1004"],
  [K.ThisKeyword, "GW1004"],
  [K.SuperKeyword, "GW1004"],
  [K.AwaitExpression, "GW1003"],
  [K.PostfixUnaryExpression, "GW1005"],
  [K.DeleteExpression, "GW1005"],
  [K.WhileStatement, "GW1015"],
  [K.DoStatement, "GW1015"],
  [K.ForStatement, "GW1015"],
  [K.ForInStatement, "GW1015"],
  [K.TryStatement, "GW1037"],
  [K.ThrowStatement, "GW1037"],
  [K.SwitchStatement, "GW1042"],
  [K.ArrowFunction, "GW1021"],
  [K.FunctionExpression, "GW1021"],
]);

/** The names of kinds, without the marks at the ends of their ranges, which share their numbers. */
const names: ReadonlyMap<number, string> = new Map(
  Object.entries(K)
    .filter(([name, kind]) => typeof kind === "number" && !/^(?:First|Last)[A-Z]/.test(name))
    .map(([name, kind]) => [kind as number, name]),
);

function codeFor(node: ts.Node): { readonly code: string; readonly args: { readonly [name: string]: string } } {
  const code = special.get(node.kind);
  const what = (names.get(node.kind) ?? "this")
    .replace(/(Statement|Expression|Declaration|Keyword|Literal)$/, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  const text = node.getText().split("\n")[0] ?? what;
  return code === undefined ? { code: "GW1001", args: { what } } : { code, args: { what: text, name: text } };
}
