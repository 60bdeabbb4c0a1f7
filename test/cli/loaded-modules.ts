import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gatewright, type RunOptions } from "./built.js";
import { folderWith } from "./folder.js";

const register = `import { register } from "node:module";
register("./hooks.mjs", import.meta.url);`;

const hooks = `import { appendFileSync } from "node:fs";
export async function load(url, context, nextLoad) {
  appendFileSync(new URL("loaded", import.meta.url), url + "\\n");
  return nextLoad(url, context);
}`;

/** The URLs of the modules that `gatewright` loads for these arguments. */
export async function loadedModules(args: readonly string[], options: RunOptions = {}): Promise<string[]> {
  const folder = folderWith({ "register.mjs": register, "hooks.mjs": hooks, loaded: "" });
  const preload = pathToFileURL(join(folder, "register.mjs")).href;
  await gatewright(args, { ...options, env: { ...options.env, NODE_OPTIONS: `--import=${preload}` } });
  return readFileSync(join(folder, "loaded"), "utf8")
    .split("\n")
    .filter((url) => url !== "");
}
