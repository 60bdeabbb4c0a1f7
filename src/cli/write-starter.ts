import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Started } from "../report/init.js";
import { statOrNothing } from "./host.js";
import { readPackage } from "./own-package.js";
import { projectFiles, starterFiles } from "./starter.js";
import { UsageError } from "./usage-error.js";

/**
 * Writes the starter project into a folder, which is made when it is missing. Files of the project around the policies
 * are kept where they exist; for any other file that exists nothing at all is written.
 */
export function writeStarter(folder: string): Started {
  const stats = statOrNothing(folder);
  if (stats !== undefined && !stats.isDirectory()) {
    throw new UsageError(`${folder} is not a folder.`, "Give a folder, or a name that does not exist yet.");
  }
  const existing = Object.keys(starterFiles).filter((path) => existsSync(join(folder, path)));
  if (existing.length > 0) {
    throw new UsageError(
      `Nothing is written, because ${existing.length === 1 ? "this file exists" : "these files exist"} in ${folder}:\n${existing.map((path) => `  ${path}`).join("\n")}`,
      "Choose another folder, such as `gatewright init my-policies`, or move the files away.",
    );
  }
  const around = projectFiles(packageName(folder), readPackage().version);
  const kept = Object.keys(around).filter((path) => existsSync(join(folder, path)));
  const files = Object.entries({ ...around, ...starterFiles }).filter(([path]) => !kept.includes(path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: "wx" });
  }
  return { written: files.map(([path]) => path).sort(), kept, installed: isInstalled(folder) };
}

/** The folder's name, as far as npm takes it for a package. */
function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name === "" || name === "gatewright" ? "policies" : name;
}

/** Whether a module in the folder can import "gatewright". */
function isInstalled(folder: string): boolean {
  const folders = createRequire(join(folder, "policy.js")).resolve.paths("gatewright") ?? [];
  return folders.some((path) => existsSync(join(path, "gatewright", "package.json")));
}
