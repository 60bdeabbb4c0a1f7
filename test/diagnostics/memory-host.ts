import { type Compilation, type CompileOptions, compile, type SourceHost } from "../../src/compiler/index.js";

/** A file of a project: its text, its bytes, or the error that reading it gives. */
export type File = string | Uint8Array | Error;

export const root = "/project";

/** A host over files in memory, named relative to the project. */
export function memoryHost(files: { readonly [path: string]: File }): SourceHost {
  const at = (path: string) => {
    const name = path.slice(root.length + 1);
    return path.startsWith(`${root}/`) && Object.hasOwn(files, name) ? files[name] : undefined;
  };
  return {
    root,
    readFile(path) {
      const file = at(path);
      if (file instanceof Error) throw file;
      return typeof file === "string" ? new TextEncoder().encode(file) : file;
    },
    fileExists: (path) => at(path) !== undefined,
    directoryExists: (path) =>
      path === root || Object.keys(files).some((name) => `${root}/${name}`.startsWith(`${path}/`)),
  };
}

/** Compiles `policy.ts`, or the files that are named, of a project in memory. */
export function compileFiles(
  files: { readonly [path: string]: File },
  entries: readonly string[] = ["policy.ts"],
  options: CompileOptions = {},
): Compilation {
  const paths = entries.map((entry) => `${root}/${entry}`);
  return compile(paths, memoryHost(files), options);
}
