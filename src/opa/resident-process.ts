import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { jsonText } from "./encoded-json.js";
import { OpaError } from "./errors.js";
import { guard } from "./guard.js";

export interface ResidentCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

/** A line that the process answered with; `id` is the request's. */
interface Answer {
  readonly id: number;
}

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

const STDERR_KEPT = 4_000;
const GRACE_MS = 1_000;

/**
 * A child process that answers JSON lines and stays for the next request. It is started by the first one, started again
 * after it has died, and keeps nobody's event loop alive while it is idle.
 */
export class ResidentProcess {
  readonly #command: ResidentCommand;
  /** The life that takes requests. One that was stopped takes none, though it may not have ended yet. */
  #running: Running | undefined;
  readonly #lives = new Set<Running>();
  #closed = false;

  constructor(command: ResidentCommand) {
    this.#command = command;
  }

  /** The process id while it runs. */
  get pid(): number | undefined {
    return this.#running?.pid;
  }

  start(): Running {
    if (this.#closed) throw new OpaError("the OPA engine was closed");
    this.#running ??= this.#begin();
    return this.#running;
  }

  async request(message: object): Promise<Answer> {
    return this.start().request(message);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#lives].map((life) => life.end()));
  }

  #begin(): Running {
    const life = new Running(this.#command, {
      stopped: () => {
        if (this.#running === life) this.#running = undefined;
      },
      ended: () => {
        this.#lives.delete(life);
      },
    });
    this.#lives.add(life);
    return life;
  }
}

interface LifeEvents {
  /** It takes no more requests. */
  stopped(): void;
  /** Nothing of it is left. */
  ended(): void;
}

/** One life of the process. */
class Running {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #command: ResidentCommand;
  readonly #pending = new Map<number, Pending>();
  readonly #events: LifeEvents;
  readonly #gone: Promise<void>;
  #stderr = "";
  #lastId = 0;

  constructor(command: ResidentCommand, events: LifeEvents) {
    this.#command = command;
    this.#events = events;
    const { file, args, env } = command;
    this.#child = spawn(file, args, { env, stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
    const release = guard(() => this.#child.kill("SIGKILL"));
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
        release();
        events.stopped();
        this.#rejectAll(new OpaError(`OPA (${file}) ${how}${this.#stderrTail()}`));
        events.ended();
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

  request(message: object): Promise<Answer> {
    const { timeoutMs, file } = this.#command;
    const id = ++this.#lastId;
    const line = `${jsonText({ id, ...message })}\n`;
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#stop(`OPA (${file}) did not answer within ${timeoutMs} ms and was stopped`);
      }, timeoutMs);
      this.#pending.set(id, { resolve, reject, timer });
      this.#busy();
      this.#child.stdin.write(line);
    });
  }

  /** Lets an idle process end by itself, and stops a busy or a stubborn one. */
  async end(): Promise<void> {
    if (this.#pending.size > 0) this.#stop("the OPA engine was closed before it answered");
    this.#child.ref();
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), GRACE_MS);
    await this.#gone;
    clearTimeout(timer);
  }

  #stop(reason: string): void {
    this.#events.stopped();
    this.#rejectAll(new OpaError(reason));
    this.#child.kill("SIGKILL");
  }

  #receive(line: string): void {
    let answer: Answer;
    try {
      answer = JSON.parse(line);
    } catch {
      this.#stop(`OPA (${this.#command.file}) gave an answer that cannot be read: ${line.slice(0, 200)}`);
      return;
    }
    this.#take(answer.id)?.resolve(answer);
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    if (pending === undefined) return undefined;
    clearTimeout(pending.timer);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#idle();
    return pending;
  }

  #rejectAll(error: Error): void {
    for (const id of [...this.#pending.keys()]) this.#take(id)?.reject(error);
  }

  #stderrTail(): string {
    const text = this.#stderr.trim();
    return text === "" ? "" : `:\n${text}`;
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
