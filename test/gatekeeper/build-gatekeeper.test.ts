/** scripts/build-gatekeeper.mjs in a fresh clone, as far as it looks at one; what has been built stays where it is. */
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pathOf } from "../../scripts/build-gatekeeper.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { GATOR: _gator, GATEWRIGHT_GATEKEEPER: _runner, ...go } = process.env;
let folder: string;
/** The cache folder of the clone's user, with the runner of the sources as they are. */
let cache: string;

beforeAll(() => {
  // Go's own cache stays where it is: it is not what is tested, and empty it costs minutes.
  go.GOCACHE = execFileSync("go", ["env", "GOCACHE"], { encoding: "utf8" }).trim();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatewright-gatekeeper-"));
  for (const path of ["scripts/build-gatekeeper.mjs", "test/gatekeeper/runner"]) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  cache = join(folder, "cache/gatewright/gatekeeper", basename(dirname(pathOf("runner"))));
  mkdirSync(cache, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], env: NodeJS.ProcessEnv = { PATH: "" }) {
  const script = join(folder, "scripts/build-gatekeeper.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env: { ...env, XDG_CACHE_HOME: join(folder, "cache") },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** As if it had been built here before; nobody runs it. */
const keepRunner = (): string => {
  const path = join(cache, basename(pathOf("runner")));
  writeFileSync(path, "the runner");
  return path;
};

test("prints the path and builds nothing when the runner of these sources is there, and makes it the one that is found", () => {
  const path = keepRunner();
  writeFileSync(join(cache, "runner"), "an older one");
  for (const _ of ["once", "and again"]) {
    expect(run(["--runner"])).toEqual({ status: 0, stdout: `${path}\n`, stderr: "" });
    expect(statSync(join(cache, "runner")).ino).toBe(statSync(path).ino);
    expect(readdirSync(cache).sort()).toEqual(["runner", basename(path)]);
  }
});

test.each(["policy.go", "go.mod"])("builds again when %s has changed", (name) => {
  keepRunner();
  appendFileSync(join(folder, "test/gatekeeper/runner", name), "\n// changed\n");
  expect(run(["--runner"])).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringContaining("Go was not found"),
  });
});

test.each([
  [
    "Go is missing",
    ["--runner"],
    /^Go was not found;.*\n {2}- Install Go 1\.26 .*\n {2}- name what was built elsewhere: .*\n$/,
  ],
  ["it is asked for something else", ["--all"], /^unknown option --all; .*\n$/],
])("says what to do when %s, and leaves nothing", (_, args, message) => {
  expect(run(args)).toEqual({ status: 1, stdout: "", stderr: expect.stringMatching(message) });
  expect(readdirSync(cache)).toEqual([]);
});

test("takes what the environment names, if it is there", () => {
  const file = join(folder, "elsewhere");
  writeFileSync(file, "");
  for (const [option, variable] of [
    ["--gator", "GATOR"],
    ["--runner", "GATEWRIGHT_GATEKEEPER"],
  ] as const) {
    expect(run([option], { [variable]: file })).toEqual({ status: 0, stdout: `${file}\n`, stderr: "" });
    const { status, stdout, stderr } = run([option], { [variable]: `${file}.no` });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(`$${variable} names ${file}.no, which does not exist; unset it`);
  }
  expect(readdirSync(cache)).toEqual([]);
});

test("says what Go said when it cannot build, keeps the runner that was found so far, and leaves nothing else", () => {
  writeFileSync(join(cache, "runner"), "an older one");
  writeFileSync(join(folder, "test/gatekeeper/runner/broken.go"), "package main\n\nfunc broken() int {}\n");
  const { status, stdout, stderr } = run(["--runner"], go);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/broken\.go:3:\d+: missing return\n`go build .*` failed in .*\(see above\)\n$/s);
  expect(readdirSync(cache)).toEqual(["runner"]);
});
