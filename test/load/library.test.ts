import { expect, test } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { mentionsRareTypes, withoutRareTypes } from "../../src/compiler/load/library.js";
import { loadProgram } from "../../src/compiler/load/program.js";
import { getLibFiles, ts } from "../../src/compiler/typescript.js";
import { memoryHost } from "../diagnostics/memory-host.js";

const whole = new Map(getLibFiles().map(({ fileName, text }) => [`/lib/${fileName}`, text]));
const narrow = new Map([...whole].map(([path, text]) => [path, withoutRareTypes(text)]));

function program(library: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    lib: ["lib.es2023.d.ts", "lib.esnext.collection.d.ts"],
    strict: true,
    types: [],
    skipLibCheck: false,
  };
  const text = (path: string) => (path === "/module.ts" ? "export {};" : library.get(path));
  return ts.createProgram({
    rootNames: ["/module.ts"],
    options,
    host: {
      fileExists: (path) => text(path) !== undefined,
      readFile: text,
      getSourceFile: (path, version) => {
        const found = text(path);
        return found === undefined ? undefined : ts.createSourceFile(path, found, version);
      },
      getDefaultLibFileName: () => "/lib/lib.es2023.d.ts",
      getDefaultLibLocation: () => "/lib",
      getCurrentDirectory: () => "/",
      getCanonicalFileName: (path) => path,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      writeFile: () => undefined,
    },
  });
}

function globalNames(library: ReadonlyMap<string, string>): readonly string[] {
  const given = program(library);
  const module = given.getSourceFile("/module.ts") as ts.SourceFile;
  const every = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace;
  return given
    .getTypeChecker()
    .getSymbolsInScope(module, every)
    .map(({ name }) => name);
}

test("what is left speaks of nothing that was left out", () => {
  expect(whole.size).toBeGreaterThan(50);
  expect(ts.getPreEmitDiagnostics(program(narrow)).map(({ messageText }) => messageText)).toEqual([]);
});

test("binary data and reflection are left out, and nothing else", () => {
  const left = new Set(globalNames(narrow));
  const gone = globalNames(whole).filter((name) => !left.has(name));
  expect(gone.length).toBeGreaterThan(30);
  expect(
    gone.filter((name) => !/Array|ArrayBuffer|Atomics|DataView|Proxy|Reflect|WeakRef|Finalization/.test(name)),
  ).toEqual([]);
  expect(gone.filter((name) => /^(?:Readonly|Concat)?Array(?:Like|Constructor)?$/.test(name))).toEqual([]);
});

test("each name that is left out brings the whole library back where a file has it", () => {
  const left = new Set(globalNames(narrow));
  const gone = globalNames(whole).filter((name) => !left.has(name));
  expect(gone.filter((name) => !mentionsRareTypes(`let x: ${name};`))).toEqual([]);
});

test("a module that uses binary data is told what is wrong with it, not that there is no such thing", () => {
  const text = 'import "./data.js";\nexport {};';
  const data = "export const bytes: Uint8Array = new Uint8Array(2);\nexport const text: string = bytes;";
  const { diagnostics } = compile(["/project/policy.ts"], memoryHost({ "policy.ts": text, "data.ts": data }));
  const said = diagnostics.map(({ message }) => message).join("\n");
  expect(said).toContain("Type 'Uint8Array<ArrayBufferLike>' is not assignable to type 'string'");
  expect(said).not.toContain("Cannot find name");
});

test("a policy brings those of gatewright's functions that it imports, and no other", () => {
  const filesOf = (text: string) => {
    const { program } = loadProgram(["/project/policy.ts"], memoryHost({ "policy.ts": text }));
    return program.getSourceFiles().flatMap(({ fileName }) => /\/(library\/.+)$/.exec(fileName)?.[1] ?? []);
  };
  expect(filesOf('import { matches, policy, type Review } from "gatewright";')).toEqual([]);
  expect(filesOf('import { podSpecOf } from "gatewright";')).toEqual(["library/workloads.ts"]);
  expect(filesOf('import * as gatewright from "gatewright";').length).toBeGreaterThan(1);
});
