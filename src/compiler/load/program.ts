import { ts } from "ts-morph";
import type { SourceHost } from "./host.js";
import { packageFiles, resolveKinds, resolvePackage } from "./package-files.js";

export interface LoadedProgram {
  readonly program: ts.Program;
  /** True for the declarations of gatewright itself. */
  isOfGatewright(file: ts.SourceFile): boolean;
  /** What could not be read as source, by path. */
  readonly unreadable: ReadonlyMap<string, string>;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  lib: ["lib.es2023.d.ts", "lib.esnext.collection.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  noLib: false,
  allowImportingTsExtensions: true,
};

const MAX_BYTES = 1024 * 1024;

/** The typed program of the entries. Options are ours, so that a policy means the same whatever the project's tsconfig says. */
export function loadProgram(entries: readonly string[], host: SourceHost): LoadedProgram {
  const unreadable = new Map<string, string>();
  const files = new Map<string, ts.SourceFile | undefined>();
  const read = (path: string): string | undefined => {
    const bytes = packageFiles.read(path) ?? host.readFile(path);
    if (bytes === undefined) return undefined;
    if (typeof bytes === "string") return bytes;
    return decode(path, bytes, unreadable);
  };
  const compilerHost: ts.CompilerHost = {
    fileExists: (path) => packageFiles.has(path) || host.fileExists(path),
    readFile: read,
    directoryExists: (path) => packageFiles.hasDirectory(path) || host.directoryExists(path),
    getSourceFile(path, languageVersion) {
      if (!files.has(path)) files.set(path, parse(path, read(path), languageVersion));
      return files.get(path);
    },
    getDefaultLibFileName: () => `${packageFiles.library}/lib.es2023.d.ts`,
    getDefaultLibLocation: () => packageFiles.library,
    getCurrentDirectory: () => host.root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    resolveModuleNameLiterals: (literals, containing, redirected, compilerOptions, file) =>
      literals.map(({ text }) => {
        const names = text === "gatewright/kubernetes" ? importedNames(file, text) : undefined;
        const own = names === undefined ? resolvePackage(text) : resolveKinds(names);
        if (own !== undefined)
          return {
            resolvedModule: {
              resolvedFileName: own,
              extension: own.endsWith(".d.ts") ? ts.Extension.Dts : ts.Extension.Ts,
              isExternalLibraryImport: false,
            },
          };
        return ts.resolveModuleName(
          text,
          containing,
          compilerOptions,
          compilerHost,
          undefined,
          redirected,
          ts.ModuleKind.ESNext,
        );
      }),
  };
  const program = ts.createProgram({ rootNames: [...entries], options, host: compilerHost });
  return { program, unreadable, isOfGatewright: (file) => packageFiles.isOwn(file.fileName) };
}

/** The names that a file imports from a module, when it names them all. */
function importedNames(file: ts.SourceFile, module: string): readonly string[] | undefined {
  const names: string[] = [];
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier?.getText(file).slice(1, -1) === module)
      return undefined;
    if (!ts.isImportDeclaration(statement) || (statement.moduleSpecifier as ts.StringLiteral).text !== module) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return undefined;
    names.push(...bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text));
  }
  return names.length === 0 || file.text.includes(`import("${module}")`) ? undefined : names;
}

function parse(
  path: string,
  text: string | undefined,
  languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  if (text === undefined) return undefined;
  const settings = typeof languageVersion === "object" ? languageVersion : { languageVersion };
  const isDeclaration = packageFiles.has(path);
  const file = ts.createSourceFile(
    path,
    text,
    {
      ...settings,
      impliedNodeFormat: ts.ModuleKind.ESNext,
      jsDocParsingMode: isDeclaration ? ts.JSDocParsingMode.ParseNone : ts.JSDocParsingMode.ParseAll,
    },
    true,
  );
  return file;
}

function decode(path: string, bytes: Uint8Array, unreadable: Map<string, string>): string {
  const fail = (reason: string) => {
    unreadable.set(path, reason);
    return "";
  };
  if (bytes.length > MAX_BYTES) return fail(`is larger than ${MAX_BYTES / 1024} KiB`);
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return fail("is not UTF-8");
  if (bytes.includes(0)) return fail("is binary");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fail("is not UTF-8");
  }
}
