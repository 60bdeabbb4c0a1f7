/**
 * Builds the sources into a package under node_modules/.cache, once for each state of the sources, and runs its
 * executable as a child process.
 */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const checkout = fileURLToPath(new URL("../..", import.meta.url));

const cache = join(checkout, "node_modules", ".cache", "gatewright-test");
const parts = ["src", "bin", "stdlib", "package.json", "tsconfig.json", "tsconfig.build.json"];

let built: Promise<string> | undefined;

/** The folder of the built package: one for the whole run of a test file, even when sources change meanwhile. */
export function builtPackage(): Promise<string> {
  built ??= packageOf(stateOfSources());
  return built;
}

async function packageOf(state: string): Promise<string> {
  const folder = join(cache, state);
  const lock = `${folder}.lock`;
  mkdirSync(cache, { recursive: true });
  for (;;) {
    if (existsSync(folder)) return folder;
    try {
      mkdirSync(lock);
      break;
    } catch {
      // Another test file is building the same; a lock of a run that was killed is no lock.
      if (Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 180_000) rmdirSync(lock);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await buildInto(folder);
  } finally {
    rmdirSync(lock);
  }
  return folder;
}

async function buildInto(folder: string): Promise<void> {
  removeOldBuilds();
  const draft = mkdtempSync(join(cache, "draft-"));
  const compiler = join(checkout, "node_modules", "typescript", "bin", "tsc");
  const config = join(checkout, "tsconfig.build.json");
  // Type errors are another test's business; a module that is not written is missed below.
  await promisify(execFile)(process.execPath, [compiler, "-p", config, "--outDir", join(draft, "dist")]).catch(
    () => {},
  );
  if (!existsSync(join(draft, "dist", "cli", "main.js"))) throw new Error("tsc wrote no dist/cli/main.js");
  for (const part of parts.filter((name) => name !== "src" && existsSync(join(checkout, name)))) {
    cpSync(join(checkout, part), join(draft, part), { recursive: true });
  }
  cpSync(join(checkout, "src/library"), join(draft, "src/library"), { recursive: true });
  linkEngine(draft);
  renameSync(draft, folder);
}

function removeOldBuilds(): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}

/** The engine is as large as it is slow to build, so the checkout's own is used. */
function linkEngine(folder: string): void {
  mkdirSync(join(folder, ".cache"));
  for (const path of ["dist/engine", ".cache/engine"]) symlinkSync(join(checkout, path), join(folder, path));
}

function stateOfSources(): string {
  const hash = createHash("sha256");
  const add = (path: string) => hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  for (const part of parts) {
    const path = join(checkout, part);
    if (!existsSync(path)) continue;
    if (part.endsWith(".json")) add(path);
    else for (const file of filesBelow(path)) add(file);
  }
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What a run of the executable gave. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string | undefined };
}

/** Runs `gatewright` with these arguments, its output in pipes, without the colour settings of the test run. */
export async function gatewright(args: readonly string[], { cwd = checkout, env = {} }: RunOptions = {}): Promise<Run> {
  const executable = join(await builtPackage(), "bin", "gatewright.js");
  const { NO_COLOR, FORCE_COLOR, GATEWRIGHT_DEBUG, ...rest } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [executable, ...args], { cwd, env: { ...rest, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
