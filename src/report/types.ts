import type { JsonHead } from "./check.js";
import { colours } from "./colour.js";
import { printable } from "./columns.js";
import { count } from "./diagnostics.js";
import { jsonText } from "./json.js";

/** What `gatewright types` made. */
export interface Typed {
  /** The file or folder, as it was given; absent where the text was asked for. */
  readonly out?: string;
  /** What was written, with paths below the folder. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** The module, where it is written nowhere. */
  readonly text?: string;
  readonly kinds: readonly {
    /** Of the interface. */
    readonly name: string;
    readonly apiVersion: string;
    readonly kind: string;
    readonly file?: string;
  }[];
}

/** The result of `gatewright types`, for people and as JSON. */
export function typesReport({ out, files, text, kinds }: Typed) {
  return {
    pretty: (colour: boolean) => {
      if (out === undefined) return text ?? "";
      const paint = colours(colour);
      const lines = kinds.map(
        ({ name, apiVersion, kind }) =>
          `${name} ${paint.dim(name === kind ? apiVersion : `${kind} of ${apiVersion}`)}\n`,
      );
      const where = files.length === 1 ? "" : `, ${count(files.length, "file")}`;
      return `${lines.join("")}${paint.green("✓")} ${printable(out)}: ${count(kinds.length, "kind")}${where}\n`;
    },
    json: (head: JsonHead) =>
      jsonText({
        ...head,
        ...(out === undefined ? {} : { out }),
        files,
        ...(text === undefined ? {} : { text }),
        kinds,
      }),
  };
}
