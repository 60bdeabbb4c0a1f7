import { closeSync, openSync, readSync } from "node:fs";
import { join, resolve } from "node:path";
import type { CustomKind } from "../kubernetes/generate/custom-kinds.js";
import { customHeader, type NamedKind, nameKinds, printCustomModule } from "../kubernetes/generate/custom-module.js";
import { apiVersion } from "../kubernetes/generate/schema.js";
import type { Typed } from "../report/types.js";
import { changeFiles } from "./change-files.js";
import { statOrNothing } from "./host.js";
import { fromSystemError, UsageError } from "./usage-error.js";

interface Module {
  /** Below the folder; absent for the one module that is no file of a folder. */
  readonly path?: string;
  readonly text: string;
  readonly kinds: Typed["kinds"];
}

/**
 * The types of kinds: as one text; into a file, whose name ends with `.ts`; or into a folder, with a file for each group and version.
 * Only files that it wrote itself are written over, and either all are written or none is.
 */
export function writeTypes(kinds: readonly CustomKind[], out: string | undefined, cwd: string): Typed {
  const isFile = out?.endsWith(".ts") ?? true;
  const modules = isFile ? [moduleOf(kinds)] : byVersion(kinds);
  const all = modules.flatMap((module) => module.kinds);
  if (out === undefined) return { kinds: all, files: [], text: modules.map(({ text }) => text).join("\n") };
  const root = resolve(cwd, out);
  const files = modules.map(({ path, text }) => ({
    path: path ?? out,
    absolute: path === undefined ? root : join(root, path),
    content: new TextEncoder().encode(text),
  }));
  try {
    for (const { absolute, path } of files) refuseOthers(absolute, path);
    changeFiles(
      files.map(({ absolute, content }) => ({ write: absolute, content })),
      root,
    );
  } catch (error) {
    throw fromSystemError(error) ?? error;
  }
  return { out, kinds: all, files: files.map(({ path, content }) => ({ path, bytes: content.length })) };
}

function byVersion(kinds: readonly CustomKind[]): readonly Module[] {
  const modules = new Map<string, CustomKind[]>();
  for (const kind of kinds) {
    const path = `${kind.gvk.group}-${kind.gvk.version}.ts`;
    modules.set(path, [...(modules.get(path) ?? []), kind]);
  }
  return [...modules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, own]) => moduleOf(own, path));
}

function moduleOf(kinds: readonly CustomKind[], path?: string): Module {
  const named = withNames(kinds);
  return {
    ...(path === undefined ? {} : { path }),
    text: printCustomModule(named),
    kinds: named.map(({ name, gvk }) => ({
      name,
      apiVersion: apiVersion(gvk),
      kind: gvk.kind,
      ...(path === undefined ? {} : { file: path }),
    })),
  };
}

function withNames(kinds: readonly CustomKind[]): readonly NamedKind[] {
  try {
    return nameKinds(kinds);
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? error.message : String(error),
      "Have a file written for each version: give --out a folder.",
    );
  }
}

/** A file that stands there and was not made by this command is somebody's own. */
function refuseOthers(absolute: string, path: string): void {
  const stats = statOrNothing(absolute);
  if (stats === undefined) return;
  if (stats.isFile() && startOf(absolute).startsWith(customHeader)) return;
  const what = stats.isFile() ? "was not written by `gatewright types`" : "is not a file";
  throw new UsageError(
    `Nothing is written, because ${path} ${what}.`,
    "Move it away, or choose another place with --out.",
  );
}

function startOf(path: string): string {
  const bytes = new Uint8Array(customHeader.length);
  const file = openSync(path, "r");
  try {
    return new TextDecoder().decode(bytes.subarray(0, readSync(file, bytes)));
  } finally {
    closeSync(file);
  }
}
