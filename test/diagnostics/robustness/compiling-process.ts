import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "../../../src/model.js";
import type { Project } from "./originals.js";

export interface Answer {
  readonly modules?: readonly string[];
  readonly diagnostics?: readonly Diagnostic[];
  /** What compile() threw, with its stack. */
  readonly thrown?: string;
  readonly milliseconds: number;
  /** The most memory that the process had until then. */
  readonly kilobytes: number;
}

const script = fileURLToPath(new URL("compile-lines.mjs", import.meta.url));

/** A process of its own, which can be ended when a compilation does not end, and which may have one GiB. */
export class CompilingProcess {
  #child: ChildProcessWithoutNullStreams | undefined;
  #lines: AsyncIterator<string> | undefined;
  #errors = "";

  constructor(readonly builtPackage: string) {}

  /** The answer, or what became of the process instead. */
  async compile(project: Project, longest: number): Promise<Answer | string> {
    if (this.#child === undefined) this.#start();
    const child = this.#child as ChildProcessWithoutNullStreams;
    child.stdin.write(`${JSON.stringify(project)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), longest);
    });
    const next = await Promise.race([this.#lines?.next(), late]);
    clearTimeout(timer);
    if (next !== "late" && next !== undefined && next.done !== true) return JSON.parse(next.value) as Answer;
    this.close();
    return next === "late" ? `did not end within ${longest} ms` : `ended the process: ${this.#errors.slice(0, 2000)}`;
  }

  close(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }

  #start(): void {
    const child = spawn(process.execPath, ["--max-old-space-size=1024", script, this.builtPackage]);
    this.#errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#errors += text;
    });
    child.stdin.on("error", () => {});
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }
}
