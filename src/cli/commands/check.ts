import type { Compilation, SourceHost } from "../../compiler/index.js";
import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { interruption } from "../interruption.js";
import { startProgress } from "../progress.js";
import type { Terminal } from "../terminal.js";
import { UsageError } from "../usage-error.js";

interface CheckOptions extends ReportOptions {
  readonly fix?: true;
  readonly dryRun?: true;
  readonly watch?: true;
  readonly maxWarnings?: string;
}

const help = `
A folder is searched for policy modules: TypeScript files that import \`policy\` or \`constraint\` from
"gatewright". Folders named node_modules, dist and fixtures are left out, as are *.d.ts and *.test.ts.

Warnings say what compiles and is most likely a mistake. One that is right where it stands is ignored by a comment at
the end of its line, or on a line of its own above it: // gatewright-ignore GW5006: why
--fix makes the changes that are certain, in files below this folder: all of them, or none when one cannot be written.

Examples:
  $ gatewright check                          everything below this folder
  $ gatewright check policies/labels/policy.ts
  $ gatewright check --fix                    write the fixes that are certain
  $ gatewright check --fix --dry-run          show them
  $ gatewright check --watch                  again after every change, until Ctrl+C
  $ gatewright check --max-warnings 0         fail for warnings as well
  $ gatewright check --json | jq '.diagnostics[] | "\\(.file):\\(.line) \\(.message)"'

With --json: { format, command, ok, policies[], constraints[], diagnostics[] }; a diagnostic has code, severity
and message and, where they apply, help, file, line, column, endLine, endColumn, sourceLine and fix[] (the changes that
put it right: file, line, column, endLine, endColumn and the text that is to stand there). With --fix also fixed[], of
file and fixes (how many). With --watch each run prints one line.

Exit codes: 0 no errors (there may be warnings, up to --max-warnings), 1 errors, 2 nothing to check. A watch ends with
130.`;

/** `gatewright check`: the diagnostics of policies; only `--fix` writes anything. */
export const addCheck: AddCommand = (program, start) => {
  program
    .command("check")
    .summary("find mistakes in policies, and put them right where that is certain")
    .description(
      "Find mistakes in policies: TypeScript's own, what cannot become Rego, and what is most likely not meant.",
    )
    .argument("[paths...]", "policy files, and folders to search (default: this folder)")
    .option("--fix", "write the fixes that are certain")
    .option("--dry-run", "with --fix: show them, and write nothing")
    .option("-w, --watch", "check again after every change")
    .option("--max-warnings <number>", "fail when there are more warnings")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((paths: string[], options: CheckOptions) =>
      start("check", options, async (terminal) => {
        const most = options.maxWarnings === undefined ? undefined : wholeNumber(options.maxWarnings);
        if (options.dryRun && !options.fix) throw new UsageError("--dry-run needs --fix.", "Add --fix.");
        if (options.watch && options.fix)
          throw new UsageError("--watch and --fix exclude each other.", "Leave one of them out.");
        if (options.watch) return await watch(paths, options, most, terminal);
        return await checkOnce(paths, options, most, terminal);
      }),
    );
};

async function checkOnce(
  paths: readonly string[],
  options: CheckOptions,
  most: number | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const { findPolicies } = await import("../find-policies.js");
  const { nodeHost } = await import("../host.js");
  const { count } = await import("../../report/diagnostics.js");
  const { checkReport } = await import("../../report/check.js");

  const progress = startProgress(terminal.stderr);
  try {
    const entries = findPolicies(paths, terminal.cwd);
    progress.step(`Checking ${count(entries.length, "file")}`);
    const { compile } = await import("../../compiler/index.js");
    const host = nodeHost(terminal.cwd);
    const check = (given: SourceHost) => compile(entries, given, { mistakes: true });
    const fixed = options.fix
      ? (await import("../fix-files.js")).fixFiles(check, host, { write: !options.dryRun })
      : undefined;
    const compilation = fixed === undefined || options.dryRun ? check(host) : fixed.compilation;
    progress.done();

    const code = codeOf(compilation, most);
    const fixes = fixed === undefined ? {} : { fixes: { files: fixed.files, written: !options.dryRun } };
    const report = checkReport({ ...compilation, ...fixes, ...(most === undefined ? {} : { most }) });
    const { stdout } = terminal;
    stdout.write(options.json ? report.json(jsonHead("check", code)) : report.pretty(stdout.colour));
    return code;
  } finally {
    progress.done();
  }
}

function codeOf({ diagnostics }: Compilation, most = Number.POSITIVE_INFINITY): ExitCode {
  const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
  return warnings > most || diagnostics.length > warnings ? exitCodes.findings : exitCodes.fine;
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--max-warnings ${text} is not a whole number.`, "Give 0 or more: `--max-warnings 0`.");
}

async function watch(
  paths: readonly string[],
  options: CheckOptions,
  most: number | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  const { watchPolicies } = await import("../watch-policies.js");
  const { checkReport, watchedReport } = await import("../../report/check.js");
  const { jsonLine } = await import("../../report/json.js");
  const { writeError } = await import("../start.js");
  const { stdout } = terminal;
  await watchPolicies(paths, terminal.cwd, {
    signal: interruption(),
    onResult: (compilation, milliseconds) => {
      const report = checkReport({ ...compilation, ...(most === undefined ? {} : { most }) });
      if (options.json) stdout.write(report.jsonLine(jsonHead("check", codeOf(compilation, most))));
      else stdout.write(watchedReport(report.pretty(stdout.colour), milliseconds, stdout));
    },
    onUsageError: (error) => {
      const { message, help } = error;
      const told = help === undefined ? { message } : { message, help };
      if (options.json) stdout.write(jsonLine({ ...jsonHead("check", exitCodes.unable), error: told }));
      writeError(terminal, error);
    },
  });
  return exitCodes.interrupted;
}
