/**
 * The declarations that every policy imports, and TypeScript's library: files of this very installation, the same whoever compiles.
 * They are no input of a run, so that they do not come through the host.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { narrowIndex } from "../../kubernetes/resolve/narrow-index.js";
import { getLibFiles } from "../typescript.js";
import { resolveStandardPolicy } from "./standard-library.js";

const sources = slashed(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const extension = existsSync(`${sources}/index.d.ts`) ? ".d.ts" : ".ts";

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/** Where the functions stand that authors import and the compiler compiles: as a part of the declarations, so that these lead here. */
const functions = `${sources}/library/`;
/** Their TypeScript itself is not among the declarations of a package: there, tsc would check it as a project's own. */
const functionSources = `${dirname(sources)}/src/library/`;

const modules: ReadonlyMap<string, string> = new Map([
  ["gatewright", `${sources}/index${extension}`],
  ["gatewright/kubernetes", `${sources}/kubernetes/index${extension}`],
]);

/** True for what has an index, of which a module that imports certain names is given a part. */
export function hasIndex(specifier: string): boolean {
  return modules.has(specifier);
}

/**
 * The file behind an import of gatewright or of its kinds, for a module that imports just these names: a part of the index, so that
 * only what defines them is read. The types are the same ones.
 */
export function resolveNames(specifier: string, names: readonly string[]): string {
  const whole = modules.get(specifier) as string;
  const path = `${dirname(whole)}/index-of-${[...new Set(names)].toSorted().join("-")}${extension}`;
  if (!texts.has(path)) texts.set(path, narrowIndex(read(whole) ?? "", names));
  return texts.get(path) === undefined ? whole : path;
}

/** The file behind an import of gatewright's own, or undefined. */
export function resolvePackage(specifier: string): string | undefined {
  return modules.get(specifier) ?? resolveStandardPolicy(specifier);
}

const texts = new Map<string, string | undefined>();
const libraryFolder = "/typescript/lib";
const library = new Map(getLibFiles().map(({ fileName, text }) => [`${libraryFolder}/${fileName}`, text]));

export const packageFiles = {
  library: libraryFolder,
  isOfLibrary: (path: string) => library.has(path),
  /** Declarations of gatewright, which the compiler knows. */
  isOwn: (path: string) =>
    path.startsWith(`${sources}/language/`) ||
    path.startsWith(`${sources}/kubernetes/`) ||
    modules.get("gatewright") === path ||
    path.startsWith(`${sources}/index-of-`) ||
    path === `${sources}/model${extension}`,
  /** Functions of gatewright that are compiled as an author's are. */
  isFunctions: (path: string) => path.startsWith(functions) && path.endsWith(".ts") && !path.endsWith(".d.ts"),
  has: (path: string) => read(path) !== undefined,
  hasDirectory: (path: string) =>
    path === libraryFolder ||
    path === sources ||
    path.startsWith(`${sources}/language`) ||
    path.startsWith(`${sources}/kubernetes`) ||
    path.startsWith(`${sources}/library`),
  read,
} as const;

/** What a file of such functions is called in reports and in comments. */
export function functionsName(path: string): string | undefined {
  return packageFiles.isFunctions(path) ? `gatewright/library/${path.slice(functions.length)}` : undefined;
}

function read(path: string): string | undefined {
  if (texts.has(path)) return texts.get(path);
  if (library.has(path)) return library.get(path);
  const isFunctions = packageFiles.isFunctions(path);
  if (!isFunctions && !packageFiles.isOwn(path)) return undefined;
  const file = isFunctions ? functionSources + path.slice(functions.length) : path;
  texts.set(path, existsSync(file) ? readFileSync(file, "utf8") : undefined);
  return texts.get(path);
}
