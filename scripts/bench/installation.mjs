/** A copy of the package to measure, so that nothing that is built meanwhile changes what is measured. */
import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Copies the built package of a checkout into a folder, and gives that folder. Without the checkout's engine for this machine, which the npm
 * package does not have either, it runs the one for Node; `native` brings it along.
 */
export function install(checkout, folder, { native }) {
  if (!existsSync(join(checkout, "dist/cli/main.js"))) throw new Error("dist is missing: run `npm run build` first");
  mkdirSync(folder);
  for (const part of ["bin", "dist", "src/library", "stdlib", "package.json"]) {
    cpSync(join(checkout, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(checkout, "node_modules"), join(folder, "node_modules"), "junction");
  if (native && existsSync(join(checkout, ".cache/engine"))) {
    mkdirSync(join(folder, ".cache"));
    symlinkSync(join(checkout, ".cache/engine"), join(folder, ".cache/engine"), "junction");
  }
  return folder;
}
