import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { GatekeeperError, type Stage } from "./gatekeeper-error.js";

/** A line of the runner; see runner/protocol.go. */
export interface Answer {
  readonly id: number;
  readonly version?: { readonly gatekeeper: string; readonly opa: string };
  readonly kind?: string;
  readonly violations?: readonly unknown[];
  readonly error?: { readonly stage: Stage; readonly message: string };
}

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const STDERR_KEPT = 4_000;
const GRACE_MS = 2_000;

/** How long a process may be silent while it is asked something, unless it is said; the runner gives up after half of it. */
const PATIENCE_MS = 60_000;

/** The runner while it lives: requests go in, answers come out by id. It keeps nobody's event loop alive while it is idle. */
export class RunnerProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #pending = new Map<number, Pending>();
  readonly #gone: Promise<void>;
  readonly #patience: number;
  #silence: NodeJS.Timeout | undefined;
  #ended: Error | undefined;
  #stderr = "";
  #lastId = 0;

  constructor(file: string, patience = PATIENCE_MS) {
    this.#patience = patience;
    this.#child = spawn(file, [], { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
    createInterface({ input: this.#child.stdout, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) =>
      this.#receive(line),
    );
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    // A write to a process that has died fails here; "close" tells the story.
    this.#child.stdin.on("error", () => {});
    this.#gone = new Promise((resolve) => {
      const gone = (how: string): void => {
        this.#end(
          new GatekeeperError(
            "runner",
            [`Gatekeeper's runner (${file}) ${how}`, this.#stderr.trim()].join("\n").trim(),
          ),
        );
        resolve();
      };
      this.#child.on("error", (error: NodeJS.ErrnoException) => {
        if (this.#child.pid === undefined) gone(`could not be started (${error.code ?? error.message})`);
      });
      this.#child.on("close", (code, signal) => {
        gone(signal === null ? `stopped with exit code ${code}` : `was killed by ${signal}`);
      });
    });
    this.#idle();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Rejects with a GatekeeperError when the answer is one, and when the process has ended. */
  request(message: object): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#busy();
      if (this.#silence === undefined) this.#wait();
      this.#child.stdin.write(`${JSON.stringify({ id, ...message })}\n`);
    });
  }

  /** Lets the process answer what it was asked and end, and stops it when it takes too long. */
  async close(): Promise<void> {
    this.#ended ??= new GatekeeperError("runner", "Gatekeeper's runner was closed");
    this.#busy();
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), GRACE_MS);
    await this.#gone;
    clearTimeout(timer);
  }

  #receive(line: string): void {
    const answer = parsed(line);
    if (answer === undefined) {
      this.#giveUp(`answered ${line.slice(0, 200)}, which is no answer`);
      return;
    }
    const pending = this.#pending.get(answer.id);
    if (pending === undefined) return;
    this.#pending.delete(answer.id);
    this.#wait();
    if (this.#pending.size === 0) this.#idle();
    if (answer.error === undefined) pending.resolve(answer);
    else pending.reject(new GatekeeperError(answer.error.stage, answer.error.message.trim()));
  }

  /** Starts to wait for the next answer, if there is one to come. */
  #wait(): void {
    clearTimeout(this.#silence);
    this.#silence =
      this.#pending.size === 0
        ? undefined
        : setTimeout(() => this.#giveUp(`did not answer within ${this.#patience} ms`), this.#patience);
  }

  #giveUp(how: string): void {
    this.#end(new GatekeeperError("runner", `Gatekeeper's runner (${this.#child.spawnfile}) ${how}`));
    this.#child.kill("SIGKILL");
  }

  #end(error: Error): void {
    this.#ended ??= error;
    clearTimeout(this.#silence);
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }

  #busy(): void {
    this.#child.ref();
    for (const stream of this.#sockets()) stream.ref();
  }

  #idle(): void {
    this.#child.unref();
    for (const stream of this.#sockets()) stream.unref();
  }

  #sockets(): readonly Socket[] {
    const { stdin, stdout, stderr } = this.#child;
    return [stdin, stdout, stderr] as unknown as readonly Socket[];
  }
}

function parsed(line: string): Answer | undefined {
  try {
    const answer = JSON.parse(line);
    return typeof answer === "object" && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}
