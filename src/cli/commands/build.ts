import type { RegoVersion } from "../../gatekeeper/rego-version.js";
import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { UsageError } from "../usage-error.js";

interface BuildOptions extends ReportOptions {
  readonly out: string;
  readonly explain?: true;
  readonly rego: RegoVersion;
}

const help = `
For each policy it writes templates/<kind>.yaml and rego/<kind>.rego; beside them constraints/, sync.yaml and suites/
where the project declares them, kustomization.yaml, and policies.wasm and bundle.tar.gz, which hold all policies; in
library/ the templates once more, in the folders that \`gator policy generate-catalog\` reads.
With --explain each file in rego/ has a source map beside it, and the rules are listed with their lines.
Nothing is written when there are errors. The same sources give the same bytes.

Examples:
  $ gatewright build                                everything below this folder, into dist
  $ gatewright build policies --out deploy/policies
  $ gatewright build --explain
  $ gatewright build --rego v0                      for Gatekeeper 3.13 to 3.18
  $ gatewright build && kubectl apply --kustomize dist
  $ gatewright build --json | jq -r '.files[].path'

With --json: { format, command, ok, out, files[], removed[], unchanged, warnings[], policies[], constraints[],
diagnostics[] }; a file has path (below out, as those of removed) and bytes (its size); unchanged counts the files that
were there already; with --explain explained[] too, of path and rules (name, line, endLine, origins[]: file, line,
column, endLine, endColumn; the first is where the rule itself stands, the others are what it asks); policies,
constraints and diagnostics are as in \`check --json\`.

Exit codes: 0 written, 1 errors in policies and nothing written, 2 nothing to build, or no way to build or write it.`;

/** `gatewright build`: policies become what a cluster and OPA take. */
export const addBuild: AddCommand = (program, start) => {
  program
    .command("build")
    .summary("write templates, constraints, Rego and a bundle")
    .description(
      "Compile policies to Gatekeeper's templates and constraints, readable Rego, policies.wasm and an OPA bundle.",
    )
    .argument("[paths...]", "policy files, and folders to search (default: this folder)")
    .option("-o, --out <folder>", "where to write; made when it is missing", "dist")
    .option("--rego <version>", "Rego of the templates: v1, or v0 for Gatekeeper before 3.19", "v1")
    .option("--explain", "tell which lines of TypeScript each rule comes from")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((paths: string[], options: BuildOptions) =>
      start("build", options, async (terminal) => {
        const { rego } = options;
        if (rego !== "v0" && rego !== "v1")
          throw new UsageError(
            `There is no version ${String(rego)} of Rego.`,
            "Give v1, or v0 for Gatekeeper before 3.19.",
          );
        const { findPolicies } = await import("../find-policies.js");
        const entries = findPolicies(paths, terminal.cwd);
        const { build } = await import("../build.js");
        const { buildReport } = await import("../../report/build.js");

        const result = await build(entries, { out: options.out, rego, explain: options.explain === true }, terminal);
        const code = result.files === undefined ? exitCodes.findings : exitCodes.fine;
        const report = buildReport(result);
        const { stdout } = terminal;
        stdout.write(options.json ? report.json(jsonHead("build", code)) : report.pretty(stdout.colour));
        return code;
      }),
    );
};
