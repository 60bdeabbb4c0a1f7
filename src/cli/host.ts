import { readFileSync, type Stats, statSync } from "node:fs";
import { sep } from "node:path";
import type { SourceHost } from "../compiler/load/host.js";

/** A host that reads from the disk. File names are reported relative to `root`, an absolute folder. */
export function nodeHost(root: string): SourceHost {
  return Object.freeze({
    root: forwardSlashes(root),
    readFile: (path: string) => {
      try {
        return readFileSync(path);
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
    fileExists: (path: string) => statOrNothing(path)?.isFile() ?? false,
    directoryExists: (path: string) => statOrNothing(path)?.isDirectory() ?? false,
  });
}

/** Paths as the compiler and reports have them, on every system. */
export function forwardSlashes(path: string): string {
  return sep === "\\" ? path.replaceAll("\\", "/") : path;
}

/** What a path leads to, or undefined when it leads nowhere: absent, in a loop of links, or out of reach. */
export function statOrNothing(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}
