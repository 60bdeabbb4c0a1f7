import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeOpa, testFolder } from "./fake-opa.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;

/** A fresh clone, as far as the engine's build looks at it. */
beforeEach(() => {
  folder = testFolder();
  for (const path of ["scripts/build-engine.mjs", "src/opa"])
    cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "bin"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function build(env: NodeJS.ProcessEnv) {
  const script = join(folder, "scripts/build-engine.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the build of the engine", () => {
  const withoutGo = () => ({ PATH: join(folder, "bin"), XDG_CACHE_HOME: join(folder, "cache") });

  it("explains that Go is missing", () => {
    const { status, stderr } = build(withoutGo());
    expect(status).toBe(1);
    expect(stderr).toContain("Go was not found, so the embedded OPA was not built.");
    expect(stderr).toContain("https://go.dev/dl/");
    expect(stderr).toContain("put OPA 1.17.1 on PATH as `opa`, or name its file in $OPA_BIN");
  });

  it("makes do without Go where there is an opa", () => {
    const opa = fakeOpa(join(folder, "bin"), "");
    expect(build(withoutGo())).toMatchObject({ status: 0, stderr: expect.stringContaining(`Found ${opa}`) });
  });

  it("says what Go said when it cannot build", () => {
    writeFileSync(join(folder, "src/opa/engine/broken.go"), "package main\n\nfunc broken() int {}\n");
    // Go's own cache stays where it is: it is not what is tested, and empty it costs a minute.
    const GOCACHE = execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim();
    const { status, stderr } = build({
      ...process.env,
      XDG_CACHE_HOME: join(folder, "cache"),
      GOCACHE,
      TMPDIR: folder,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/broken\.go:3:\d+: missing return/);
    expect(stderr).toContain("Go could not build the engine in src/opa/engine (see above).");
    expect(readdirSync(folder).filter((name) => name.startsWith("gatewright-engine-"))).toEqual([]);
  });

  it("takes a fresh clone's engine from the cache, with and without Go, and then does nothing", () => {
    const { HOME, XDG_CACHE_HOME, PATH } = process.env;
    for (const path of [PATH, join(folder, "bin")]) {
      rmSync(join(folder, "dist"), { recursive: true, force: true });
      expect(build({ HOME, XDG_CACHE_HOME, PATH: path })).toEqual({ status: 0, stdout: "", stderr: "" });
      expect(existsSync(join(folder, "dist/opa/embedded/host.js"))).toBe(true);
      expect(existsSync(join(folder, ".cache/engine/native.json"))).toBe(true);
    }
    const file = join(folder, "dist/engine/engine.wasm.gz");
    expect(readFileSync(file).equals(readFileSync(join(root, "dist/engine/engine.wasm.gz")))).toBe(true);
    const made = statSync(file).mtimeMs;
    expect(build(withoutGo())).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(statSync(file).mtimeMs).toBe(made);
  });
});
