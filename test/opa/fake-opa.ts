import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for one test, whose temporary files go there too. */
export function testFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), "gatewright-test-")));
}

/** An `opa` that is broken in the given way. It is a shell script; `$PIDS` is where it may note what runs. */
export function fakeOpa(folder: string, script: string): string {
  const file = join(folder, "opa");
  writeFileSync(file, `#!/bin/sh\nPIDS='${join(folder, "pids")}'\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Hangs, together with a process that it waits for. */
export const HANG = 'sleep 600 & echo "$$ $!" > "$PIDS"; wait';

/** Answers `opa version` rightly and does as the script says for anything else. */
export const versionThen = (script: string): string =>
  `[ "$1" = version ] && { echo "Version: 1.17.1"; exit; }\n${script}`;

/** Waits until a fake has noted what runs. */
export async function noted(folder: string): Promise<void> {
  const file = join(folder, "pids");
  while (!existsSync(file) || !readFileSync(file, "utf8").endsWith("\n")) await new Promise((go) => setTimeout(go, 10));
}

/** The processes that a fake noted and that are still there. */
export async function survivors(folder: string): Promise<readonly number[]> {
  const pids = readFileSync(join(folder, "pids"), "utf8").trim().split(/\s+/).map(Number);
  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return !isZombie(pid);
    } catch {
      return false;
    }
  };
  // The kernel takes a moment to bury them, and an engine to start and find its input closed.
  for (let patience = 0; patience < 500 && pids.some(isAlive); patience++)
    await new Promise((go) => setTimeout(go, 20));
  return pids.filter(isAlive);
}

/** Dead, and only waiting for whoever adopted it to notice; containers often have nobody who does. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
