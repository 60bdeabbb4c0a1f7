import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { jsonText } from "./encoded-json.js";
import { guard } from "./guard.js";

/** What is started, and how it is spoken of. */
export interface JsonLinesCommand {
  /** For messages: `the OPA engine`. */
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  /** How long it may be silent while it is asked something; then it is stopped. */
  readonly timeoutMs: number;
  /** Makes the error of a failure. */
  readonly fail: (message: string) => Error;
}

export interface ProcessEvents {
  /** It takes no more requests. */
  stopped(): void;
  /** Nothing of it is left. */
  ended(): void;
}

interface Pending {
  readonly resolve: (answer: object) => void;
  readonly reject: (error: Error) => void;
}

const STDERR_KEPT = 4_000;
const GRACE_MS = 1_000;

/**
 * A child process that answers each line of JSON with one, which bears the same `id`. It stays until it is ended or until this process
 * is, and keeps nobody's event loop alive while it is idle.
 */
export class JsonLinesProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #command: JsonLinesCommand;
  readonly #pending = new Map<number, Pending>();
  readonly #events: ProcessEvents | undefined;
  readonly #gone: Promise<void>;
  #silence: NodeJS.Timeout | undefined;
  #failure: Error | undefined;
  #stderr = "";
  #lastId = 0;

  constructor(command: JsonLinesCommand, events?: ProcessEvents) {
    this.#command = command;
    this.#events = events;
    this.#child = spawn(command.file, command.args, { env: environment(), stdio: "pipe", windowsHide: true });
    const release = guard(() => this.#child.kill("SIGKILL"));
    const lines = createInterface({ input: this.#child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (line) => this.#receive(line));
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    // A write to a process that has died fails here; "close" tells the story.
    this.#child.stdin.on("error", () => {});
    this.#gone = new Promise((resolve) => {
      const gone = (how: string): void => {
        release();
        this.#failAll([`${this.#title()} ${how}`, this.#stderr.trim()].filter((text) => text !== "").join(":\n"));
        events?.ended();
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

  /** Asks, and gives the answer: an object of whatever shape. Rejects when the process has ended or is stopped meanwhile. */
  async request(message: object): Promise<object> {
    if (this.#failure !== undefined) throw this.#failure;
    const id = ++this.#lastId;
    const line = `${jsonText({ id, ...message })}\n`;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      if (this.#pending.size === 1) {
        this.#busy();
        this.#wait();
      }
      this.#child.stdin.write(line);
    });
  }

  /** Lets an idle process end by itself, and stops one that is busy, stubborn, or was never asked and may still be starting. */
  async end(): Promise<void> {
    const { name } = this.#command;
    if (this.#lastId === 0) this.#child.kill("SIGKILL");
    if (this.#pending.size > 0) this.#stop(`${name} was closed before it answered`);
    this.#failAll(`${name} was closed`);
    this.#child.ref();
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), GRACE_MS);
    await this.#gone;
    clearTimeout(timer);
  }

  #receive(line: string): void {
    const answer = parsed(line);
    if (answer === undefined) {
      this.#stop(`${this.#title()} gave an answer that cannot be read: ${line.slice(0, 200)}`);
      return;
    }
    const pending = this.#pending.get(answer.id);
    if (pending === undefined) return;
    this.#pending.delete(answer.id);
    if (this.#pending.size === 0) this.#idle();
    else this.#wait();
    pending.resolve(answer);
  }

  #stop(reason: string): void {
    this.#failAll(reason);
    this.#child.kill("SIGKILL");
  }

  /** The first reason stays the one that is told. */
  #failAll(reason: string): void {
    if (this.#failure === undefined) {
      this.#failure = this.#command.fail(reason);
      this.#events?.stopped();
    }
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
    this.#idle();
  }

  #title(): string {
    return `${this.#command.name} (${this.#command.file})`;
  }

  #wait(): void {
    clearTimeout(this.#silence);
    const { timeoutMs } = this.#command;
    this.#silence = setTimeout(
      () => this.#stop(`${this.#title()} did not answer within ${timeoutMs} ms and was stopped`),
      timeoutMs,
    );
  }

  #busy(): void {
    this.#child.ref();
    for (const stream of this.#sockets()) stream.ref();
  }

  #idle(): void {
    clearTimeout(this.#silence);
    this.#child.unref();
    for (const stream of this.#sockets()) stream.unref();
  }

  #sockets(): readonly Socket[] {
    const { stdin, stdout, stderr } = this.#child;
    return [stdin, stdout, stderr] as unknown as readonly Socket[];
  }
}

/** Nothing of ours but what Windows starts no program without; NODE_OPTIONS, say, must not reach it. */
function environment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return SystemRoot === undefined ? {} : { SystemRoot };
}

function parsed(line: string): { readonly id: number } | undefined {
  try {
    const answer = JSON.parse(line);
    return typeof answer === "object" && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}
