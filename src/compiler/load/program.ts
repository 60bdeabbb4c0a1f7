import { ts } from "../typescript.js";
import type { SourceHost } from "./host.js";
import { mentionsRareTypes, withoutRareTypes } from "./library.js";
import { hasIndex, packageFiles, resolveNames, resolvePackage } from "./package-files.js";
import { reachedFrom } from "./reached.js";
import { parseSource, readText, type Unreadable } from "./source-file.js";
import { createSources, type Sources } from "./sources.js";
import { withStandardLibrary } from "./standard-library.js";

export interface LoadedProgram {
  readonly program: ts.Program;
  /** True for the declarations of gatewright itself. */
  isOfGatewright(file: ts.SourceFile): boolean;
  /** True for what is the project's own, or of the standard library: not for gatewright's functions, nor for TypeScript's library. */
  isOfProject(file: ts.SourceFile): boolean;
  /** The files that decide what a file means: what is said of it can change only with one of these. */
  reached(file: ts.SourceFile): readonly ts.SourceFile[];
  /** What could not be read as source, by path. */
  readonly unreadable: ReadonlyMap<string, Unreadable>;
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

const jsDocParsingMode = ts.JSDocParsingMode.ParseAll;

/** The typed program of the entries. Options are ours, so that a policy means the same whatever the project's tsconfig says. */
export function loadProgram(
  entries: readonly string[],
  projectHost: SourceHost,
  sources: Sources = createSources(),
): LoadedProgram {
  const host = withStandardLibrary(projectHost);
  const unreadable = new Map<string, Unreadable>();
  const files = new Map<string, ts.SourceFile | undefined>();
  const imports = new Map<string, readonly string[]>();
  // TypeScript reads its library after everything else.
  let wholeLibrary = false;
  const source = (path: string, settings: ts.CreateSourceFileOptions): ts.SourceFile | undefined => {
    const text = packageFiles.read(path);
    if (text !== undefined) {
      const own = packageFiles.isOfLibrary(path) && !wholeLibrary ? withoutRareTypes(text) : text;
      // Without parents: binding sets them, as it visits every node anyway.
      const plain = { ...settings, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
      return sources.of(path, own, () => ts.createSourceFile(path, own, plain, false));
    }
    const given = readText(path, host);
    if (typeof given === "string") wholeLibrary ||= mentionsRareTypes(given);
    let refused = typeof given === "string" ? undefined : given;
    const parsed =
      typeof given === "string"
        ? sources.of(path, given, () => {
            const result = parseSource(path, given, settings);
            if ("statements" in result) return result;
            refused = result;
            return undefined;
          })
        : undefined;
    if (parsed !== undefined || refused === undefined) return parsed;
    unreadable.set(path, refused);
    return ts.createSourceFile(path, "", settings, true);
  };
  const resolutions = ts.createModuleResolutionCache(host.root, (path) => path, options);
  const compilerHost: ts.CompilerHost = {
    fileExists: (path) => packageFiles.has(path) || host.fileExists(path),
    readFile(path) {
      const text = packageFiles.read(path) ?? readText(path, host);
      return typeof text === "string" ? text : undefined;
    },
    directoryExists: (path) => packageFiles.hasDirectory(path) || host.directoryExists(path),
    getSourceFile(path, languageVersion) {
      const settings = typeof languageVersion === "object" ? languageVersion : { languageVersion };
      const { ESNext } = ts.ModuleKind;
      if (!files.has(path)) files.set(path, source(path, { ...settings, impliedNodeFormat: ESNext, jsDocParsingMode }));
      return files.get(path);
    },
    getDefaultLibFileName: () => `${packageFiles.library}/lib.es2023.d.ts`,
    getDefaultLibLocation: () => packageFiles.library,
    getCurrentDirectory: () => host.root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
    resolveModuleNameLiterals(literals, containing, redirected, compilerOptions, file) {
      const resolved = literals.map(({ text }) => {
        const names = hasIndex(text) ? importedNames(file, text) : undefined;
        const own = names === undefined ? resolvePackage(text) : resolveNames(text, names);
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
          resolutions,
          redirected,
          ts.ModuleKind.ESNext,
        );
      });
      imports.set(
        file.fileName,
        resolved.flatMap(({ resolvedModule }) => resolvedModule?.resolvedFileName ?? []),
      );
      return resolved;
    },
  };
  const program = ts.createProgram({ rootNames: [...entries], options, host: compilerHost });
  for (const entry of entries) {
    if (program.getSourceFile(entry) !== undefined) continue;
    const reason = host.fileExists(entry) ? "is not a TypeScript file" : "there is no such file";
    unreadable.set(entry, { code: host.fileExists(entry) ? "GW2007" : "GW2009", reason });
  }
  const isOfProject = (file: ts.SourceFile) =>
    !packageFiles.isOwn(file.fileName) &&
    !packageFiles.isFunctions(file.fileName) &&
    !program.isSourceFileDefaultLibrary(file);
  return {
    program,
    unreadable,
    isOfProject,
    reached: reachedFrom(program, imports, isOfProject),
    isOfGatewright: ({ fileName }) => packageFiles.isOwn(fileName),
  };
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
