import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { SourceLines } from "../report/test-run.js";

/** Reads the lines that a report shows; a place that cannot be read has none. */
export function sourceLines(cwd: string): SourceLines {
  const files = new Map<string, readonly string[]>();
  return ({ file, line }) => {
    if (!files.has(file)) files.set(file, linesOf(resolve(cwd, file)));
    return files.get(file)?.[line - 1];
  };
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}
