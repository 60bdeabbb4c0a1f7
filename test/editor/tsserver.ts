/** TypeScript's own server for editors, as a process that is spoken to as editors do. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../cli/built.js";

/** A diagnostic as an editor is sent it. */
export interface Sent {
  readonly start: { readonly line: number; readonly offset: number };
  readonly end: { readonly line: number; readonly offset: number };
  readonly text: string;
  readonly code: number;
  readonly category: string;
  readonly source?: string;
}

type Message = { readonly [field: string]: unknown } & { readonly event?: string; readonly request_seq?: number };

export interface EditorServer {
  /** Asks and waits for the answer's body; fails when the server refuses. */
  ask<Body>(command: string, args: object): Promise<Body>;
  /** Opens a file with the text of a window, or of the disk. */
  open(file: string, text?: string): Promise<void>;
  /** The semantic diagnostics of an open file, and how long they took in milliseconds. */
  diagnostics(file: string): Promise<{ readonly found: readonly Sent[]; readonly milliseconds: number }>;
  /** Waits for an event that the server sends of its own accord. */
  event(name: string): Promise<void>;
  /** What the server has written into its log. */
  log(): string;
  close(): Promise<void>;
}

const patience = 30_000;

/** Starts the checkout's tsserver; it looks for plugins where the project's packages are. */
export function startServer(folder: string, nodeOptions: readonly string[] = []): EditorServer {
  const logFile = join(folder, "tsserver.log");
  const server = spawn(
    process.execPath,
    [
      ...nodeOptions,
      join(checkout, "node_modules/typescript/lib/tsserver.js"),
      ...["--disableAutomaticTypingAcquisition", "--allowLocalPluginLoads"],
      ...["--logVerbosity", "normal", "--logFile", logFile],
    ],
    { cwd: folder, stdio: ["pipe", "pipe", "ignore"] },
  );
  const waiting = new Set<(message: Message) => boolean>();
  let seq = 0;
  onMessages(server, (message) => {
    for (const wanted of waiting) if (wanted(message)) waiting.delete(wanted);
  });
  const next = (what: string, is: (message: Message) => boolean): Promise<Message> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`tsserver did not answer: ${what}`)), patience);
      const ended = () => reject(new Error(`tsserver ended: ${what}`));
      server.once("exit", ended);
      waiting.add((message) => {
        if (!is(message)) return false;
        clearTimeout(late);
        server.off("exit", ended);
        resolve(message);
        return true;
      });
    });
  const send = (command: string, args: object): number => {
    seq += 1;
    server.stdin?.write(`${JSON.stringify({ seq, type: "request", command, arguments: args })}\n`);
    return seq;
  };
  return {
    async ask<Body>(command: string, args: object) {
      const number = send(command, args);
      const { success, message, body } = await next(command, ({ request_seq }) => request_seq === number);
      if (success !== true) throw new Error(`${command}: ${String(message)}`);
      return body as Body;
    },
    async open(file, text) {
      send("open", { file, fileContent: text ?? readFileSync(file, "utf8"), projectRootPath: folder });
    },
    async diagnostics(file) {
      const started = performance.now();
      const answer = next(
        `diagnostics of ${file}`,
        ({ event, body }) => event === "semanticDiag" && (body as { file: string }).file === file,
      );
      send("geterr", { files: [file], delay: 0 });
      const { body } = await answer;
      return {
        found: (body as { diagnostics: readonly Sent[] }).diagnostics,
        milliseconds: performance.now() - started,
      };
    },
    async event(name) {
      await next(name, ({ event }) => event === name);
    },
    log: () => readFileSync(logFile, "utf8"),
    close: () =>
      new Promise((resolve) => {
        server.once("exit", () => resolve());
        send("exit", {});
      }),
  };
}

/** Calls for each message: a head of one field, an empty line, and JSON. */
function onMessages(server: ChildProcess, call: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  server.stdout?.on("data", (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const [head, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(rest.subarray(0, 100).toString("latin1")) ?? [];
      if (head === undefined || rest.length < head.length + Number(length)) return;
      const body = rest.subarray(head.length, head.length + Number(length)).toString("utf8");
      rest = rest.subarray(head.length + Number(length));
      call(JSON.parse(body) as Message);
    }
  });
}
