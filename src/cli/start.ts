import { colours } from "../report/colour.js";
import { printableLines } from "../report/columns.js";
import { jsonText } from "../report/json.js";
import { jsonHead, type ReportOptions, type Work } from "./command.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { readPackage } from "./own-package.js";
import type { Terminal } from "./terminal.js";
import { fromSystemError, UsageError } from "./usage-error.js";

/**
 * Runs the work of a command and gives its exit code. A usage error becomes its text; anything else that is thrown is a
 * bug of ours and becomes one short message, with the stack only under GATEWRIGHT_DEBUG=1.
 */
export async function startWork(
  terminal: Terminal,
  command: string,
  options: ReportOptions,
  work: Work,
): Promise<ExitCode> {
  try {
    return await work(terminal);
  } catch (error) {
    const told = explain(error, command);
    writeError(terminal, told);
    if (terminal.env.GATEWRIGHT_DEBUG && error instanceof Error) terminal.stderr.write(`${error.stack}\n`);
    if (options.json) {
      const { message, help } = told;
      const report = {
        ...jsonHead(command, exitCodes.unable),
        error: help === undefined ? { message } : { message, help },
      };
      terminal.stdout.write(jsonText(report));
    }
    return exitCodes.unable;
  }
}

/** Writes a message and what to do about it to stderr. */
export function writeError({ stderr }: Terminal, { message, help }: Told): void {
  const paint = colours(stderr.colour);
  stderr.write(`${paint.bold(paint.red("error:"))} ${printableLines(message)}\n`);
  if (help !== undefined) stderr.write(`${paint.bold("help:")} ${printableLines(help)}\n`);
}

interface Told {
  readonly message: string;
  readonly help?: string | undefined;
}

function explain(error: unknown, command: string): Told {
  const usage = error instanceof UsageError ? error : fromSystemError(error);
  if (usage !== undefined) return usage;
  // Told by their names: importing the classes would load their parts for every command.
  if (error instanceof Error && error.name === "OpaError") {
    return { message: error.message, help: "`gatewright doctor` shows which OPA is used here, and why." };
  }
  if (error instanceof Error && error.name === "GatekeeperError") {
    return {
      message: error.message,
      help: "Without it, TypeScript and policy.wasm are compared; see `gatewright doctor`.",
    };
  }
  const { version, bugs } = readPackage();
  const where = bugs?.url === undefined ? "" : ` at ${bugs.url}`;
  return {
    message: `Gatewright ${version} failed: ${error instanceof Error ? error.message : String(error)}`,
    help: `This is a bug of Gatewright, not of your policies. Please report it${where}, with what \`GATEWRIGHT_DEBUG=1 gatewright ${command} …\` prints.`,
  };
}
