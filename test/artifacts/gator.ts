import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { build } from "../../scripts/build-gatekeeper.mjs";
import type { OutputFile } from "../../src/gatekeeper/output-file.js";

/**
 * gator: what $GATOR names, the one on PATH, or the one of scripts/build-gatekeeper.mjs, which builds it when it must. Tests that need it
 * fail where there is none, with what that script says to do.
 */
export const gator: string = find();

function find(): string {
  if (process.env.GATOR) return build("gator");
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, "gator")).find(isExecutable) ?? build("gator");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a run of gator said. */
export interface GatorRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The file that it was to write, when it did. */
  readonly written?: string;
}

/**
 * Runs gator in a folder that holds just these files.
 *
 * @param output the file that it is to write there
 */
export function runGator(args: readonly string[], files: readonly OutputFile[], output?: string): GatorRun {
  const folder = mkdtempSync(join(tmpdir(), "gatewright-gator-"));
  try {
    for (const file of files) {
      const path = join(folder, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "bytes" in file ? file.bytes : file.text);
    }
    // Its test command reads from the standard input unless that is a character device.
    const { status, stdout, stderr, error } = spawnSync(gator, args, {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    });
    if (error) throw error;
    const path = output === undefined ? undefined : join(folder, output);
    const written = path !== undefined && existsSync(path) ? { written: readFileSync(path, "utf8") } : {};
    return { status: status ?? -1, stdout, stderr, ...written };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
