import type { Diagnostic } from "../model.js";
import { codeFrame } from "./code-frame.js";
import { type Colours, colours } from "./colour.js";
import { printable, printableLines } from "./columns.js";

/** Counts, in words: `count(2, "error")` is `2 errors`. */
export function count(number: number, noun: string): string {
  const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Diagnostics for people: place, code, message, the source line with a caret, and what to do. One blank line between. */
export function prettyDiagnostics(diagnostics: readonly Diagnostic[], colour: boolean): string {
  const paint = colours(colour);
  return inOrder(diagnostics)
    .map((diagnostic) => `${prettyDiagnostic(diagnostic, paint)}\n`)
    .join("\n");
}

/** `2 errors and 1 warning`, or `no findings`. */
export function diagnosticCounts(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  const warnings = diagnostics.length - errors;
  const parts = [errors > 0 && count(errors, "error"), warnings > 0 && count(warnings, "warning")];
  return parts.filter((part) => part !== false).join(" and ") || "no findings";
}

/** By file and place; diagnostics without a place come first. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => {
    const files = compare(a.span?.file ?? "", b.span?.file ?? "");
    return files || (a.span?.line ?? 0) - (b.span?.line ?? 0) || (a.span?.column ?? 0) - (b.span?.column ?? 0);
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function prettyDiagnostic(diagnostic: Diagnostic, paint: Colours): string {
  const { code, severity, message, help, span, sourceLine } = diagnostic;
  const accent = severity === "error" ? paint.red : paint.yellow;
  const place = span === undefined ? "" : `${paint.cyan(`${printable(span.file)}:${span.line}:${span.column}`)} `;
  const head = `${place}${paint.bold(accent(severity))} ${paint.dim(code)} ${indented(printableLines(message), "  ")}`;
  const frame =
    span === undefined || sourceLine === undefined ? [] : codeFrame(sourceLine, span, paint, accent).split("\n");
  const advice = help === undefined ? [] : [`${paint.bold("help:")} ${indented(printableLines(help), "    ")}`];
  return [head, ...[...frame, ...advice].map((line) => `  ${line}`)].join("\n");
}

/** Further lines of a text that has several stand below its first. */
function indented(text: string, by: string): string {
  return text.replaceAll("\n", `\n${by}`);
}
