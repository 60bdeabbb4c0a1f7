import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { startProgress } from "../progress.js";

const help = `
A folder is searched for policy modules: TypeScript files that import \`policy\` or \`constraint\` from
"gatewright". Folders named node_modules, dist and fixtures are left out, as are *.d.ts and *.test.ts.

Examples:
  $ gatewright check                          everything below this folder
  $ gatewright check policies/labels/policy.ts
  $ gatewright check --json | jq '.diagnostics[] | "\\(.file):\\(.line) \\(.message)"'

With --json: { format, command, ok, policies[], constraints[], diagnostics[] }; a diagnostic has code, severity
and message and, where they apply, help, file, line, column, endLine, endColumn and sourceLine.

Exit codes: 0 no errors (there may be warnings), 1 errors, 2 nothing to check.`;

/** `gatewright check`: the diagnostics of policies, and nothing written. */
export const addCheck: AddCommand = (program, start) => {
  program
    .command("check")
    .summary("find mistakes in policies, and write nothing")
    .description("Find mistakes in policies: TypeScript's own, and what cannot become Rego. Writes nothing.")
    .argument("[paths...]", "policy files, and folders to search (default: this folder)")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((paths: string[], options: ReportOptions) =>
      start("check", options, async (terminal) => {
        const { findPolicies } = await import("../find-policies.js");
        const { nodeHost } = await import("../host.js");
        const { count } = await import("../../report/diagnostics.js");
        const { checkReport } = await import("../../report/check.js");

        const progress = startProgress(terminal.stderr);
        try {
          const entries = findPolicies(paths, terminal.cwd);
          progress.step(`Checking ${count(entries.length, "file")}`);
          const { compile } = await import("../../compiler/index.js");
          const compilation = compile(entries, nodeHost(terminal.cwd), { mistakes: true });
          progress.done();

          const failed = compilation.diagnostics.some((diagnostic) => diagnostic.severity === "error");
          const code = failed ? exitCodes.findings : exitCodes.fine;
          const report = checkReport(compilation);
          terminal.stdout.write(
            options.json ? report.json(jsonHead("check", code)) : report.pretty(terminal.stdout.colour),
          );
          return code;
        } finally {
          progress.done();
        }
      }),
    );
};
