import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

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
