import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { builtPackage, gatewright } from "./built.js";
import { folderWith, validPolicy } from "./folder.js";
import { loadedModules } from "./loaded-modules.js";

beforeAll(() => builtPackage(), 300_000);

const wrongPolicy = validPolicy.replace("object.spec?.hostNetwork", "object.spec.hostNetwork");

/** Every file below a folder with its content, by path. */
function contents(folder: string): { readonly [path: string]: string } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "base64")]));
}

describe("a build", () => {
  test("writes what a cluster and OPA take, and the same bytes again", async () => {
    const cwd = folderWith({ "policies/no-host-network/policy.ts": validPolicy });
    const first = await gatewright(["build"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^✓ 1 policy: no findings\ndist: 6 files written\.\n$/);
    const files = contents(join(cwd, "dist"));
    expect(Object.keys(files).filter((path) => !path.startsWith("."))).toEqual([
      "bundle.tar.gz",
      "kustomization.yaml",
      "library/general/k8snohostnetwork/template.yaml",
      "policies.wasm",
      "rego/k8snohostnetwork.rego",
      "templates/k8snohostnetwork.yaml",
    ]);
    expect(statSync(join(cwd, "dist/policies.wasm")).size).toBeGreaterThan(100_000);

    const second = await gatewright(["build", "--json"], { cwd });
    expect(JSON.parse(second.stdout)).toMatchObject({ ok: true, unchanged: 6, removed: [], warnings: [] });
    expect(contents(join(cwd, "dist"))).toEqual(files);
  });

  test("brings what functions of the library import", async () => {
    const reading = validPolicy
      .replace("{ policy,", "{ decodeJwt, policy,")
      .replace("object.spec?.hostNetwork", 'decodeJwt(object.metadata?.annotations?.["token"] ?? "") !== undefined');
    const cwd = folderWith({
      "policy.ts": reading,
      "fixtures/denied-token.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: a, annotations: { token: e30.e30. } }\n",
    });
    expect(await gatewright(["build"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    expect(await gatewright(["test"], { cwd })).toMatchObject({ code: 0 });
  });

  test("writes templates in Rego v0 when it is asked to, and knows no other version", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    expect(await gatewright(["build"], { cwd })).toMatchObject({ code: 0 });
    const v1 = readFileSync(join(cwd, "dist/rego/k8snohostnetwork.rego"), "utf8");
    expect(await gatewright(["build", "--rego", "v0"], { cwd })).toMatchObject({ code: 0 });
    const rego = readFileSync(join(cwd, "dist/rego/k8snohostnetwork.rego"), "utf8");
    const imports = "import future.keywords.contains\nimport future.keywords.if\n\n";
    expect(rego).toBe(v1.replace("\n\n", `\n\n${imports}`));
    for (const path of ["templates/k8snohostnetwork.yaml", "library/general/k8snohostnetwork/template.yaml"]) {
      const [target] = parse(readFileSync(join(cwd, "dist", path), "utf8")).spec.targets;
      expect(target).toEqual({ target: "admission.k8s.gatekeeper.sh", rego });
    }
    const { code, stderr } = await gatewright(["build", "--rego", "v2"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "error: There is no version v2 of Rego.\nhelp: Give v1, or v0 for Gatekeeper before 3.19.\n",
    });
  });

  test("explains which lines each rule comes from when it is asked to, and writes the same besides", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    await gatewright(["build"], { cwd });
    const plain = contents(join(cwd, "dist"));
    const { code, stdout } = await gatewright(["build", "--explain"], { cwd });
    expect(code).toBe(0);
    const line = validPolicy.split("\n").findIndex((text) => text.includes("yield")) + 1;
    expect(stdout).toBe(
      `rego/k8snohostnetwork.rego\n  3-4  violation  policy.ts:${line}\n\n✓ 1 policy: no findings\ndist: 1 file written, 6 unchanged.\n`,
    );
    const { "rego/k8snohostnetwork.rego.map": map, ...others } = contents(join(cwd, "dist"));
    const built = ({ [".gatewright-build.json"]: _, ...files }: { readonly [path: string]: string }) => files;
    expect(built(others)).toEqual(built(plain));
    expect(JSON.parse(Buffer.from(map ?? "", "base64").toString())).toMatchObject({
      version: 3,
      sources: ["policy.ts"],
    });
    const json = JSON.parse((await gatewright(["build", "--explain", "--json"], { cwd })).stdout);
    const [rule] = json.explained[0].rules;
    expect(rule).toMatchObject({ name: "violation", line: 3, endLine: 4 });
    expect(rule.origins[0]).toMatchObject({ file: "policy.ts", line });
    expect(JSON.parse((await gatewright(["build", "--json"], { cwd })).stdout)).not.toHaveProperty("explained");
    expect(contents(join(cwd, "dist"))).toEqual(plain);
  });

  test("tells which providers of external data a policy needs, and keeps it from gator", async () => {
    const asking = validPolicy
      .replace("{ policy,", "{ externalData, policy,")
      .replace("object.spec?.hostNetwork", 'externalData("facts", [object.metadata?.name ?? ""]).errors.length > 0');
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n";
    const cwd = folderWith({
      "other/policy.ts": validPolicy.replace("K8sNo", "K8sOther"),
      "other/fixtures/allowed-a.yaml": pod,
      "asking/policy.ts": asking,
      "asking/fixtures/denied-a.yaml": `apiVersion: gatewright.dev/v1
kind: Fixture
externalData: { facts: { errors: { a: unknown } } }
---
${pod}`,
    });
    const { code, stdout } = await gatewright(["build"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "warning K8sNoHostNetwork asks for external data: it needs the Provider facts, and is in no suite for gator and not in bundle.tar.gz.",
    );
    expect(readdirSync(join(cwd, "dist/suites")).filter((name) => /^[^.]*\.yaml$/.test(name))).toEqual([
      "k8sotherhostnetwork.yaml",
    ]);
    expect(existsSync(join(cwd, "dist/templates/k8snohostnetwork.yaml"))).toBe(true);
    expect(await gatewright(["test"], { cwd })).toMatchObject({ code: 0 });
  });

  test("reports in JSON what it wrote", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    const { code, stdout, stderr } = await gatewright(["build", "policy.ts", "--out", "a/b", "--json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      format: 1,
      command: "build",
      ok: true,
      out: "a/b",
      policies: [{ kind: "K8sNoHostNetwork", file: "policy.ts", title: "No host network" }],
      constraints: [],
      diagnostics: [],
    });
    expect(report.files).toHaveLength(6);
    for (const { path, bytes } of report.files) expect(statSync(join(cwd, "a/b", path)).size).toBe(bytes);
  });

  test("removes what it wrote before and does not write any more, and nothing else", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy, "dist/mine.txt": "mine" });
    await gatewright(["build"], { cwd });
    writeFileSync(join(cwd, "policy.ts"), validPolicy.replace("K8sNoHostNetwork", "K8sOther"));
    expect((await gatewright(["build"], { cwd })).stdout).toMatch(/removed/);
    expect(readdirSync(join(cwd, "dist/templates"))).toEqual(["k8sother.yaml"]);
    expect(readFileSync(join(cwd, "dist/mine.txt"), "utf8")).toBe("mine");
  });

  test("writes nothing when there are errors, and shows where they are", async () => {
    const cwd = folderWith({ "a/policy.ts": validPolicy, "b/policy.ts": wrongPolicy.replace("K8sNo", "K8sB") });
    const { code, stdout, stderr } = await gatewright(["build"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^b\/policy\.ts:10:9 error TS\d+ /);
    expect(stdout).toContain("  10 │     if (object.spec.hostNetwork) yield");
    expect(stdout).toContain("     │         ^^^^^^^^^^^");
    expect(stdout).toMatch(/\n1 error\.\nNothing is written\.\n$/);
    expect(existsSync(join(cwd, "dist"))).toBe(false);
    const report = JSON.parse((await gatewright(["build", "--json"], { cwd })).stdout);
    expect(report).toMatchObject({ ok: false, files: [], diagnostics: [{ file: "b/policy.ts", line: 10, column: 9 }] });
  });
});

describe("a build that cannot be ends with 2, says why and what to do, and writes nothing", () => {
  test.each([
    ["of nothing", [], "There is no policy in this folder"],
    ["of a missing path", ["nowhere"], "There is no file or folder nowhere."],
    ["of a file without a policy", ["shared.ts"], "There is no policy in shared.ts."],
    ["of a folder without a policy", ["folder"], "There is no policy in folder (it holds no TypeScript files)."],
    ["of an empty file", ["empty.ts"], "empty.ts is empty."],
    ["of a binary file", ["binary.ts"], "binary.ts is not text."],
    ["of a file that is no TypeScript", ["notes.md"], "notes.md is not a TypeScript file (.ts)."],
  ])("%s", async (_, paths, message) => {
    const cwd = folderWith({
      "shared.ts": "export const x = 1;\n",
      "folder/notes.md": "",
      "empty.ts": "",
      "binary.ts": new Uint8Array([0, 1, 2]),
      "notes.md": "x",
    });
    const { code, stdout, stderr } = await gatewright(["build", ...paths], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).toMatch(/\nhelp: .+\n$/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(existsSync(join(cwd, "dist"))).toBe(false);
  });

  test.each([
    ["into a file", ["--out", "file"]],
    ["below a file", ["--out", "file/dist"]],
    ["where the system lets nobody write", ["--out", "/proc/gatewright"]],
    ["over a folder that has the name of a file", ["--out", "taken"]],
  ])("%s", async (_, args) => {
    const cwd = folderWith({ "policy.ts": validPolicy, file: "mine" });
    mkdirSync(join(cwd, "taken/policies.wasm"), { recursive: true });
    const before = contents(cwd);
    const { code, stdout, stderr } = await gatewright(["build", ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .+\nhelp: .+\n$/);
    expect(contents(cwd)).toEqual(before);
  });

  test("without an OPA that can be used", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    const { code, stdout, stderr } = await gatewright(["build"], { cwd, env: { OPA_BIN: "/nowhere/opa" } });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("/nowhere/opa: there is no such program");
    expect(stderr).toContain("help: `gatewright doctor` shows which OPA is used here, and why.");
    expect(existsSync(join(cwd, "dist"))).toBe(false);
  });
});

test("an interrupted build leaves nothing behind", async () => {
  const cwd = folderWith({ "policy.ts": validPolicy, "opa-that-hangs": "" });
  const opa = join(cwd, "opa-that-hangs");
  writeFileSync(
    opa,
    '#!/bin/sh\n[ "$1" = version ] && { echo "Version: 1.17.1"; exit 0; }\ntouch "$TMPDIR/../reached"\nexec sleep 60\n',
  );
  chmodSync(opa, 0o755);
  mkdirSync(join(cwd, "tmp"));
  const executable = join(await builtPackage(), "bin", "gatewright.js");
  const env = { ...process.env, OPA_BIN: opa, TMPDIR: join(cwd, "tmp"), XDG_CACHE_HOME: join(cwd, "tmp/cache") };
  const child = spawn(process.execPath, [executable, "build"], { cwd, env, stdio: "pipe" });
  const ended = new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal })));
  await expect.poll(() => existsSync(join(cwd, "reached")), { timeout: 30_000 }).toBe(true);
  child.kill("SIGINT");
  expect(await ended).toEqual({ code: null, signal: "SIGINT" });
  expect(readdirSync(cwd).sort()).toEqual(["opa-that-hangs", "policy.ts", "reached", "tmp"]);
  expect(readdirSync(join(cwd, "tmp"))).toEqual([]);
});

describe("check", () => {
  test("reports findings on stdout and writes nothing", async () => {
    const cwd = folderWith({ "policy.ts": wrongPolicy });
    const { code, stdout, stderr } = await gatewright(["check"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^policy\.ts:10:9 error TS\d+ [^\n]+\n {2}10 │ /);
    expect(readdirSync(cwd)).toEqual(["policy.ts"]);
  });

  test("is fine in both forms when nothing is found", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    expect(await gatewright(["check"], { cwd })).toMatchObject({ code: 0, stdout: "✓ 1 policy: no findings\n" });
    expect(JSON.parse((await gatewright(["check", "--json"], { cwd })).stdout)).toMatchObject({
      ok: true,
      diagnostics: [],
    });
  });

  test("loads neither YAML, nor OPA, nor a test runner", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    const modules = await loadedModules(["check"], { cwd });
    expect(modules.some((url) => url.includes("/dist/compiler/compile.js"))).toBe(true);
    const heavy = /node_modules\/(vitest|yaml|@open-policy-agent)\/|dist\/(opa|testing|gatekeeper\/(template|yaml))/;
    expect(modules.filter((url) => heavy.test(url))).toEqual([]);
  });
});
