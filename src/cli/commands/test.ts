import type { Tested } from "../../report/test-run.js";
import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { interruption } from "../interruption.js";
import { UsageError } from "../usage-error.js";

interface TestCommandOptions extends ReportOptions {
  readonly filter?: string;
  readonly watch?: true;
  readonly verbose?: true;
}

const help = `
Beside a policy, fixtures/allowed-*.yaml and fixtures/denied-*.yaml hold Kubernetes objects or AdmissionReviews; a
document \`apiVersion: gatewright.dev/v1, kind: Fixture\` before them gives parameters, inventory, namespace, now (the
time that \`now()\` tells), externalData (what providers say) and the exact messages. Tests in *.test.ts use vitest with
\`toAllow\` and \`toDeny\` from "gatewright/testing". Everything is run as TypeScript, as policy.wasm and, where it is at
hand, by Gatekeeper itself; all of them have to agree.

Examples:
  $ gatewright test                               everything below this folder
  $ gatewright test policies/labels
  $ gatewright test policies/labels/fixtures/denied-none.yaml
  $ gatewright test --filter "denied-.* Pod"      tests whose names match
  $ gatewright test --watch                       again after every change, until Ctrl+C
  $ gatewright test --json | jq '.files[].tests[] | select(.state == "failed")'

With --json: { format, command, ok, counts, milliseconds, engines[], files[], errors[], untested[], diagnostics[] }; a
file has file, errors[] and tests[], each with name, state ("passed", "failed" or "skipped"), milliseconds and errors[];
an error has message and, where they apply, place (file, line, column), expected, actual and diff; engines are the sides
that were compared; untested lists kinds; diagnostics are as in \`check --json\`. What tests print goes to stderr.

Exit codes: 0 all passed, 1 a test failed or a policy does not compile, 2 nothing to test. A watch ends with 130.`;

/** `gatewright test`: policies against their fixtures and tests. */
export const addTest: AddCommand = (program, start) => {
  program
    .command("test")
    .summary("run policies against their fixtures and tests")
    .description(
      "Run policies against their fixtures and tests: as TypeScript, as policy.wasm and by Gatekeeper itself.",
    )
    .argument("[paths...]", "policies, tests, fixtures, and folders to search (default: this folder)")
    .option("-w, --watch", "run again after every change")
    .option("-t, --filter <pattern>", "only tests whose names match, as a regular expression")
    .option("--verbose", "name each test and fixture, not only those that fail, as for a single file")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((paths: string[], options: TestCommandOptions) =>
      start("test", options, async (terminal) => {
        if (options.watch && options.json) {
          throw new UsageError("--watch and --json exclude each other.", "Leave one of them out.");
        }
        const filter = options.filter === undefined ? undefined : pattern(options.filter);
        const { findPolicies } = await import("../find-policies.js");
        const { selectTests } = await import("../select-tests.js");
        findPolicies(selectTests(paths, terminal.cwd).policies, terminal.cwd);
        const { testPolicies } = await import("../test-policies.js");
        const { describeChange, testReport, watching } = await import("../../report/test-run.js");
        const { sourceLines } = await import("../source-lines.js");
        const { writeError } = await import("../start.js");

        const { stdout, cwd } = terminal;
        const report = (tested: Tested) => testReport(tested, sourceLines(cwd), options.verbose);
        const code = ({ run }: Tested) => (run?.ok ? exitCodes.fine : exitCodes.findings);
        if (options.watch) {
          const stop = interruption();
          const { colour, write } = stdout;
          const onResult = (tested: Tested) => write(`${report(tested).pretty(colour)}${watching(colour)}\n`);
          const onChange = (files: readonly string[]) => write(describeChange(files, colour));
          const onUsageError = (error: UsageError) => writeError(terminal, error);
          await testPolicies({ paths, filter, watch: { signal: stop, onResult, onChange, onUsageError } }, terminal);
          return exitCodes.interrupted;
        }
        const tested = await testPolicies({ paths, filter }, terminal);
        const result = report(tested);
        stdout.write(options.json ? result.json(jsonHead("test", code(tested))) : result.pretty(stdout.colour));
        return code(tested);
      }),
    );
};

function pattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new UsageError(
      `--filter ${text} is not a regular expression: ${(error as Error).message.replace(/^.*: /, "")}.`,
      "Put a backslash before each of ( ) [ ] { } . * + ? ^ $ | that stands for itself.",
    );
  }
}
