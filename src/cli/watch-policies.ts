import { type FSWatcher, readdirSync, watch } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Compilation, compile, createSources, type SourceHost } from "../compiler/index.js";
import { findPolicies, isSearchedFolder } from "./find-policies.js";
import { nodeHost, statOrNothing } from "./host.js";
import { UsageError } from "./usage-error.js";

interface Watching {
  /** Ends the watch. */
  readonly signal: AbortSignal;
  readonly onResult: (compilation: Compilation, milliseconds: number) => void;
  readonly onUsageError: (error: UsageError) => void;
}

/** Editors write a file in several steps; what comes within this time is one change. */
const quietMilliseconds = 50;

/** Checks policies, and again after every change of a file that they are made of or of a folder that is searched, until the signal comes. */
export async function watchPolicies(
  paths: readonly string[],
  cwd: string,
  { signal, onResult, onUsageError }: Watching,
): Promise<void> {
  const sources = createSources();
  const watchers = new Map<string, FSWatcher>();
  let due: NodeJS.Timeout | undefined;
  let again = () => {};
  const later = (_: string, name: string | null) => {
    if (name !== null && !isSource(name)) return;
    clearTimeout(due);
    due = setTimeout(again, quietMilliseconds);
  };
  const run = () => {
    const { host, folders } = recording(nodeHost(cwd));
    for (const folder of searchedFolders(paths, cwd)) folders.add(folder);
    // Before the work: what changes meanwhile is looked at again.
    watchFolders(folders, watchers, later);
    try {
      const started = performance.now();
      const compilation = compile(findPolicies(paths, cwd), host, { mistakes: true, sources });
      onResult(compilation, performance.now() - started);
    } catch (error) {
      // What cannot be checked now may be put right by the next change.
      if (!(error instanceof UsageError)) throw error;
      onUsageError(error);
    }
    watchFolders(folders, watchers, later);
    leaveOthers(folders, watchers);
  };
  try {
    await new Promise<void>((end, fail) => {
      signal.addEventListener("abort", () => end(), { once: true });
      again = () => {
        try {
          run();
        } catch (error) {
          fail(error);
        }
      };
      again();
    });
  } finally {
    clearTimeout(due);
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** A file of TypeScript, or a folder that came or went. */
function isSource(name: string): boolean {
  return name.endsWith(".ts") || !basename(name).includes(".");
}

/** A host that remembers the folders of what was read. */
function recording(host: SourceHost): { readonly host: SourceHost; readonly folders: Set<string> } {
  const folders = new Set<string>();
  const readFile = (path: string) => {
    if (path.startsWith(`${host.root}/`) && !path.includes("/node_modules/")) folders.add(dirname(path));
    return host.readFile(path);
  };
  return { host: { ...host, readFile }, folders };
}

/** The folders of the paths that a search goes through. */
function searchedFolders(paths: readonly string[], cwd: string): readonly string[] {
  const below = (folder: string): readonly string[] => [
    folder,
    ...readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isSearchedFolder(entry.name))
      .flatMap(({ name }) => below(join(folder, name))),
  ];
  const given = paths.length === 0 ? ["."] : paths;
  return given
    .map((path) => resolve(cwd, path))
    .flatMap((path) => (statOrNothing(path)?.isDirectory() ? below(path) : []));
}

function watchFolders(
  folders: ReadonlySet<string>,
  watchers: Map<string, FSWatcher>,
  onChange: (event: string, name: string | null) => void,
): void {
  for (const folder of folders) {
    if (watchers.has(folder) || statOrNothing(folder) === undefined) continue;
    const watcher = watch(folder, onChange);
    // A folder that goes away takes its watcher with it.
    watcher.on("error", () => {
      watcher.close();
      watchers.delete(folder);
    });
    watchers.set(folder, watcher);
  }
}

/** Ends watching folders that nothing is read from any more. */
function leaveOthers(folders: ReadonlySet<string>, watchers: Map<string, FSWatcher>): void {
  for (const [folder, watcher] of watchers) {
    if (folders.has(folder) && statOrNothing(folder) !== undefined) continue;
    watcher.close();
    watchers.delete(folder);
  }
}
