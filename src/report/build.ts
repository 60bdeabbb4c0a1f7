import { type Checked, type JsonHead, jsonChecked, prettyFindings, summary } from "./check.js";
import { colours } from "./colour.js";
import { printable } from "./columns.js";
import { count } from "./diagnostics.js";
import { type ExplainedFile, prettyRules } from "./explained-rules.js";
import { jsonText } from "./json.js";

/** What a build found and wrote. */
export interface Built extends Checked {
  /** The output folder, as it was given. */
  readonly out: string;
  /** Paths below the output folder and sizes in bytes; absent when there were errors and nothing was written. */
  readonly files?: readonly { readonly path: string; readonly bytes: number }[];
  /** Files of an earlier build that this one does not have. */
  readonly removed?: readonly string[];
  /** How many of the files were there already, byte for byte. */
  readonly unchanged?: number;
  /** Where the rules of the written Rego come from, when it was asked for. */
  readonly explained?: readonly ExplainedFile[];
  /** Sentences about the output folder. */
  readonly warnings?: readonly string[];
}

/** The result of `gatewright build`, for people and as JSON. */
export function buildReport(built: Built) {
  const { files, removed = [], unchanged = 0, warnings = [], explained = [], out } = built;
  return {
    pretty: (colour: boolean) => {
      const paint = colours(colour);
      const notes = warnings
        .map((warning) => `${paint.bold(paint.yellow("warning"))} ${printable(warning)}\n`)
        .join("");
      const outcome =
        files === undefined ? "Nothing is written." : `${printable(out)}: ${changes(files, removed, unchanged)}.`;
      const rules = explained.map((one) => `${prettyRules(one, colour)}\n`).join("");
      return `${rules}${prettyFindings(built.diagnostics, colour)}${notes}${summary(built, colour)}\n${paint.dim(outcome)}\n`;
    },
    json: (head: JsonHead) =>
      jsonText({
        ...head,
        out,
        files: files ?? [],
        removed,
        unchanged,
        warnings,
        ...(built.explained === undefined ? {} : { explained }),
        ...jsonChecked(built),
      }),
  };
}

/** `7 files written, 1 removed, 3 unchanged`. */
function changes(files: NonNullable<Built["files"]>, removed: readonly string[], unchanged: number): string {
  const written = files.length - unchanged;
  return [
    `${count(written, "file")} written`,
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ].join(", ");
}
