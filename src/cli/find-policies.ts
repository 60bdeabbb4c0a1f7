import { readdirSync, realpathSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { count } from "../report/diagnostics.js";
import { forwardSlashes, statOrNothing } from "./host.js";
import { either, nearest } from "./nearest.js";
import { isPolicyModule } from "./policy-module.js";
import { readSource, type UnreadableSource } from "./read-source.js";
import { UsageError } from "./usage-error.js";

/** Folders that a search does not enter, besides those whose name starts with a dot. */
const skippedFolders: ReadonlySet<string> = new Set(["node_modules", "dist", "fixtures"]);

const whatAPolicyIs =
  'A policy is a TypeScript file that imports `policy` from "gatewright" and exports `policy({ … })` by default.';

/** How a file that cannot be read as a source is told. */
const complaints: { readonly [problem in UnreadableSource]: readonly [what: string, help: string] } = {
  empty: ["is empty", whatAPolicyIs],
  huge: [
    "is larger than 1 MiB",
    "Split it, or move data out of it: a template has to fit into etcd, which takes about 1 MiB.",
  ],
  binary: ["is not text", "Give TypeScript files, saved as UTF-8."],
  encoding: ["is not UTF-8 text", "Save it as UTF-8."],
};

/**
 * The files that a build of `paths` starts from: absolute, with forward slashes, sorted, each once. A file is taken as
 * it is given; a folder is searched for policy modules. Throws a usage error for a path that cannot be used, and when
 * there is no policy at all.
 */
export function findPolicies(paths: readonly string[], cwd: string): readonly string[] {
  const given = paths.length === 0 ? ["."] : paths;
  const found = new Map<string, string>();
  const visited = new Set<string>();
  let seen = 0;

  const add = (file: string) => {
    const real = realpathSync(file);
    if (!found.has(real)) found.set(real, file);
  };
  const search = (folder: string) => {
    const real = realpathSync(folder);
    if (visited.has(real)) return;
    visited.add(real);
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const stats = statOrNothing(path);
      if (stats?.isDirectory() && isSearchedFolder(name)) search(path);
      if (!stats?.isFile() || !isSearched(name)) continue;
      seen++;
      const source = readSource(path);
      if (!isPolicyModule(source.head)) continue;
      if (source.problem !== undefined) throw complaint(forwardSlashes(relative(cwd, path)), source.problem);
      add(path);
    }
  };

  for (const path of given) {
    const absolute = resolve(cwd, path);
    const stats = statOrNothing(absolute);
    if (path === "" || stats === undefined) throw missing(path, absolute, cwd);
    if (stats.isDirectory()) search(absolute);
    else if (stats.isFile()) add(checkedFile(path, absolute));
    else throw new UsageError(`${path} is neither a file nor a folder.`, "Give policy files, or folders to search.");
  }
  if (found.size === 0) throw nothing(given, seen);
  return [...found.values()].map(forwardSlashes).sort();
}

/** Whether a search enters a folder of this name. */
export function isSearchedFolder(name: string): boolean {
  return !name.startsWith(".") && !skippedFolders.has(name);
}

function isSearched(name: string): boolean {
  return name.endsWith(".ts") && !/\.(d|test|spec)\.ts$/.test(name);
}

/** A file that was named outright has to be a policy module. */
function checkedFile(path: string, absolute: string): string {
  if (path.endsWith(".d.ts")) throw new UsageError(`${path} only declares types.`, whatAPolicyIs);
  if (!path.endsWith(".ts")) throw new UsageError(`${path} is not a TypeScript file (.ts).`, whatAPolicyIs);
  const { head, problem } = readSource(absolute);
  if (problem !== undefined) throw complaint(path, problem);
  if (!isPolicyModule(head)) throw new UsageError(`There is no policy in ${path}.`, whatAPolicyIs);
  return absolute;
}

function complaint(path: string, problem: UnreadableSource): UsageError {
  const [what, help] = complaints[problem];
  return new UsageError(`${path} ${what}.`, help);
}

function missing(path: string, absolute: string, cwd: string): UsageError {
  if (path === "") return new UsageError("A path is empty.", "Give policy files, or folders to search.");
  const message = `There is no file or folder ${path}.`;
  if (/[*?[]/.test(path))
    return new UsageError(message, "Patterns are left to your shell; folders are searched anyway.");
  const folder = resolve(absolute, "..");
  const siblings = statOrNothing(folder)?.isDirectory() ? readdirSync(folder) : [];
  const near = nearest(basename(absolute), siblings).map((name) => join(path, "..", name));
  return new UsageError(message, near.length > 0 ? `Did you mean ${either(near)}?` : `Paths start from ${cwd}.`);
}

function nothing(paths: readonly string[], seen: number): UsageError {
  const where = either(paths.map((path) => (path === "." ? "this folder" : path)));
  const searched = seen === 0 ? "it holds no TypeScript files" : `${count(seen, "TypeScript file")} searched`;
  return new UsageError(
    `There is no policy in ${where} (${searched}).`,
    `${whatAPolicyIs} \`gatewright init\` writes one to start from.`,
  );
}
