import type { CompiledConstraint, CompiledPolicy, Diagnostic } from "../model.js";
import { colours } from "./colour.js";
import { count, diagnosticCounts, inOrder, prettyDiagnostics } from "./diagnostics.js";
import { type JsonReport, jsonConstraint, jsonDiagnostic, jsonPolicy, jsonText } from "./json.js";

/** What was checked and what was found. */
export interface Checked {
  readonly policies: readonly CompiledPolicy[];
  readonly constraints: readonly CompiledConstraint[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The first fields of a report in JSON, from the command. */
export type JsonHead = Pick<JsonReport, "format" | "command" | "ok">;

/** The result of `gatewright check`, for people and as JSON. */
export function checkReport(checked: Checked) {
  return {
    pretty: (colour: boolean) => `${prettyFindings(checked.diagnostics, colour)}${summary(checked, colour)}\n`,
    json: (head: JsonHead) => jsonText({ ...head, ...jsonChecked(checked) }),
  };
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
export function summary({ policies, constraints, diagnostics }: Checked, colour: boolean): string {
  const paint = colours(colour);
  if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
    const own = inOrder(diagnostics).find((diagnostic) => diagnostic.code.startsWith("GW"));
    const hint = own === undefined ? "" : ` \`gatewright explain ${own.code}\` says why.`;
    return `${paint.bold(paint.red(diagnosticCounts(diagnostics)))}.${hint}`;
  }
  const what = [
    count(policies.length, "policy"),
    ...(constraints.length > 0 ? [count(constraints.length, "constraint")] : []),
  ];
  return `${paint.green("✓")} ${what.join(", ")}: ${diagnosticCounts(diagnostics)}`;
}
