/** Several files change, or none does. */
import { randomUUID } from "node:crypto";
import {
  constants,
  copyFileSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** A file to write, whole, or one to remove. Paths are absolute. */
export type FileChange = { readonly write: string; readonly content: Uint8Array } | { readonly remove: string };

/**
 * Makes the changes in their order. What is to be written is written beside its place before the first change, and moved there in one
 * step, so that nobody reads half a file; what was there is kept beside it until all is done. When anything fails everything is put
 * back. Folders are made where they are missing; those below `root` that are empty after a removal go.
 *
 * @throws the system's error, with the path that was to be written; the files are as they were then
 */
export function changeFiles(changes: readonly FileChange[], root: string): void {
  const made: string[] = [];
  const spare: string[] = [];
  const undo: (() => void)[] = [];
  const beside = (path: string) => {
    const name = join(dirname(path), `.gatewright-${randomUUID()}.tmp`);
    spare.push(name);
    return name;
  };
  const stage = (change: FileChange): (() => void) => {
    if ("remove" in change) return () => moveAway(change.remove, beside(change.remove), undo);
    makeFolder(dirname(change.write), made);
    const staged = beside(change.write);
    writeFileSync(staged, change.content, { flag: "wx" });
    return () => moveInto(staged, change.write, beside(change.write), undo);
  };
  try {
    const steps = changes.map((change) => naming(change, () => stage(change)));
    for (const [index, step] of steps.entries()) naming(changes[index] as FileChange, step);
  } catch (error) {
    for (const back of undo.reverse()) back();
    for (const path of spare) attempt(() => unlinkSync(path));
    for (const folder of made.reverse()) attempt(() => rmdirSync(folder));
    throw error;
  }
  for (const path of spare) attempt(() => unlinkSync(path));
  for (const change of changes) if ("remove" in change) removeEmpty(dirname(change.remove), root);
}

function moveInto(staged: string, path: string, copy: string, undo: (() => void)[]): void {
  const exists = statSync(path, { throwIfNoEntry: false }) !== undefined;
  if (exists) copyFileSync(path, copy, constants.COPYFILE_EXCL);
  renameSync(staged, path);
  undo.push(() => (exists ? renameSync(copy, path) : unlinkSync(path)));
}

function moveAway(path: string, away: string, undo: (() => void)[]): void {
  renameSync(path, away);
  undo.push(() => renameSync(away, path));
}

/** Makes a folder and what is missing above it; adds each one that it made, outermost first. */
function makeFolder(folder: string, made: string[]): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(dirname(folder), made);
  mkdirSync(folder);
  made.push(folder);
}

function removeEmpty(folder: string, root: string): void {
  if (folder === root || !folder.startsWith(root)) return;
  attempt(() => rmdirSync(folder));
  removeEmpty(dirname(folder), root);
}

/** Lets the system's error name the file that was to change, not the one beside it. */
function naming<T>(change: FileChange, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const path = "write" in change ? change.write : change.remove;
    throw error instanceof Error ? Object.assign(error, { syscall: "write", path }) : error;
  }
}

/** For what may fail without harm: a folder that is not empty, a file that is not there any more. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing depends on it.
  }
}
