import { Command, CommanderError } from "commander";
import { colours } from "../report/colour.js";
import type { Start } from "./command.js";
import { commands } from "./commands/index.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { readPackage } from "./own-package.js";
import { startWork } from "./start.js";
import type { Terminal } from "./terminal.js";

const examples = `
Examples:
  $ gatewright init && npm install     start a project with a policy, its fixtures and a test
  $ gatewright check                   find mistakes in the policies below this folder
  $ gatewright test                    run each policy against its fixtures
  $ gatewright build --out dist        write what \`kubectl apply --kustomize dist\` takes
  $ gatewright explain GW1001          say why a diagnostic is one, and what to write instead

Exit codes: 0 fine, 1 findings (errors in policies, failing tests), 2 wrong use or environment.
Colour follows the terminal, NO_COLOR and FORCE_COLOR.`;

/** Runs one command line (without the program's name) and gives its exit code. Never throws. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.fine;
  const start: Start = async (command, options, work) => {
    exitCode = await startWork(terminal, command, options, work);
  };
  try {
    await program(terminal, start).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.unable;
    return await startWork(terminal, "", {}, async () => {
      throw error;
    });
  }
}

function program(terminal: Terminal, start: Start): Command {
  const { stdout, stderr } = terminal;
  const paint = colours(stderr.colour);
  const root = new Command("gatewright")
    .description(
      "Kubernetes admission policies in TypeScript: compiled to Rego for Gatekeeper, tested through OPA before they ship.",
    )
    .version(readPackage().version, "-v, --version", "print the version")
    .helpOption("-h, --help", "show how to use a command, with examples")
    .helpCommand("help [command]", "the same as `gatewright <command> --help`")
    .addHelpText("after", examples)
    .exitOverride()
    .configureHelp({ helpWidth: 100 })
    .configureOutput({
      writeOut: stdout.write,
      writeErr: stderr.write,
      getOutHasColors: () => stdout.colour,
      getErrHasColors: () => stderr.colour,
      outputError: (text, write) => write(wrongUse(text, paint.bold(paint.red("error:")), paint.bold("help:"))),
    });
  for (const addCommand of commands) addCommand(root, start);
  return root;
}

/** Commander's `error: what` and `(Did you mean …?)`, in the form of every other error. */
function wrongUse(text: string, error: string, help: string): string {
  const [what = "", suggestion] = text
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}`.replace(/\.?$/, ".");
  const advice =
    suggestion?.replace(/^\((.*)\)$/, "$1") ??
    "`gatewright --help` lists commands, `gatewright <command> --help` their options.";
  return `${error} ${sentence}\n${help} ${advice}\n`;
}
