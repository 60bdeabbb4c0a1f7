import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program that is running, and what it wrote. */
interface Running {
  readonly name: string;
  readonly child: ChildProcess;
  readonly log: string;
}

/** How long anything may take to come up, where it is not known to have failed; two cores that others use as well take a quarter of it. */
const PATIENCE_MS = 120_000;

/**
 * A scratch folder and the programs that run in it. Both are gone after `close`, and after the process has ended in whatever way it can
 * notice.
 */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "gatewright-cluster-"));
  readonly #running: Running[] = [];
  readonly #onExit = () => this.#clear();
  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.#clear();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };

  constructor() {
    process.on("exit", this.#onExit);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.prependListener(signal, this.#onSignal);
  }

  /** Starts a program; its output goes to a file in the folder. */
  start(name: string, program: string, args: readonly string[], env: { readonly [name: string]: string } = {}): void {
    const log = join(this.folder, `${name}.log`);
    const out = openSync(log, "w");
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...process.env, ...env },
      stdio: ["ignore", out, out],
    });
    child.on("error", () => {});
    this.#running.push({ name, child, log });
  }

  /** Asks until the answer is there. Throws when a program has ended meanwhile, with what it said last. */
  async until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      const ended = this.#running.find(({ child }) => child.exitCode !== null || child.signalCode !== null);
      if (ended !== undefined) throw new Error(`${ended.name} has ended.\n${lastLines(ended.log)}`);
      if (performance.now() > end) {
        const logs = this.#running.map(({ name, log }) => `${name}:\n${lastLines(log)}`);
        throw new Error([`waited ${PATIENCE_MS / 1000} s in vain for ${what}`, ...logs].join("\n"));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ends the programs, the last one first, and removes the folder. */
  async close(): Promise<void> {
    const ends = this.#running.map(({ child }) =>
      child.exitCode !== null || child.signalCode !== null
        ? undefined
        : new Promise((resolve) => child.once("exit", resolve)),
    );
    this.#clear();
    await Promise.all(ends);
    rmSync(this.folder, { recursive: true, force: true });
    process.off("exit", this.#onExit);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, this.#onSignal);
  }

  /** Nothing of what they hold is to be kept. */
  #clear(): void {
    for (const { child } of this.#running.toReversed()) child.kill("SIGKILL");
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Ports that nobody listens on, all of them different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function lastLines(log: string): string {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-12).join("\n");
}
