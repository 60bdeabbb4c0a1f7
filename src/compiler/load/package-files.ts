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

const modules: ReadonlyMap<string, string> = new Map([
  ["gatewright", `${sources}/index${extension}`],
  ["gatewright/kubernetes", `${sources}/kubernetes/index${extension}`],
]);

/**
 * The file behind an import of kinds, for a module that imports just these names: a part of the index, so that only the groups that
 * define them are read. The types are the same ones.
 */
export function resolveKinds(names: readonly string[]): string {
  const whole = modules.get("gatewright/kubernetes") as string;
  const path = `${sources}/kubernetes/index-of-${[...new Set(names)].toSorted().join("-")}${extension}`;
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
  isOwn: (path: string) =>
    path.startsWith(`${sources}/language/`) ||
    path.startsWith(`${sources}/kubernetes/`) ||
    modules.get("gatewright") === path ||
    path === `${sources}/model${extension}`,
  has: (path: string) => read(path) !== undefined,
  hasDirectory: (path: string) =>
    path === libraryFolder ||
    path === sources ||
    path.startsWith(`${sources}/language`) ||
    path.startsWith(`${sources}/kubernetes`),
  read,
} as const;

function read(path: string): string | undefined {
  if (texts.has(path)) return texts.get(path);
  if (library.has(path)) return library.get(path);
  if (!packageFiles.isOwn(path)) return undefined;
  texts.set(path, existsSync(path) ? readFileSync(path, "utf8") : undefined);
  return texts.get(path);
}
