import { type AddCommand, jsonHead, type ReportOptions } from "../command.js";
import { exitCodes } from "../exit-codes.js";

interface TypesOptions extends ReportOptions {
  readonly fromDir?: readonly string[];
  readonly out?: string;
}

const help = `
Each kind becomes an interface for each version that is served, with the documentation of its fields. Used as the kinds
of "gatewright/kubernetes" are, in \`Review<Certificate, Parameters>\`, it gives the group and the kind that a policy
matches. One name for several versions is that of the newest; the others carry theirs: \`CertificateV1alpha2\`.

Without --out, the module is printed. An --out that ends with .ts is one file; any other is a folder, with a file for
each group and version. Files that the command did not write are never overwritten, and when something is wrong nothing
is written. The same definitions give the same bytes.

Examples:
  $ gatewright types crd.yaml --out types/certificates.ts
  $ gatewright types --from-dir charts/crds --out types
  $ kubectl get crd -o yaml > crds.yaml && gatewright types crds.yaml --out types

With --json: { format, command, ok, out, files[], kinds[], text }; a file has path (below out, where that is a folder)
and bytes; a kind has name (of the interface), apiVersion, kind and, in a folder, file; text is the module, where there
is no out.

Exit codes: 0 written or printed, 2 no definitions, or no way to read or write them.`;

/** `gatewright types`: custom resources in TypeScript. */
export const addTypes: AddCommand = (program, start) => {
  program
    .command("types")
    .summary("write types for custom resources")
    .description("Write TypeScript types for custom resources, from their CustomResourceDefinitions.")
    .argument("[files...]", "YAML or JSON with CustomResourceDefinitions; other objects in them are passed over")
    .option("--from-dir <folder...>", "folders to search for such files")
    .option("-o, --out <path>", "where to write: a file that ends with .ts, or a folder")
    .option("--json", "print the result as JSON")
    .addHelpText("after", help)
    .action((files: string[], options: TypesOptions) =>
      start("types", options, async ({ cwd, stdout }) => {
        const { findDefinitions } = await import("../find-definitions.js");
        const { writeTypes } = await import("../write-types.js");
        const { typesReport } = await import("../../report/types.js");

        const report = typesReport(writeTypes(findDefinitions(files, options.fromDir ?? [], cwd), options.out, cwd));
        stdout.write(options.json ? report.json(jsonHead("types", exitCodes.fine)) : report.pretty(stdout.colour));
        return exitCodes.fine;
      }),
    );
};
