import type { JsonHead } from "./check.js";
import { colours } from "./colour.js";
import { printable } from "./columns.js";
import { jsonText } from "./json.js";

/** One thing that Gatewright stands on, as it was found. */
export interface Finding {
  readonly name: string;
  /** `absent` and `unused` do no harm: `note` says what it would be for, or why. `unusable` has to be put right. */
  readonly status: "ok" | "absent" | "unused" | "unusable";
  readonly version?: string;
  readonly path?: string;
  /** Why this one was taken, what it is for, or what to do. */
  readonly note?: string;
}

/** The result of `gatewright doctor`, for people and as JSON. */
export function doctorReport(findings: readonly Finding[]) {
  return {
    pretty: (colour: boolean) => pretty(findings, colour),
    json: (head: JsonHead) => jsonText({ ...head, findings }),
  };
}

function pretty(findings: readonly Finding[], colour: boolean): string {
  const paint = colours(colour);
  const marks = { ok: paint.green("✓"), absent: paint.dim("–"), unused: paint.dim("–"), unusable: paint.red("✗") };
  const words = { ok: "", absent: "not found", unused: "", unusable: "unusable" };
  const widest = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.map(({ name, status, version, path, note }) => {
    const what = [version ?? words[status], path ?? ""];
    const head = `${marks[status]} ${paint.bold(name.padEnd(widest))}  ${what
      .filter((part) => part !== "")
      .map(printable)
      .join("  ")}`;
    const below = note === undefined ? [] : [`${" ".repeat(widest + 4)}${paint.dim(printable(note))}`];
    return [head, ...below].join("\n");
  });
  const broken = findings.filter(({ status }) => status === "unusable").map(({ name }) => name);
  const verdict =
    broken.length === 0
      ? paint.green("Ready: policies can be checked, built and tested here.")
      : paint.red(`Not ready: put right ${broken.join(", ")}.`);
  return `${lines.join("\n")}\n\n${verdict}\n`;
}
