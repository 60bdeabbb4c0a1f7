import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The folder of the types. */
export const folder = fileURLToPath(new URL("../../src/kubernetes/", import.meta.url));

const options: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  target: ts.ScriptTarget.ES2023,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  noEmit: true,
};

/** Real TypeScript over files in memory that stand beside the types: `./index.js` is `gatewright/kubernetes`. */
export function program(sources: { readonly [name: string]: string }): ts.Program {
  const virtual = new Map(Object.entries(sources).map(([name, text]) => [folder + name, text]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => virtual.get(file) ?? readFile(file);
  host.fileExists = (file) => virtual.has(file) || fileExists(file);
  return ts.createProgram({ rootNames: [...virtual.keys()], options, host });
}

/** `TS2322 at needle` for each error of one source; the text at the error stands for its place. */
export function errors(source: string): readonly string[] {
  const built = program({ "~policy.ts": source });
  return ts
    .getPreEmitDiagnostics(built, built.getSourceFile(`${folder}~policy.ts`))
    .map(({ code, start = 0, length }) => {
      return `TS${code} at ${source.slice(start, start + (length ?? 0))}`;
    });
}
