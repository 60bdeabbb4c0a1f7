import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";

const help = `
OPA is taken from $OPA_BIN, or else from PATH, or else it is the one inside Gatewright. Gatekeeper's own client, the
third side of \`gatewright test\`, is what $GATEWRIGHT_GATEKEEPER names, or else the one that was built into your cache
folder.

Examples:
  $ gatewright doctor             what Gatewright stands on here, and what is missing
  $ OPA_BIN=/opt/opa gatewright doctor
  $ gatewright doctor --json | jq '.findings[] | select(.status != "ok")'

With --json: { format, command, ok, findings[] }; a finding has name, status ("ok"; "absent" and "unused",
which do no harm; or "unusable") and, where they apply, version, path and note.

Exit codes: 0 policies can be built and tested here, 2 something has to be put right.`;

/** `gatewright doctor`: whether this machine has what Gatewright needs. */
export const addDoctor: AddCommand = (program, start) => {
  program
    .command("doctor")
    .summary("show what Gatewright uses here, and what is missing")
    .description(
      "Show versions, the OPA and the Gatekeeper that are used and why, and optional programs, with what it means where one is missing.",
    )
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((options: ReportOptions) =>
      start("doctor", options, async ({ cwd, env, stdout }) => {
        const { examinePackages, examinePrograms, examineRuntime } = await import("../examine.js");
        const { examineEngine } = await import("../examine-engine.js");
        const { examineGatekeeper } = await import("../examine-gatekeeper.js");
        const { doctorReport } = await import("../../report/doctor.js");

        const [engine, gatekeeper, programs] = await Promise.all([
          examineEngine(env),
          examineGatekeeper({ cwd, env }),
          examinePrograms(env),
        ]);
        const findings = [...examineRuntime(), ...engine, gatekeeper, ...programs, ...examinePackages()];
        const code = findings.some(({ status }) => status === "unusable") ? exitCodes.unable : exitCodes.fine;
        const report = doctorReport(findings);
        stdout.write(options.json ? report.json(jsonHead("doctor", code)) : report.pretty(stdout.colour));
        return code;
      }),
    );
};
