/** A project of a user who has Node and nothing else: neither Go, nor OPA, nor a checkout of Gatewright. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { checkout } from "../cli/built.js";
import type { Tarball } from "./pack.js";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Project {
  readonly folder: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Runs a program of the project, or Node's, with what the user has on PATH. */
  run(program: string, ...args: readonly string[]): Promise<Ended>;
  remove(): void;
}

export function emptyProject(): Project {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "gatewright-package-")));
  const folder = join(home, "project");
  const path = join(home, "bin");
  for (const made of [folder, path]) mkdirSync(made);
  for (const program of ["node", "npm", "npx", "sh"]) symlinkSync(locationOf(program), join(path, program));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  return {
    folder,
    write,
    read: (name) => readFileSync(join(folder, name), "utf8"),
    run: (program, ...args) =>
      new Promise((resolve) => {
        const options = { cwd: folder, env: environment(path, join(home, "cache")), maxBuffer: 64 * 1024 * 1024 };
        execFile(join(path, program), args, options, (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
        });
      }),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/**
 * Installs the tarball and what it depends on, in the versions that the checkout has: npm's cache holds these after `npm ci`,
 * so that there is nothing to ask the registry.
 */
export async function install(project: Project, { path, integrity }: Tarball): Promise<Ended> {
  const own = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const lock = JSON.parse(readFileSync(join(checkout, "package-lock.json"), "utf8"));
  const manifest = { name: "policies", private: true, type: "module", dependencies: { gatewright: `file:${path}` } };
  const { version, dependencies, bin, engines } = own;
  const all = Object.entries(lock.packages as { readonly [folder: string]: { readonly dev?: boolean } });
  const locked = all.filter(([name, { dev }]) => name !== "" && dev !== true);
  const packages = {
    "": manifest,
    "node_modules/gatewright": { version, resolved: `file:${path}`, integrity, dependencies, bin, engines },
    ...Object.fromEntries(locked),
  };
  project.write("package.json", JSON.stringify(manifest));
  project.write("package-lock.json", JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }));
  return project.run(
    "npm",
    "ci",
    "--prefer-offline",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  );
}

/** This process' environment without what a run of npm or of the tests has put in, and with a cache of OPA's answers that is empty. */
function environment(path: string, cache: string): NodeJS.ProcessEnv {
  const foreign =
    /^(npm_(?!config_(registry|cache|userconfig)$)|NODE_(OPTIONS|PATH|ENV)$|VITEST|GATEWRIGHT_|OPA_|GO|FORCE_COLOR$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), PATH: path, XDG_CACHE_HOME: cache, NO_COLOR: "1" };
}

function locationOf(program: string): string {
  if (program === "node") return process.execPath;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      return realpathSync(join(folder, program));
    } catch {}
  }
  throw new Error(`${program} is not on PATH`);
}
