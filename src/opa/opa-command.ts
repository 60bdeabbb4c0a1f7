import type { RegoProblem } from "./engine.js";
import { OpaError } from "./errors.js";
import { type ProcessResult, runProcess } from "./run-process.js";

/** Runs one `opa` command. Rejects when it does not run to its own end; its exit code is the caller's to judge. */
export type OpaCommand = (args: readonly string[], cwd?: string) => Promise<ProcessResult>;

export interface OpaCommandOptions {
  readonly location: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export function opaCommand({ location, env, timeoutMs, signal }: OpaCommandOptions): OpaCommand {
  return async (args, cwd) => {
    if (signal?.aborted) throw new OpaError("the OPA engine was closed");
    const result = await runProcess({
      file: location,
      args,
      env,
      timeoutMs,
      ...(signal !== undefined && { signal }),
      ...(cwd !== undefined && { cwd }),
    });
    const command = `\`opa ${args[0]}\` (${location})`;
    if (result.failure !== undefined) throw new OpaError(`${command} ${result.failure}`);
    if (result.signal !== null) throw new OpaError(`${command} was killed by ${result.signal}`);
    return result;
  };
}

/** The error for a command that ended in a way that nothing explains. */
export function unexpectedEnd(command: string, location: string, { code, stdout, stderr }: ProcessResult): OpaError {
  const said = (stderr.trim() || stdout.trim()).slice(0, 2_000);
  const end = code === 0 ? "gave an answer that cannot be read" : `failed with exit code ${code}`;
  return new OpaError(`\`opa ${command}\` (${location}) ${end}${said === "" ? "" : `:\n${said}`}`);
}

/** What `--format=json` prints, or undefined when it is something else. */
export function parseReport(text: string): OpaReport | undefined {
  try {
    const report: unknown = JSON.parse(text);
    return typeof report === "object" && report !== null ? report : undefined;
  } catch {
    return undefined;
  }
}

export interface OpaReport {
  readonly errors?: readonly {
    readonly code?: string;
    readonly message: string;
    readonly location?: { readonly file: string; readonly row: number; readonly col: number };
  }[];
  readonly result?: unknown;
  readonly namespaces?: unknown;
  readonly builtins?: unknown;
}

export function problemsOf({ errors = [] }: OpaReport): readonly RegoProblem[] {
  return errors.map(({ code = "opa_error", message, location }) => ({
    code,
    message,
    ...(location !== undefined && { file: location.file, line: location.row, column: location.col }),
  }));
}
