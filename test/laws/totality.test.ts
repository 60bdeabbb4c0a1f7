/** Legal objects, made from the types of what policies review: no error, and the same violations three ways. `npm run fuzz:totality` asks more. */
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { legalValues } from "./totality/legal.js";
import { typesOf } from "./totality/reviewed.js";
import { tamed } from "./totality/tamed.js";
import { checkTotality, folders, shown } from "./totality/totality.js";

describe("legal objects", () => {
  const types = typesOf([]);
  const words = new Set(
    "metadata labels spec template containers initContainers resources limits securityContext ports rules volumes".split(
      " ",
    ),
  );
  const kinds = {
    Pod: "v1",
    Deployment: "apps/v1",
    Ingress: "networking.k8s.io/v1",
    CustomResourceDefinition: "apiextensions.k8s.io/v1",
  };

  it("fit the types that they are made from", () => {
    const legal = legalValues(types.checker, { words, texts: ["nginx"] });
    const lines = Object.entries(kinds).flatMap(([kind, apiVersion]) => {
      const type = types.kindOf(apiVersion, kind);
      if (type === undefined) throw new Error(`there is no ${kind}`);
      return fc
        .sample(legal.of(type), { numRuns: 25, seed: 7 })
        .map((value, at) => `export const ${kind}${at}: ${kind} = ${JSON.stringify(value)};`);
    });
    // The one time that the API server writes as null.
    const text = lines.join("\n").replaceAll('"creationTimestamp":null', '"creationTimestamp":""');
    expect(text).toContain('"limits":{');
    expect(text).toContain('"initContainers":[{');
    expect(
      problemsOf(`import type { ${Object.keys(kinds).join(", ")} } from "gatewright/kubernetes";\n${text}\n`),
    ).toEqual([]);
    expect(
      problemsOf(`import type { Pod } from "gatewright/kubernetes";\nexport const a: Pod = { kind: "Pod" };\n`),
    ).toHaveLength(1);
  });

  it("lose what known deviations are about, and nothing else", () => {
    const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "a b é日" }, count: [2 ** 60, -3, 0.5] };
    const parameters = { "😀": "x\u2028y", list: [null, true, "12345678901234567s"] };
    expect(tamed({ id: "", object, parameters })).toEqual({
      id: "",
      object: { ...object, count: [2 ** 40, -3, 0] },
      parameters: { x: "xxy", list: [null, true, "123456789012345s"] },
    });
  });
});

describe("no legal object makes a policy undefined or an error", () => {
  // A part of them each: all of them take longer than a suite should.
  const chosen = folders.filter((_, at) => at % 9 === 0);

  it(`holds for ${chosen.length} of ${folders.length} policies`, async () => {
    const { failures, cases, violations } = await checkTotality({
      seed: 1,
      seconds: 0,
      casesEach: 15,
      folders: chosen,
    });
    expect(failures.map(shown)).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(chosen.length * 12);
    expect(violations).toBeGreaterThan(chosen.length);
  });
});

/** What TypeScript says about a module of the project. */
function problemsOf(text: string): readonly string[] {
  const file = `${process.cwd()}/totality.ts`;
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(`${process.cwd()}/tsconfig.json`, ts.sys.readFile).config,
    ts.sys,
    process.cwd(),
  );
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true) : read(name, ...rest);
  const program = ts.createProgram([file], { ...options, types: [], checkJs: false }, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
