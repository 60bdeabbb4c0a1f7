/**
 * `gatewright/stdlib/<policy>`: policies in this very installation, compiled from their TypeScript like those of the project
 * that imports them.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourceHost } from "./host.js";

// The same from `src/compiler/load` and from `dist/compiler/load`.
const folder = `${dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))).replaceAll("\\", "/")}/stdlib`;

/** The file behind an import of a policy of the standard library, or undefined. */
export function resolveStandardPolicy(specifier: string): string | undefined {
  const [, name] = /^gatewright\/stdlib\/([a-z0-9-]+)$/.exec(specifier) ?? [];
  const path = `${folder}/${name}/policy.ts`;
  return name !== undefined && existsSync(path) ? path : undefined;
}

export function isOfStandardLibrary(path: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** What a file of the standard library is called in a project that imports it: the same wherever it is installed. */
export function standardName(path: string): string | undefined {
  return isOfStandardLibrary(path) ? `gatewright/stdlib${path.slice(folder.length)}` : undefined;
}

/** A host that has the standard library as well. */
export function withStandardLibrary(host: SourceHost): SourceHost {
  const kind = (path: string) =>
    path === folder || isOfStandardLibrary(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  return {
    root: host.root,
    readFile: (path) => host.readFile(path) ?? (kind(path)?.isFile() ? readFileSync(path) : undefined),
    fileExists: (path) => host.fileExists(path) || kind(path)?.isFile() === true,
    directoryExists: (path) => host.directoryExists(path) || kind(path)?.isDirectory() === true,
  };
}
