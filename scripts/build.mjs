/**
 * Builds what the package runs, into dist:
 *
 *   dist/…          src as JavaScript, with declarations
 *   dist/stdlib/…   the standard library the same way: projects import it, and Node runs no TypeScript in node_modules
 *
 * Files of earlier builds that this one does not write are removed, all but dist/engine: scripts/build-engine.mjs makes that.
 * Ends with exit code 1 when there are type errors; everything is written nevertheless.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules/typescript/bin/tsc");

/** The files that one project gives. */
function emit(project) {
  const args = [compiler, "-p", project, "--listEmittedFiles"];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (error !== undefined) throw error;
  const lines = stdout.split(/\r?\n/);
  const said = lines.filter((line) => line !== "" && !line.startsWith("TSFILE: "));
  if (said.length > 0 || stderr !== "") console.error([...said, stderr].join("\n"));
  if (status !== 0) process.exitCode = 1;
  return lines.filter((line) => line.startsWith("TSFILE: ")).map((line) => normalize(line.slice("TSFILE: ".length)));
}

// The standard library imports the package by its name, and so the declarations that were just written.
const written = new Set(["tsconfig.build.json", "tsconfig.stdlib.json"].flatMap(emit));
if (written.size === 0) throw new Error("tsc wrote nothing");
for (const entry of readdirSync(join(root, "dist"), { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(path) && !path.startsWith(join(root, "dist/engine/"))) rmSync(path);
}
