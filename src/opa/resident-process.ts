import { type JsonLinesCommand, JsonLinesProcess } from "./json-lines-process.js";

/** A process of JSON lines that is started by the first request, and started again after it has died. */
export class ResidentProcess {
  readonly #command: JsonLinesCommand;
  /** The life that takes requests. One that was stopped takes none, though it may not have ended yet. */
  #running: JsonLinesProcess | undefined;
  readonly #lives = new Set<JsonLinesProcess>();
  #closed = false;

  constructor(command: JsonLinesCommand) {
    this.#command = command;
  }

  /** The process id while it runs. */
  get pid(): number | undefined {
    return this.#running?.pid;
  }

  start(): JsonLinesProcess {
    if (this.#closed) throw this.#command.fail(`${this.#command.name} was closed`);
    this.#running ??= this.#begin();
    return this.#running;
  }

  async request(message: object): Promise<object> {
    return this.start().request(message);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#lives].map((life) => life.end()));
  }

  #begin(): JsonLinesProcess {
    const life = new JsonLinesProcess(this.#command, {
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
