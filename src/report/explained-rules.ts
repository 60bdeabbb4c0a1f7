import type { PlacedRule } from "../compiler/rego/source-map.js";
import type { SourceSpan } from "../model.js";
import { colours } from "./colour.js";
import { printable } from "./columns.js";

/** Where the rules of one written file of Rego come from. */
export interface ExplainedFile {
  /** Below the output folder. */
  readonly path: string;
  readonly rules: readonly PlacedRule[];
}

/**
 * A file's rules with their lines, and the lines of TypeScript that they come from:
 *
 *     rego/requiredlabels.rego
 *       3-7    violation  policies/required-labels/policy.ts:26 (with 24, 25)
 *       10-12  labels     policies/required-labels/policy.ts:22
 */
export function prettyRules({ path, rules }: ExplainedFile, colour: boolean): string {
  const paint = colours(colour);
  const rows = rules.map(({ name, line, endLine, origins }) => ({
    lines: line === endLine ? String(line) : `${line}-${endLine}`,
    name,
    origins: origins.length === 0 ? paint.dim("a function of Gatewright's own") : placesOf(origins),
  }));
  const width = (of: (row: (typeof rows)[number]) => string) => Math.max(0, ...rows.map((row) => of(row).length));
  const [forLines, forNames] = [width(({ lines }) => lines), width(({ name }) => name)];
  const texts = rows.map(
    ({ lines, name, origins }) => `  ${paint.dim(lines.padEnd(forLines))}  ${name.padEnd(forNames)}  ${origins}\n`,
  );
  return `${paint.bold(printable(path))}\n${texts.join("")}`;
}

/** The first place, and after it the other lines, those of its own file without its name. */
function placesOf([first, ...others]: readonly SourceSpan[]): string {
  if (first === undefined) return "";
  const files = [...new Set([first, ...others].map(({ file }) => file))];
  const further = files.flatMap((file) => {
    const lines = [...new Set(others.filter((one) => one.file === file).map(({ line }) => line))];
    if (file !== first.file) return [`${printable(file)}:${lines.join(", ")}`];
    const own = lines.filter((line) => line !== first.line);
    return own.length === 0 ? [] : [own.join(", ")];
  });
  const beside = further.length === 0 ? "" : ` (with ${further.join("; ")})`;
  return `${printable(first.file)}:${first.line}${beside}`;
}
