/** The folder that a build writes: all of the build or nothing, and nothing that is not its own. */
import { lstatSync, readFileSync, type Stats, statSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  contentOf,
  hashOf,
  type Manifest,
  manifestPath,
  type OutputPlan,
  type Present,
  planOutput,
  readManifest,
} from "../gatekeeper/output.js";
import type { OutputFile } from "../gatekeeper/output-file.js";
import { changeFiles } from "./change-files.js";
import { fromSystemError, UsageError } from "./usage-error.js";

/** What was done to the folder. Paths are relative to it, with forward slashes. */
export interface WrittenOutput {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** How many files were right already. */
  readonly unchanged: number;
  /** Sentences about files of an earlier build that stayed, and about a manifest that could not be read. */
  readonly warnings: readonly string[];
}

/**
 * Writes a build into a folder, which is made when there is none. A failure on the way leaves it as it was, and no reader sees
 * half a file. Files of the earlier build that this
 * one does not have are removed; others are not touched.
 *
 * @throws UsageError when it cannot be done, with the reason; the folder is as it was then
 */
export function writeOutput(folder: string, files: readonly OutputFile[]): WrittenOutput {
  const root = resolve(folder);
  try {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new UsageError(
        `Cannot write the build into ${folder}: it is not a folder.`,
        "Choose another one with --out.",
      );
    }
    const { earlier, warnings } = readEarlier(root);
    const plan = planOutput(files, earlier, (path) => presentAt(root, path));
    if (plan.conflicts.length > 0) {
      throw new UsageError(
        `Cannot write the build into ${folder}: ${plan.conflicts.join(" ")}`,
        "Move that away, or choose another folder with --out.",
      );
    }
    commit(root, plan);
    return {
      written: plan.writes.map(({ path }) => path),
      removed: plan.removals,
      unchanged: files.length - plan.writes.length,
      warnings: [
        ...warnings,
        ...plan.kept.map(({ path, reason }) => `${path} is not part of the build any more, and stays: ${reason}.`),
      ],
    };
  } catch (error) {
    throw fromSystemError(error) ?? error;
  }
}

function readEarlier(root: string): { earlier: Manifest; warnings: readonly string[] } {
  const none: Manifest = new Map();
  const stats = statOf(join(root, manifestPath));
  if (stats === undefined) return { earlier: none, warnings: [] };
  // A manifest lists names and hashes: one of many megabytes is something else.
  const text = stats.isFile() && stats.size < 50_000_000 ? readFileSync(join(root, manifestPath), "utf8") : "";
  const earlier = readManifest(text);
  if (earlier !== undefined) return { earlier, warnings: [] };
  if (!stats.isFile()) throw new UsageError(`${join(root, manifestPath)} is not a file.`, "Move it away.");
  return {
    earlier: none,
    warnings: [`${manifestPath} is not a list of files by gatewright: nothing is removed by it.`],
  };
}

/** What stands at a path below the root. Links are not followed: what lies behind one is not this folder's. */
function presentAt(root: string, path: string): Present {
  const parts = path.split("/");
  for (let count = 1; count < parts.length; count++) {
    const stats = statOf(join(root, ...parts.slice(0, count)));
    if (stats === undefined) return "absent";
    if (stats.isSymbolicLink()) return "link";
    if (!stats.isDirectory()) return "other";
  }
  const stats = statOf(join(root, ...parts));
  if (stats === undefined) return "absent";
  if (stats.isSymbolicLink()) return "link";
  return stats.isFile() ? { hash: hashOf(readFileSync(join(root, ...parts))) } : "other";
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file where a folder is expected: mkdir says so in its own words.
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return undefined;
    throw error;
  }
}

function commit(root: string, plan: OutputPlan): void {
  if (plan.writes.length === 0 && plan.removals.length === 0 && isCurrent(root, plan.manifest)) return;
  const write = (file: OutputFile) => ({ write: join(root, ...file.path.split("/")), content: contentOf(file) });
  const remove = (path: string) => ({ remove: join(root, ...path.split("/")) });
  changeFiles(
    [write(plan.interim), ...plan.writes.map(write), ...plan.removals.map(remove), write(plan.manifest)],
    root,
  );
}

function isCurrent(root: string, manifest: OutputFile): boolean {
  const there = presentAt(root, manifest.path);
  return typeof there === "object" && there.hash === hashOf(contentOf(manifest));
}
