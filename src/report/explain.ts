import type { DiagnosticRecord } from "../compiler/diagnostics/record.js";
import type { JsonHead } from "./check.js";
import { type Colours, colours } from "./colour.js";
import { jsonText } from "./json.js";

/** The records of diagnostics: one for people, a list of them, or JSON. */
export function explainReport(records: readonly DiagnosticRecord[]) {
  return {
    pretty: (colour: boolean) => records.map((record) => prettyRecord(record, colours(colour))).join("\n"),
    list: (colour: boolean) => records.map((record) => listed(record, colours(colour))).join(""),
    json: (head: JsonHead) => jsonText({ ...head, records }),
  };
}

function listed({ code, severity, title }: DiagnosticRecord, paint: Colours): string {
  return `${paint.bold(code)}  ${severity.padEnd(7)}  ${title}\n`;
}

function prettyRecord(record: DiagnosticRecord, paint: Colours): string {
  const { code, severity, title, message, help, why, bad, good } = record;
  const accent = severity === "error" ? paint.red : paint.yellow;
  return [
    `${paint.bold(accent(severity))} ${paint.bold(code)}: ${title}`,
    "",
    `  ${places(message)}`,
    `  ${paint.bold("help:")} ${places(help)}`,
    "",
    wrapped(why),
    "",
    paint.bold(accent("Gets it:")),
    "",
    block(bad),
    "",
    paint.bold(paint.green("Put right:")),
    "",
    block(good),
    "",
  ].join("\n");
}

/** `{name}` in a record stands for what a diagnostic names. */
function places(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, "<$1>");
}

function block(code: string): string {
  return code
    .trim()
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}

/** Paragraphs, at most 100 columns wide. */
function wrapped(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .replaceAll(/\s+/g, " ")
        .replaceAll(/(.{1,100})(?: |$)/g, "$1\n")
        .trimEnd(),
    )
    .join("\n\n");
}
