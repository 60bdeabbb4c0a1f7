import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { OPA_VERSION, userCacheFolder } from "../../src/opa/index.js";

/**
 * A real `opa`, built once from its Go module and kept in the user's cache folder: two minutes the first time.
 */
export function realOpa(): string {
  const name = process.platform === "win32" ? "opa.exe" : "opa";
  const folder = join(userCacheFolder(process.env), "opa-binary", OPA_VERSION);
  const file = join(folder, name);
  if (existsSync(file)) return file;
  const half = `${folder}.${process.pid}`;
  mkdirSync(half, { recursive: true });
  execFileSync("go", ["install", "-trimpath", `github.com/open-policy-agent/opa@v${OPA_VERSION}`], {
    env: { ...process.env, GOBIN: half },
    stdio: "inherit",
  });
  mkdirSync(folder, { recursive: true });
  renameSync(join(half, name), file);
  rmSync(half, { recursive: true });
  return file;
}
