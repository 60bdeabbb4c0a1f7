import type { SourceSpan } from "../model.js";
import type { Colours } from "./colour.js";
import { displayWidth, expandLine } from "./columns.js";

/** Longer lines are cut around the place that is meant. */
const widest = 160;
const lead = 60;

/**
 * The source line of a span with a caret line below it:
 *
 *     12 │ const kind = object.kind;
 *        │              ^^^^^^^^^^^
 */
export function codeFrame(
  sourceLine: string,
  span: SourceSpan,
  paint: Colours,
  accent: (text: string) => string,
): string {
  const line = sourceLine.replace(/\r?\n?$/, "");
  const start = Math.min(span.column - 1, line.length);
  const end = span.endLine > span.line ? line.length : Math.min(Math.max(span.endColumn - 1, start), line.length);
  const { text, from, to } = cut(line, start, end);

  const before = expandLine(text.slice(0, from));
  const marked = displayWidth(expandLine(text.slice(0, to))) - displayWidth(before);
  const number = String(span.line);
  const bar = paint.dim("│");
  return [
    `${paint.dim(number)} ${bar} ${expandLine(text)}`.trimEnd(),
    `${" ".repeat(number.length)} ${bar} ${" ".repeat(displayWidth(before))}${accent("^".repeat(Math.max(1, marked)))}`,
  ].join("\n");
}

/** The part of a very long line that is worth showing, and where the marked range lies in it. */
function cut(line: string, start: number, end: number): { text: string; from: number; to: number } {
  if (line.length <= widest) return { text: line, from: start, to: end };
  const left = start > lead ? start - lead : 0;
  const right = Math.min(line.length, left + widest);
  const head = left > 0 ? "…" : "";
  const tail = right < line.length ? "…" : "";
  const from = start - left + head.length;
  const to = Math.min(end, right) - left + head.length;
  return { text: `${head}${line.slice(left, right)}${tail}`, from, to };
}
