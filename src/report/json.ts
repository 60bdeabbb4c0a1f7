import type { CompiledConstraint, CompiledPolicy, Diagnostic, SourceSpan } from "../model.js";

/**
 * What `--json` prints: one object with `format`, `command` and `ok`, and the command's own fields. Fields may be added;
 * those that exist keep their meaning while `format` is 1.
 */
export interface JsonReport {
  readonly format: 1;
  readonly command: string;
  /** True exactly when the exit code is 0. */
  readonly ok: boolean;
  /** Why the command could not do its work (exit code 2). */
  readonly error?: { readonly message: string; readonly help?: string };
  readonly [field: string]: unknown;
}

/** A diagnostic in `--json`: its place is spread out, and a field that does not apply is absent. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly help?: string;
  readonly file?: string;
  /** From 1, as are the columns; columns count UTF-16 units. */
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly sourceLine?: string;
  /** What `check --fix` writes: what stands at each place becomes its text. */
  readonly fix?: readonly JsonEdit[];
}

/** A change of a source; `text` replaces what stands from the place on, up to its end. */
export interface JsonEdit extends SourceSpan {
  readonly text: string;
}

/** The text of a report, with the line break that ends it. */
export function jsonText(report: JsonReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The same in one line, for a command that reports again and again. */
export function jsonLine(report: JsonReport): string {
  return `${JSON.stringify(report)}\n`;
}

export function jsonDiagnostic({ span, ...rest }: Diagnostic): JsonDiagnostic {
  const { code, severity, message, help, sourceLine, fix } = rest;
  return {
    code,
    severity,
    message,
    ...(help === undefined ? {} : { help }),
    ...(span === undefined ? {} : span),
    ...(sourceLine === undefined ? {} : { sourceLine }),
    ...(fix === undefined ? {} : { fix: fix.map(({ span: at, text }) => ({ ...at, text })) }),
  };
}

/** A policy in `--json`. */
export function jsonPolicy({ kind, file, title, severity }: CompiledPolicy) {
  return { kind, file, title, ...(severity === undefined ? {} : { severity }) };
}

/** A constraint in `--json`. */
export function jsonConstraint({ kind, name, set, span }: CompiledConstraint) {
  return { kind, name, ...(set === undefined ? {} : { set }), file: span.file, line: span.line };
}
