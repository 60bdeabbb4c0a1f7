import type { CompiledConstraint, CompiledPolicy, Diagnostic } from "../model.js";
import { colours } from "./colour.js";
import { count, diagnosticCounts, inOrder, prettyDiagnostics } from "./diagnostics.js";
import { type ChangedFile, jsonFixes, prettyFixes } from "./fixes.js";
import { type JsonReport, jsonConstraint, jsonDiagnostic, jsonLine, jsonPolicy, jsonText } from "./json.js";

/** What was checked and what was found. */
export interface Checked {
  readonly policies: readonly CompiledPolicy[];
  readonly constraints: readonly CompiledConstraint[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many warnings are fine; any number by default. */
  readonly most?: number;
  /** What `--fix` made of the files, or would. */
  readonly fixes?: { readonly files: readonly ChangedFile[]; readonly written: boolean };
}

/** The first fields of a report in JSON, from the command. */
export type JsonHead = Pick<JsonReport, "format" | "command" | "ok">;

/** The result of `gatewright check`, for people and as JSON. */
export function checkReport(checked: Checked) {
  return {
    pretty: (colour: boolean) =>
      `${prettyFindings(checked.diagnostics, colour)}${told(checked, colour)}${summary(checked, colour)}\n`,
    json: (head: JsonHead) => jsonText({ ...head, ...jsonChecked(checked), ...fixed(checked) }),
    jsonLine: (head: JsonHead) => jsonLine({ ...head, ...jsonChecked(checked) }),
  };
}

function told({ fixes }: Checked, colour: boolean): string {
  return fixes === undefined ? "" : prettyFixes(fixes.files, fixes.written, colour);
}

function fixed({ fixes }: Checked) {
  return fixes === undefined ? {} : { fixed: jsonFixes(fixes.files) };
}

const clearScreen = "\u001b[2J\u001b[3J\u001b[H";

/** One run of a watch: on a terminal it replaces the one before. */
export function watchedReport(
  report: string,
  milliseconds: number,
  { colour, interactive }: { readonly colour: boolean; readonly interactive: boolean },
): string {
  const hint = colours(colour).dim(`Checked in ${Math.round(milliseconds)} ms; waiting for changes, Ctrl+C ends it.`);
  return `${interactive ? clearScreen : ""}${report}${hint}\n`;
}

/** The diagnostics, with a blank line and a hint below them; nothing when there are none. */
export function prettyFindings(diagnostics: readonly Diagnostic[], colour: boolean): string {
  return diagnostics.length === 0 ? "" : `${prettyDiagnostics(diagnostics, colour)}\n`;
}

/** The fields that the reports of `check` and `build` share. */
export function jsonChecked({ policies, constraints, diagnostics }: Checked) {
  return {
    policies: policies.map(jsonPolicy),
    constraints: constraints.map(jsonConstraint),
    diagnostics: inOrder(diagnostics).map(jsonDiagnostic),
  };
}

/** How many policies compiled, and what was found. */
export function summary({ policies, constraints, diagnostics, most }: Checked, colour: boolean): string {
  const paint = colours(colour);
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
    const own = inOrder(diagnostics).find((diagnostic) => diagnostic.code.startsWith("GW"));
    const hint = own === undefined ? "" : ` \`gatewright explain ${own.code}\` says why.`;
    return `${paint.bold(paint.red(diagnosticCounts(diagnostics)))}.${hint}`;
  }
  if (most !== undefined && diagnostics.length > most)
    return `${paint.bold(paint.red(diagnosticCounts(diagnostics)))}, and --max-warnings allows ${most}.`;
  const what = [
    count(policies.length, "policy"),
    ...(constraints.length > 0 ? [count(constraints.length, "constraint")] : []),
  ];
  return `${paint.green("✓")} ${what.join(", ")}: ${diagnosticCounts(diagnostics)}`;
}
