import type { Command } from "commander";
import type { JsonReport } from "../report/json.js";
import type { ExitCode } from "./exit-codes.js";
import type { Terminal } from "./terminal.js";

/** What every command that reports takes. */
export interface ReportOptions {
  readonly json?: true;
}

/** The outcome of a command: its exit code and, for `--json`, the fields of its report. */
export type Work = (terminal: Terminal) => Promise<ExitCode>;

/** Runs the work of a command, and turns what goes wrong into a message and an exit code. */
export type Start = (command: string, options: ReportOptions, work: Work) => Promise<void>;

/** Adds one command to the program. What it needs for its work is imported when it runs, so that `--help` stays quick. */
export type AddCommand = (program: Command, start: Start) => void;

/** The first fields of a report in JSON. */
export function jsonHead(command: string, code: ExitCode): Pick<JsonReport, "format" | "command" | "ok"> {
  return { format: 1, command, ok: code === 0 };
}
