import { Project, ts } from "ts-morph";
import { fillIn } from "../../src/compiler/diagnostics/record.js";
import { schemaRecords } from "../../src/compiler/diagnostics/schema.js";
import { parametersSchema } from "../../src/compiler/schema/parameters-schema.js";
import type { OpenApiSchema } from "../../src/model.js";

export interface ReadParameters {
  readonly schema: OpenApiSchema | undefined;
  /** `GW3001 at since: Date has no schema…`, in the order of the reports. */
  readonly problems: readonly string[];
}

/** One project for all, because most of the time would go into reading TypeScript's library. */
const project = new Project({
  useInMemoryFileSystem: true,
  compilerOptions: { strict: true, target: ts.ScriptTarget.ES2023, lib: ["lib.es2023.d.ts"], types: [] },
});
project.createSourceFile("/gatewright.d.ts", 'declare module "gatewright" { export type Integer = number; }');

/** What the compiler makes of `Parameters` in a module; the module must be good TypeScript. */
export function readParameters(source: string, before = ""): ReadParameters {
  project.getSourceFile("/before.ts")?.delete();
  if (before !== "") project.createSourceFile("/before.ts", before, { overwrite: true });
  const file = project.createSourceFile("/policy.ts", `${source}\nexport type Root = Parameters;\n`, {
    overwrite: true,
  });
  const errors = [file, ...project.getSourceFiles("/before.ts")]
    .flatMap((each) => each.getPreEmitDiagnostics())
    .map((diagnostic) => JSON.stringify(diagnostic.getMessageText()));
  if (errors.length > 0) throw new Error(`the test's module does not compile: ${errors.join("; ")}`);
  const checker = project.getTypeChecker().compilerObject;
  const root = file.getTypeAliasOrThrow("Root").getTypeNodeOrThrow().compilerNode;
  const problems: string[] = [];
  const schema = parametersSchema(checker.getTypeFromTypeNode(root), root, checker, ({ code, node, args }) => {
    const record = schemaRecords.find((candidate) => candidate.code === code);
    if (record === undefined) throw new Error(`${code} has no record`);
    for (const [, place = ""] of `${record.message} ${record.help}`.matchAll(/\{(\w+)\}/g)) {
      if (!Object.hasOwn(args, place)) throw new Error(`${code} lacks ${place}`);
    }
    problems.push(`${code} at ${node.getText()}: ${fillIn(record.message, args)}`);
  });
  return { schema, problems };
}

/** The schema of an interface with these members; there must be no problem. */
export function schemaOf(members: string, declarations = ""): OpenApiSchema | undefined {
  const { schema, problems } = readParameters(`${declarations}\nexport interface Parameters {\n${members}\n}`);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return schema;
}

/** The problems of an interface with these members. */
export function problemsOf(members: string, declarations = ""): readonly string[] {
  return readParameters(`${declarations}\nexport interface Parameters {\n${members}\n}`).problems;
}
