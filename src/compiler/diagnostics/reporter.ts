import type { Diagnostic, SourceSpan, TextEdit } from "../../model.js";
import { ts } from "../typescript.js";
import { fixOf } from "./fixes.js";
import { findRecord } from "./index.js";
import { fillIn } from "./record.js";

/** Collects the diagnostics of a run. */
export interface Reporter {
  report(code: string, node: ts.Node, args?: { readonly [name: string]: string }): void;
  reportAt(code: string, span: SourceSpan, args: { readonly [name: string]: string }): void;
  /** Takes over what another reporter has collected. */
  take(diagnostics: readonly Diagnostic[]): void;
  span(node: ts.Node): SourceSpan;
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
      const plain = fixOf(code, node);
      const fix = plain?.map(({ from, to, text }) => ({ span: spanBetween(node, from, to, relative), text }));
      const diagnostic = diagnose(code, args, markOf(node, relative), lineAt(node, startOf(node)), fix);
      found.set(`${code} ${JSON.stringify(diagnostic.span)}`, diagnostic);
    },
    reportAt(code, at, args) {
      found.set(`${code} ${JSON.stringify(at)}`, diagnose(code, args, at));
    },
    take(diagnostics) {
      for (const one of diagnostics) found.set(`${one.code} ${JSON.stringify(one.span)}`, one);
    },
    span,
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
  fix?: readonly TextEdit[],
): Diagnostic {
  const record = findRecord(code);
  if (record === undefined) throw new Error(`no record has the code ${code}`);
  const told = Object.fromEntries(Object.entries(args).map(([name, text]) => [name, inBrief(text)]));
  return Object.freeze({
    code,
    severity: record.severity,
    message: sentence(fillIn(record.message, told)),
    help: fillIn(record.help, told),
    ...(span === undefined ? {} : { span }),
    ...(sourceLine === undefined ? {} : { sourceLine }),
    ...(fix === undefined ? {} : { fix }),
  });
}

const longest = 160;

/** Source that a message quotes: in one line, and without its end when it is very long. */
function inBrief(text: string): string {
  const line = text.replaceAll(/\s*[\n\r\u2028\u2029]\s*/g, " ");
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a report marks: the node, or of a call in a chain over several lines the last method. */
function markOf(node: ts.Node, relative: (file: string) => string): SourceSpan {
  return between(node, startOf(node), relative);
}

function startOf(node: ts.Node): number {
  const file = node.getSourceFile();
  const start = node.getStart(file);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return start;
  const name = node.expression.name.getStart(file);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  return lineOf(name) === lineOf(start) ? start : name;
}

export function spanOf(node: ts.Node, relative: (file: string) => string): SourceSpan {
  return between(node, node.getStart(), relative);
}

function between(node: ts.Node, from: number, relative: (file: string) => string): SourceSpan {
  return spanBetween(node, from, node.getEnd(), relative);
}

function spanBetween(node: ts.Node, from: number, to: number, relative: (file: string) => string): SourceSpan {
  const file = node.getSourceFile();
  const start = file.getLineAndCharacterOfPosition(from);
  const end = file.getLineAndCharacterOfPosition(to);
  return {
    file: relative(file.fileName),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function lineAt(node: ts.Node, position: number): string {
  const file = node.getSourceFile();
  return sourceLine(file, file.getLineAndCharacterOfPosition(position).line);
}

export function sourceLine(file: ts.SourceFile, line: number): string {
  const starts = file.getLineStarts();
  return file.text.slice(starts[line], starts[line + 1] ?? file.text.length).replace(/\r?\n$/, "");
}
