import { spawn } from "node:child_process";
import { guard } from "./guard.js";

export interface ProcessRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/** How a process ended. `failure` is set when it could not be started, or was stopped for taking too long. */
export interface ProcessResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly failure?: string;
}

const MOST_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs a program to its end, or ends it, with everything that it started, after the timeout. Never rejects.
 */
export function runProcess({ file, args, cwd, env, timeoutMs, signal: abort }: ProcessRequest): Promise<ProcessResult> {
  return new Promise((resolve) => {
    // A process group of its own: a hanging wrapper script is stopped together with what it waits for.
    const detached = process.platform !== "win32";
    const child = spawn(file, args, { cwd, env, detached, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    let failure: string | undefined;

    const kill = (): void => {
      if (child.pid === undefined) return;
      try {
        if (detached) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has ended on its own.
      }
    };
    const stop = (reason: string): void => {
      failure ??= reason;
      kill();
      // What escaped the group may hold the pipes open; the answer does not wait for it.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const release = guard(kill);
    const onAbort = (): void => stop("was stopped, as its engine was closed");
    abort?.addEventListener("abort", onAbort);
    const timer = setTimeout(() => stop(`did not finish within ${timeoutMs} ms and was stopped`), timeoutMs);

    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_OUTPUT) stop("wrote more output than it can mean and was stopped");
        else output[stream].push(chunk);
      });
    }
    const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
      clearTimeout(timer);
      release();
      abort?.removeEventListener("abort", onAbort);
      const text = (stream: "stdout" | "stderr") => Buffer.concat(output[stream]).toString("utf8");
      const result = { code, signal, stdout: text("stdout"), stderr: text("stderr") };
      resolve(failure === undefined ? result : { ...result, failure });
    };
    child.on("error", (error: NodeJS.ErrnoException) => {
      failure ??= `could not be started (${error.code ?? error.message})`;
      if (child.pid === undefined) finish(null, null);
    });
    child.on("close", finish);
  });
}
