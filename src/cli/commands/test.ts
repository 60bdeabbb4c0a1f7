import type { Tested } from "../../report/test-run.js";
import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";

interface TestCommandOptions extends ReportOptions {
  readonly watch?: true;
  readonly verbose?: true;
}

const help = `
Beside a policy, fixtures/allowed-*.yaml and fixtures/denied-*.yaml hold Kubernetes objects or AdmissionReviews; a
document \`apiVersion: gatewright.dev/v1, kind: Fixture\` before them gives parameters, inventory, namespace and the exact
messages. Tests in *.test.ts use vitest with \`toAllow\` and \`toDeny\` from "gatewright/testing". Everything is run
as TypeScript, as policy.wasm and, where it is at hand, by Gatekeeper itself; all of them have to agree.

Examples:
  $ gatewright test                               everything below this folder
  $ gatewright test policies/labels
  $ gatewright test --watch                       again after every change, until Ctrl+C
  $ gatewright test --json | jq '.files[].tests[] | select(.state == "failed")'

With --json: { format, command, ok, counts, files[], errors[], untested[], diagnostics[] }; a file has file,
errors[] and tests[], each with name, state ("passed", "failed" or "skipped"), milliseconds and errors[]; an error has
message and, where it applies, place (file, line, column); untested lists kinds; diagnostics are as in \`check --json\`.

Exit codes: 0 all passed, 1 a test failed or a policy does not compile, 2 nothing to test. A watch ends with 130.`;

/** `gatewright test`: policies against their fixtures and tests. */
export const addTest: AddCommand = (program, start) => {
  program
    .command("test")
    .summary("run policies against their fixtures and tests")
    .description("Run policies against their fixtures and tests, as TypeScript and as the policy.wasm made of it.")
    .argument("[paths...]", "policies, tests, and folders to search (default: this folder)")
    .option("-w, --watch", "run again after every change")
    .option("-v, --verbose", "name each test and fixture, not only those that fail")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((paths: string[], options: TestCommandOptions) =>
      start("test", options, async (terminal) => {
        if (options.watch && options.json) {
          throw new UsageError("--watch and --json exclude each other.", "Leave one of them out.");
        }
        const { findPolicies } = await import("../find-policies.js");
        findPolicies(paths, terminal.cwd);
        const { testPolicies } = await import("../test-policies.js");
        const { testReport } = await import("../../report/test-run.js");
        const { sourceLines } = await import("../source-lines.js");
        const { writeError } = await import("../start.js");

        const { stdout, cwd } = terminal;
        const report = (tested: Tested) => testReport(tested, sourceLines(cwd), options.verbose);
        const code = ({ run }: Tested) => (run?.ok ? exitCodes.fine : exitCodes.findings);
        if (options.watch) {
          const stop = interruption();
          const onResult = (tested: Tested) => stdout.write(`${report(tested).pretty(stdout.colour)}\n`);
          const onUsageError = (error: UsageError) => writeError(terminal, error);
          await testPolicies(paths, terminal, { signal: stop, onResult, onUsageError });
          return exitCodes.interrupted;
        }
        const tested = await testPolicies(paths, terminal);
        const result = report(tested);
        stdout.write(options.json ? result.json(jsonHead("test", code(tested))) : result.pretty(stdout.colour));
        return code(tested);
      }),
    );
};

/** Comes with the first Ctrl+C; the second one ends the process as usual. */
function interruption(): AbortSignal {
  const stop = new AbortController();
  const onInterrupt = () => {
    stop.abort();
    // Vitest, once it runs, ends the process itself, with this code.
    process.exitCode = exitCodes.interrupted;
    // Not at once: other listeners of the same signal look whether the program handles it itself.
    setImmediate(() => process.off("SIGINT", onInterrupt));
  };
  process.on("SIGINT", onInterrupt);
  return stop.signal;
}
