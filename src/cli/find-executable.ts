import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { statOrNothing } from "./host.js";
import type { Terminal } from "./terminal.js";

/** The path of a program, as a shell would find it on PATH; undefined when there is none. */
export function findExecutable(name: string, env: Terminal["env"]): string | undefined {
  const endings = process.platform === "win32" ? (env.PATHEXT ?? ".EXE;.CMD;.BAT").split(";") : [""];
  for (const folder of (env.PATH ?? "").split(delimiter).filter((part) => part !== "")) {
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (statOrNothing(path)?.isFile() && isExecutable(path)) return path;
    }
  }
  return undefined;
}

/** The first line that a program prints about its version; undefined when it cannot be run within some seconds. */
export function versionOf(path: string, args: readonly string[], env: Terminal["env"]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(path, args, { timeout: 10_000, env: { ...env } }, (error, stdout) => {
      resolve(error === null ? stdout.trim().split("\n")[0] : undefined);
    });
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
