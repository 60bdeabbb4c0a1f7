import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sizeOfRego, sizeOfTypeScript } from "../../scripts/bench/lines.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
let checkout: string;

beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), "gatewright-bench-test-"));
  for (const part of ["scripts", "package.json", "test/gatekeeper/runner/go.mod"]) {
    cpSync(join(root, part), join(checkout, part), { recursive: true });
  }
  cpSync(join(root, "node_modules/yaml"), join(checkout, "node_modules/yaml"), { recursive: true });
  for (const part of ["bin", "src/library", "stdlib"]) mkdirSync(join(checkout, part), { recursive: true });
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function bench(...args: readonly string[]) {
  const env = { ...process.env, XDG_CACHE_HOME: checkout };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/bench.mjs", ...args], {
    cwd: checkout,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("a checkout that is not built is told what to run", () => {
  const stderr = "error: dist is missing: run `npm run build` first\n";
  expect(bench()).toEqual({ status: 1, stdout: "", stderr });
});

test("an option that there is not is named", () => {
  expect(bench("--jsno")).toEqual({ status: 1, stdout: "", stderr: "error: unknown option --jsno; it takes --json\n" });
});

test("what fails to be measured is in its row, the other rows are measured, and the exit code is 1", () => {
  mkdirSync(join(checkout, "dist/cli"), { recursive: true });
  writeFileSync(join(checkout, "dist/cli/main.js"), "");
  writeFileSync(join(checkout, "bin/gatewright.js"), 'process.stderr.write("no such luck"); process.exitCode = 3;');
  const { status, stdout } = bench("--json");
  const { ok, rows } = JSON.parse(stdout) as { ok: boolean; rows: readonly { [field: string]: unknown }[] };
  expect({ status, ok }).toEqual({ status: 1, ok: false });
  const row = (name: RegExp) => rows.find((one) => name.test(String(one.name)));
  expect(row(/^node -e 0/)).toMatchObject({ unit: "ms", runs: 15, value: expect.any(Number) });
  expect(row(/^gatewright --help/)).toMatchObject({
    budget: 100,
    failure: expect.stringMatching(/--help` ended with exit code 3:\nno such luck$/),
  });
  expect(row(/gator bench\), generated/)).toMatchObject({
    left: expect.stringMatching(/^gator v[\d.]+ is not built: /),
  });
});

test("gator's bench names an option that there is not", () => {
  const args = ["scripts/bench-gator.mjs", "--jsno"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^error: Unknown option '--jsno'/);
});

test("lines that say something are counted, and rules by their heads", () => {
  const typescript = "/** What it is. */\nconst a = 1;\n\n// A note.\n/*\n * More.\n */\nconst b = 2; // said\n";
  expect(sizeOfTypeScript(typescript)).toEqual({ lines: 8, code: 2 });
  const rego =
    "package p\n\n# a.ts:1\nviolation contains 1 if {\n\tq\n}\n\ndefault q := false\n\nq if {\n\ttrue\n} else := 2\n";
  expect(sizeOfRego(rego)).toEqual({ lines: 12, code: 8, rules: 3 });
});
