import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";

const help = `
Writes a policy that demands labels, its fixtures, a test and a constraint, and beside them package.json, tsconfig.json,
.gitignore and README.md where the folder has none. Nothing is ever overwritten.

Examples:
  $ gatewright init                 in this folder
  $ gatewright init compliance      in a folder of its own, which is made when it is missing

With --json: { format, command, ok, folder, written[], kept[] }, with paths below the folder.

Exit codes: 0 written, 2 nothing written, because files would be overwritten or the folder cannot be used.`;

/** `gatewright init`: a project to start from. */
export const addInit: AddCommand = (program, start) => {
  program
    .command("init")
    .summary("start a project with a policy, its fixtures and a test")
    .description("Start a project: one policy, its fixtures, a test and a constraint, ready to be changed.")
    .argument("[folder]", "where to write (default: this folder)")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((folder: string | undefined, options: ReportOptions) =>
      start("init", options, async ({ cwd, stdout }) => {
        const { resolve } = await import("node:path");
        const { writeStarter } = await import("../write-starter.js");
        const { initReport } = await import("../../report/init.js");

        const report = initReport(writeStarter(resolve(cwd, folder ?? ".")), folder ?? ".");
        stdout.write(options.json ? report.json(jsonHead("init", exitCodes.fine)) : report.pretty(stdout.colour));
        return exitCodes.fine;
      }),
    );
};
