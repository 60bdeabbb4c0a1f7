/** Policies as modules, with another text in the place of one of their files. Nothing is written. */
import { dirname, join } from "node:path";
import ts from "typescript";
import * as gatewright from "../../src/index.js";
import * as kubernetes from "../../src/kubernetes/index.js";
import type { AnyPolicy } from "../../src/language/evaluate.js";

/** The texts of modules, by their absolute paths. */
export type Texts = ReadonlyMap<string, string>;

/** A text as JavaScript; equal for texts that mean the same in types only. */
export function javascriptOf(text: string): string {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2023,
    removeComments: true,
  };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/**
 * Gives policies by their paths.
 *
 * @param code JavaScript by path, of every file that may be imported
 * @param changed what stands in for one of them
 */
export function loadPolicy(
  path: string,
  code: ReadonlyMap<string, string>,
  changed: { readonly path?: string; readonly code?: string } = {},
): AnyPolicy {
  const loaded = new Map<string, object>();
  const load = (file: string): object => {
    const done = loaded.get(file);
    if (done !== undefined) return done;
    const text = file === changed.path ? changed.code : code.get(file);
    if (text === undefined) throw new Error(`${file} is not among the files`);
    const exported = {};
    loaded.set(file, exported);
    const run = new Function("exports", "require", text);
    run(exported, (specifier: string) => {
      if (specifier === "gatewright") return gatewright;
      if (specifier === "gatewright/kubernetes") return kubernetes;
      return load(join(dirname(file), specifier).replace(/\.js$/, ".ts"));
    });
    return exported;
  };
  return (load(path) as { readonly default: AnyPolicy }).default;
}

/** The files that a module imports, and those that they do, itself first. */
export function filesOf(path: string, texts: Texts): readonly string[] {
  const found = new Set<string>();
  const add = (file: string) => {
    const text = texts.get(file);
    if (text === undefined || found.has(file)) return;
    found.add(file);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith(".")) add(join(dirname(file), fileName).replace(/\.js$/, ".ts"));
    }
  };
  add(path);
  return [...found];
}
