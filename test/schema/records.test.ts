import { fileURLToPath } from "node:url";
import { Project, SyntaxKind, ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { schemaRecords } from "../../src/compiler/diagnostics/schema.js";
import { parametersSchema } from "../../src/compiler/schema/parameters-schema.js";

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

const project = new Project({
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    skipLibCheck: true,
    paths: { gatewright: [source("index.ts")], "gatewright/kubernetes": [source("kubernetes/index.ts")] },
  },
});

for (const record of schemaRecords) {
  project.createSourceFile(source(`${record.code}-bad.ts`), record.bad);
  project.createSourceFile(source(`${record.code}-good.ts`), record.good);
}

/** The codes that the parameters of a module's review get; the module must be good TypeScript. */
function codesOf(name: string): readonly string[] {
  const file = project.getSourceFileOrThrow(source(name));
  expect(file.getPreEmitDiagnostics().map((diagnostic) => diagnostic.getMessageText())).toEqual([]);
  const review = file
    .getDescendantsOfKind(SyntaxKind.TypeReference)
    .find((reference) => reference.getTypeName().getText() === "Review");
  const parameters = review?.getTypeArguments()[1]?.compilerNode;
  if (parameters === undefined) throw new Error(`${name} has no Review with parameters`);
  const checker = project.getTypeChecker().compilerObject;
  const codes: string[] = [];
  parametersSchema(checker.getTypeFromTypeNode(parameters), parameters, checker, ({ code }) => codes.push(code));
  return codes;
}

describe("each record's bad example has its problem, and its good one has none", () => {
  for (const { code } of schemaRecords) {
    test(code, () => {
      expect(codesOf(`${code}-bad.ts`)).toEqual([code]);
      expect(codesOf(`${code}-good.ts`)).toEqual([]);
    });
  }
});
