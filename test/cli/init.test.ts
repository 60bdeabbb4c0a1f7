import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { findPolicies } from "../../src/cli/find-policies.js";
import { builtPackage, checkout, gatewright } from "./built.js";
import { folderWith } from "./folder.js";

beforeAll(() => builtPackage(), 300_000);

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe("the project that init writes", () => {
  test("is checked, tested and built with nothing more", async () => {
    const cwd = folderWith({});
    await gatewright(["init"], { cwd });
    const clean = "✓ 1 policy, 1 constraint: no findings\n";
    expect(await gatewright(["check"], { cwd })).toMatchObject({ code: 0, stdout: clean, stderr: "" });
    const tested = await gatewright(["test"], { cwd });
    expect(tested).toMatchObject({ code: 0, stderr: "" });
    expect(tested.stdout).toMatch(/\n✓ 4 tests passed in \d+\.\d s\n$/);
    expect(await gatewright(["build"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    expect(filesOf(join(cwd, "dist"))).toContain("constraints/namespaces-have-an-owner.yaml");
  });

  test("has types for its editor", async () => {
    const cwd = folderWith({ "node_modules/empty": "" });
    await gatewright(["init"], { cwd });
    symlinkSync(await builtPackage(), join(cwd, "node_modules/gatewright"));
    symlinkSync(join(checkout, "node_modules/vitest"), join(cwd, "node_modules/vitest"));
    const tsc = () =>
      spawnSync(process.execPath, [join(checkout, "node_modules/typescript/bin/tsc")], { cwd, encoding: "utf8" });
    expect(tsc()).toMatchObject({ status: 0, stdout: "" });
    const constraints = join(cwd, "policies/constraints.ts");
    writeFileSync(constraints, readFileSync(constraints, "utf8").replace('key: "owner"', "key: 1"));
    expect(tsc().stdout).toContain("policies/constraints.ts(9,");
  });
});

describe("init", () => {
  test("writes a project into an empty folder and says what comes next", async () => {
    const cwd = folderWith({});
    const { code, stdout, stderr } = await gatewright(["init"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const path of filesOf(cwd)) expect(stdout).toContain(`+ ${path}\n`);
    expect(stdout).toContain("Next:\n  npm install\n  npx gatewright test");
    expect(findPolicies([], cwd)).toEqual([
      `${cwd}/policies/constraints.ts`,
      `${cwd}/policies/required-labels/policy.ts`,
    ]);
  });

  test("names the package after a folder that it makes", async () => {
    const cwd = folderWith({});
    const { code, stdout } = await gatewright(["init", "a/My Policies"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('Next:\n  cd "a/My Policies"\n');
    expect(JSON.parse(readFileSync(join(cwd, "a/My Policies/package.json"), "utf8")).name).toBe("my-policies");
  });

  test("keeps what stands around the policies", async () => {
    const cwd = folderWith({ "package.json": "{}", "README.md": "mine" });
    const { code, stdout } = await gatewright(["init", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, folder: ".", kept: ["README.md", "package.json"] });
    expect(readFileSync(join(cwd, "README.md"), "utf8")).toBe("mine");
    expect(JSON.parse(stdout).written).toEqual(filesOf(cwd).filter((path) => !/^(README.md|package.json)$/.test(path)));
  });

  test("writes nothing when it would overwrite a policy, and lists what is in the way", async () => {
    const cwd = folderWith({ "policies/constraints.ts": "mine" });
    const { code, stdout, stderr } = await gatewright(["init"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`this file exists in ${cwd}:\n  policies/constraints.ts\nhelp: Choose another folder`);
    expect(filesOf(cwd)).toEqual(["policies/constraints.ts"]);
  });

  test("refuses a second time", async () => {
    const cwd = folderWith({});
    await gatewright(["init"], { cwd });
    const before = filesOf(cwd);
    expect((await gatewright(["init"], { cwd })).code).toBe(2);
    expect(filesOf(cwd)).toEqual(before);
  });

  test("refuses a file, and a folder below a file", async () => {
    const cwd = folderWith({});
    writeFileSync(join(cwd, "file"), "");
    expect((await gatewright(["init", "file"], { cwd })).stderr).toMatch(/^error: .*\/file is not a folder\.\nhelp: /);
    const below = await gatewright(["init", "file/below"], { cwd });
    expect(below.code).toBe(2);
    expect(below.stderr).toMatch(/^error: Cannot write .*: a part of the path is a file, not a folder\.\nhelp: /);
  });
});
