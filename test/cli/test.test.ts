import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import { gator } from "../artifacts/gator.js";
import { fakeOpa } from "../opa/fake-opa.js";
import { builtPackage, gatewright } from "./built.js";
import { folderWith, validPolicy } from "./folder.js";

beforeAll(async () => {
  build("runner");
  await builtPackage();
}, 900_000);

const compared = "Compared: TypeScript, policy.wasm and Gatekeeper v3.23.1.";

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b }\nspec: ${spec}\n`;

const project = {
  "package.json": '{ "type": "module" }',
  "policies/network/policy.ts": validPolicy,
  "policies/network/fixtures/allowed-plain.yaml": pod("{}"),
  "policies/network/fixtures/denied-host.yaml": pod("{ hostNetwork: true }"),
};

const failing = { ...project, "policies/network/fixtures/denied-plain.yaml": `# A comment.\n${pod("{}")}` };

describe("gatewright test", () => {
  test("passes, and says what it tested and which ways it compared", async () => {
    const cwd = folderWith(project);
    expect(await gatewright(["test"], { cwd })).toEqual({
      code: 0,
      signal: null,
      stdout: expect.stringMatching(/^✓ .*\n {2}✓ .*\n {2}✓ .*\n\nCompared: .*\n✓ 2 tests passed in \d+\.\d s\n$/),
      stderr: "",
    });
  });

  test("does without Gatekeeper where it is not at hand, and says so", async () => {
    const cwd = folderWith(project);
    const env = { XDG_CACHE_HOME: folderWith({}), GATEWRIGHT_GATEKEEPER: "" };
    const { code, stdout } = await gatewright(["test"], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toContain(
      "Compared: TypeScript and policy.wasm. Gatekeeper itself is not at hand; see `gatewright doctor`.\n",
    );
  });

  test("does not do without the Gatekeeper that the environment names", async () => {
    const cwd = folderWith(project);
    const env = { GATEWRIGHT_GATEKEEPER: fakeOpa(folderWith({}), "echo hello") };
    const { code, stdout, stderr } = await gatewright(["test"], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^error: Gatekeeper's runner .* gave an answer that cannot be read: hello\nhelp: .*doctor/);
  });

  test("fails at the place of the fixture, without a stack", async () => {
    const cwd = folderWith(failing);
    const { code, stdout, stderr } = await gatewright(["test"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout.replace(/\d+\.\d s\n$/, "")).toBe(
      [
        "✗ policies/network/fixtures (2/3 passed)",
        "  ✓ K8sNoHostNetwork > allowed-plain.yaml",
        "  ✓ K8sNoHostNetwork > denied-host.yaml",
        "  ✗ K8sNoHostNetwork > denied-plain.yaml",
        "",
        "policies/network/fixtures/denied-plain.yaml:2:1 failed K8sNoHostNetwork > denied-plain.yaml",
        "  K8sNoHostNetwork should deny policies/network/fixtures/denied-plain.yaml:2:1",
        "  no violation, where at least one was expected",
        "  2 │ apiVersion: v1",
        "    │ ^",
        "",
        compared,
        "✗ 2 tests passed, 1 failed in ",
      ].join("\n"),
    );
    expect(stdout).not.toMatch(/^ +at /m);
  });

  test("reports the same in JSON, and nothing else on stdout", async () => {
    const cwd = folderWith(failing);
    const { code, stdout } = await gatewright(["test", "--json"], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 1,
      command: "test",
      ok: false,
      counts: { passed: 2, failed: 1, skipped: 0 },
      milliseconds: expect.any(Number),
      engines: ["TypeScript", "policy.wasm", "Gatekeeper v3.23.1"],
      files: [
        {
          file: "policies/network/fixtures",
          tests: [
            { name: "K8sNoHostNetwork > allowed-plain.yaml", state: "passed", errors: [] },
            { name: "K8sNoHostNetwork > denied-host.yaml", state: "passed" },
            {
              state: "failed",
              errors: [{ place: { file: "policies/network/fixtures/denied-plain.yaml", line: 2, column: 1 } }],
            },
          ],
        },
      ],
      untested: [],
      diagnostics: [],
    });
  });

  test("tests nothing when a policy does not compile", async () => {
    const cwd = folderWith({ ...project, "policies/network/policy.ts": validPolicy.replace("spec?.", "spec.") });
    const { code, stdout } = await gatewright(["test"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^policies\/network\/policy\.ts:10:9 error TS\d+ /);
    expect(stdout).toMatch(/\n1 error\. Nothing is tested\.\n$/);
    expect(JSON.parse((await gatewright(["test", "--json"], { cwd })).stdout)).toMatchObject({
      ok: false,
      files: [],
      diagnostics: [{ file: "policies/network/policy.ts", line: 10 }],
    });
  });

  test("does not pass when there is nothing to test", async () => {
    const cwd = folderWith({ "policy.ts": validPolicy });
    const { code, stdout, stderr } = await gatewright(["test"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^error: There is nothing to test: .+\nhelp: Put Kubernetes objects into fixtures\/allowed-/,
    );
  });

  test("names policies that nothing tests", async () => {
    const cwd = folderWith({ ...project, "policies/other/policy.ts": validPolicy.replace("K8sNo", "K8sOther") });
    const { code, stdout } = await gatewright(["test"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("! K8sOtherHostNetwork has neither fixtures nor tests.\n");
  });

  const written = `import { expect, test } from "vitest";
import "gatewright/testing";
import policy from "./policy.js";
test("prints", () => console.log("hello"));
test("compares", () => expect({ a: 1 }).toEqual({ a: 2 }));
test("denies", () => expect(policy).toDeny({ apiVersion: "v1", kind: "Pod", spec: { hostNetwork: true } }, { messages: ["no"] }));
`;
  const withTests = { ...project, "policies/network/policy.test.ts": written };

  test("shows how values differ, once, and what tests print, which never reaches JSON", async () => {
    const cwd = folderWith(withTests);
    const { code, stdout, stderr } = await gatewright(["test", "--json", "policies/network/policy.test.ts"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "console | policies/network/policy.test.ts > prints\nhello\n",
    });
    const { files } = JSON.parse(stdout);
    expect(files).toHaveLength(1);
    const [, compares, denies] = files[0].tests.map(({ errors }: { errors: object[] }) => errors[0]);
    expect(compares).toEqual({
      message: "expected { a: 1 } to deeply equal { a: 2 }",
      place: { file: "policies/network/policy.test.ts", line: 5, column: 41 },
      expected: '{\n  "a": 2,\n}',
      actual: '{\n  "a": 1,\n}',
      diff: expect.stringContaining('-   "a": 2,\n+   "a": 1,'),
    });
    expect(denies).toEqual({
      message: expect.stringMatching(
        /\nmissing: {4}"no"\nunexpected: "hostNetwork .*" \(policies\/network\/policy\.ts:10\)$/,
      ),
      place: { file: "policies/network/policy.test.ts", line: 6, column: 37 },
      expected: ["no"],
      actual: ["hostNetwork is not allowed"],
    });
  });

  test("runs the fixtures and tests alone that are named by their paths or names", async () => {
    const cwd = folderWith(withTests);
    const names = async (...args: readonly string[]) => {
      const { stdout } = await gatewright(["test", "--json", ...args], { cwd });
      const { files } = JSON.parse(stdout);
      return files.flatMap(({ tests }: { tests: { name: string }[] }) => tests.map(({ name }) => name));
    };
    expect(await names("policies/network/fixtures/denied-host.yaml")).toEqual(["K8sNoHostNetwork > denied-host.yaml"]);
    expect(await names("--filter", "K8sNoHostNetwork allowed|^pr")).toEqual([
      "K8sNoHostNetwork > allowed-plain.yaml",
      "prints",
    ]);
  });

  test.each([
    [
      "a name that there is not",
      ["-t", "nowhere"],
      /^error: There is nothing to test: no test's name matches nowhere\.\nhelp: /,
    ],
    [
      "no regular expression",
      ["-t", "("],
      /^error: --filter \( is not a regular expression: Unterminated group\.\nhelp: /,
    ],
    [
      "a fixture that there is not",
      ["policies/network/fixtures/denied-hosts.yaml"],
      /^error: There is no file or folder .*\nhelp: Did you mean policies\/network\/fixtures\/denied-host\.yaml\?\n$/,
    ],
  ])("ends with 2 when it is given %s", async (_, args, message) => {
    const { code, stdout, stderr } = await gatewright(["test", ...args], { cwd: folderWith(project) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test("refuses to watch in JSON", async () => {
    const { code, stderr } = await gatewright(["test", "--watch", "--json"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: --watch and --json exclude each other\.\nhelp: /);
  });

  test("watches: runs again after a change, goes on after errors, and ends with the signal", async () => {
    const cwd = folderWith(project);
    const executable = join(await builtPackage(), "bin", "gatewright.js");
    const child = spawn(process.execPath, [executable, "test", "--watch"], { cwd, stdio: "pipe" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = new Promise((resolve) => child.on("close", resolve));
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    const seen = (pattern: RegExp) => expect.poll(() => stdout, { timeout: 40_000 }).toMatch(pattern);
    const policy = join(cwd, "policies/network/policy.ts");

    const passing = String.raw`✓ 2 tests passed in \S+ s\nWatching for changes; Ctrl\+C ends it\.\n\n$`;
    await seen(new RegExp(passing));
    writeFileSync(policy, validPolicy.replace("spec?.", "spec."));
    await seen(/\npolicies\/network\/policy\.ts changed\.\n\n.*1 error\. Nothing is tested\.\nWatching .*\n\n$/s);
    writeFileSync(policy, validPolicy.replace("if (object.spec?.hostNetwork) ", ""));
    await seen(/✗ 1 test passed, 1 failed in .*\nWatching .*\n\n$/);
    writeFileSync(policy, validPolicy);
    await seen(new RegExp(`1 failed in .*${passing}`, "s"));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });
});

describe("suites of a build", () => {
  const settings = (owner: string) =>
    `apiVersion: gatewright.dev/v1\nkind: Fixture\nparameters: { owner: ${owner} }\nmessages: ["no ${owner}: # {1}\\n\\n# x"]\n---\n`;
  const review = (operation: string, fields: string) =>
    `apiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest:\n  uid: u\n  operation: ${operation}\n  kind: { group: "", version: v1, kind: Pod }\n  resource: { group: "", version: v1, resource: pods }\n  name: a\n  namespace: b\n  userInfo: { username: me }\n${fields}`;
  const files = {
    "policies/owner/policy.ts": `import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  owner: string;
}

export default policy({
  kind: "K8sOwner",
  title: "Owner",
  description: "Pods have an owner.",

  *violations({ object, oldObject, operation, parameters }: Review<Pod, Parameters>) {
    if (operation === "DELETE" && oldObject !== null) yield "not deleted";
    if (object.metadata?.labels?.["owner"] !== parameters.owner) yield \`no \${parameters.owner}: # {1}\\n\\n# x\`;
  },
});
`,
    "policies/owner/fixtures/denied-one.yaml": `${settings("me")}${pod("{}")}---\n${pod("{}")}`,
    "policies/owner/fixtures/denied-two.yaml": `${settings("you")}${pod("{}")}`,
    "policies/owner/fixtures/denied-update.yaml": `${settings("me")}${review("UPDATE", "  object: { apiVersion: v1, kind: Pod }\n  oldObject: { apiVersion: v1, kind: Pod }\n")}`,
    "policies/owner/fixtures/allowed-update.yaml": `${settings("me").replace(/messages.*\n/, "")}${review("UPDATE", "  object: { apiVersion: v1, kind: Pod, metadata: { labels: { owner: me } } }\n  oldObject: { apiVersion: v1, kind: Pod }\n")}`,
    "policies/owner/fixtures/denied-delete.yaml": `${settings("me").replace(/messages.*\n/, "")}${review("DELETE", "  oldObject: { apiVersion: v1, kind: Pod }\n")}`,
  };

  test("pass under gator itself, and can fail", async () => {
    const cwd = folderWith(files);
    expect(await gatewright(["build"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const verify = () =>
      new Promise<{ code: number | null; text: string }>((resolve) => {
        const child = spawn(gator, ["verify", "-v", "dist/suites/..."], {
          cwd,
          stdio: ["ignore", "pipe", "pipe"],
        });
        let text = "";
        for (const stream of [child.stdout, child.stderr]) {
          stream.setEncoding("utf8").on("data", (part: string) => {
            text += part;
          });
        }
        child.on("close", (code) => resolve({ code, text }));
      });
    const said = await verify();
    expect(said.text.match(/--- PASS: (?:allowed|denied)-/g)).toHaveLength(6);
    expect(said.code).toBe(0);

    const suite = join(cwd, "dist/suites/k8sowner.yaml");
    writeFileSync(suite, readFileSync(suite, "utf8").replace('violations: "no"', 'violations: "yes"'));
    expect(await verify()).toMatchObject({ code: 1, text: expect.stringContaining("--- FAIL: allowed-update.yaml") });
  });

  test("leave out what cannot be read, and say so", async () => {
    const cwd = folderWith({ ...project, "policies/network/fixtures/denied-broken.yaml": "kind: [\n" });
    const { code, stdout } = await gatewright(["build", "--json"], { cwd });
    expect(code).toBe(0);
    const { warnings, files: written } = JSON.parse(stdout);
    expect(warnings).toEqual([
      expect.stringMatching(/^policies\/network\/fixtures\/denied-broken\.yaml:\d+:\d+: .+; it is in no suite\.$/),
    ]);
    expect(written.map(({ path }: { path: string }) => path)).toContain("suites/k8snohostnetwork.yaml");
  });
});
