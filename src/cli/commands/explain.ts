import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { either, nearest } from "../nearest.js";
import { UsageError } from "../usage-error.js";

const help = `
Examples:
  $ gatewright explain            every code, with its name
  $ gatewright explain GW1001     one diagnostic: why it is one, a module that gets it, and the module put right

With --json: { format, command, ok, records[] }; a record has code, severity, title, message, help, why, bad
and good. TypeScript's own codes (TS2322) have no record.`;

/** `gatewright explain`: the permanent record of a diagnostic. */
export const addExplain: AddCommand = (program, start) => {
  program
    .command("explain")
    .summary("say why a diagnostic is one, and what to write instead")
    .description("Explain a diagnostic: why it is one, an example that gets it, and the example put right.")
    .argument("[code]", "such as GW1001 (default: list every code)")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((code: string | undefined, options: ReportOptions) =>
      start("explain", options, async (terminal) => {
        const { records, findRecord } = await import("../../compiler/diagnostics/index.js");
        const { explainReport } = await import("../../report/explain.js");

        const { stdout } = terminal;
        const head = jsonHead("explain", exitCodes.fine);
        const foreign = code === undefined ? undefined : typescriptOwn(code);
        if (foreign !== undefined) {
          stdout.write(options.json ? explainReport([]).json(head) : `${foreign}\n`);
          return exitCodes.fine;
        }
        const record = code === undefined ? undefined : findRecord(code);
        if (code !== undefined && record === undefined) {
          throw unknownCode(
            code,
            records.map((known) => known.code),
          );
        }
        const report = explainReport(record === undefined ? records : [record]);
        if (options.json) stdout.write(report.json(head));
        else stdout.write(record === undefined ? report.list(stdout.colour) : report.pretty(stdout.colour));
        return exitCodes.fine;
      }),
    );
};

/** What there is to say about a code of TypeScript's own, such as TS2322. */
function typescriptOwn(code: string): string | undefined {
  const [, number] = /^TS-?(\d+)$/i.exec(code) ?? [];
  if (number === undefined) return undefined;
  return `TS${number} is a diagnostic of TypeScript itself: its message says what is wrong, and Gatewright keeps no record of it.
A search for "TypeScript error ${number}" finds more; \`gatewright explain\` lists Gatewright's own codes.`;
}

function unknownCode(code: string, known: readonly string[]): UsageError {
  const near = nearest(/^\d+$/.test(code) ? `GW${code}` : code, known);
  const advice = near.length > 0 ? `Did you mean ${either(near)}? ` : "";
  return new UsageError(`There is no diagnostic ${code}.`, `${advice}\`gatewright explain\` lists every code.`);
}
