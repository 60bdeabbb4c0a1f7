import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import { builtGatekeeper } from "../../src/testing/gatekeeper/find-gatekeeper.js";
import { fakeOpa } from "../opa/fake-opa.js";
import { builtPackage, gatewright } from "./built.js";
import { folderWith } from "./folder.js";

beforeAll(async () => {
  build("runner");
  await builtPackage();
}, 900_000);

/** Nothing that this machine happens to have. */
const bare = { OPA_BIN: "", PATH: "/nowhere", GATEWRIGHT_GATEKEEPER: "" };

async function findings(env: { readonly [name: string]: string }) {
  const { code, stdout, stderr } = await gatewright(["doctor", "--json"], { env: { ...bare, ...env } });
  expect(stderr).toBe("");
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ format: 1, command: "doctor", ok: code === 0 });
  return { code, named: (name: string) => report.findings.find((finding: { name: string }) => finding.name === name) };
}

test("names what a build and a test would use, and why", async () => {
  const { code, stdout, stderr } = await gatewright(["doctor"], { env: bare });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^✓ gatewright +\d+\.\d+\.\d+$/m);
  expect(stdout).toMatch(/^✓ node +\d+\.\d+\.\d+ \(\w+ \w+\)$/m);
  expect(stdout).toMatch(/^✓ opa \(embedded\) +\d+\.\d+\.\d+ .*\n +Used: .*there is no opa on PATH\.$/m);
  expect(stdout).toContain(`v3.23.1 with OPA v1.17.1  ${builtGatekeeper(process.env)}\n`);
  expect(stdout).toMatch(/^✓ gatekeeper +v3\..*\n +Used: it was built here\. /m);
  expect(stdout).toMatch(/^– gator +not found\n +Gatekeeper's own tool: /m);
  expect(stdout).toMatch(/\nReady: .*\n$/);
});

describe("OPA that was asked for and cannot be used ends with 2", () => {
  test.each([
    ["is not there", undefined, /^It cannot be used: there is no such program\./],
    ["is of another version", 'echo "Version: 1.19.0"', /^It cannot be used: it is OPA 1\.19\.0, and Gatekeeper's is /],
  ])("when it %s", async (_, script, note) => {
    const folder = folderWith({});
    const OPA_BIN = script === undefined ? join(folder, "opa") : fakeOpa(folder, script);
    const { code, named } = await findings({ OPA_BIN, PATH: process.env.PATH as string });
    expect(code).toBe(2);
    expect(named("opa ($OPA_BIN)")).toMatchObject({ path: OPA_BIN, status: "unusable" });
    expect(named("opa ($OPA_BIN)").note).toMatch(note);
    expect(named("opa ($OPA_BIN)").note).toMatch(/ Name OPA 1\.17\.1 there, or unset it to use the embedded one\.$/);
  });
});

test("OPA of another version on PATH is passed over", async () => {
  const folder = folderWith({});
  const path = fakeOpa(folder, 'echo "Version: 0.70.0"');
  const { code, named } = await findings({ PATH: folder });
  expect(code).toBe(0);
  expect(named("opa (PATH)")).toMatchObject({ path, status: "unused", note: expect.stringContaining("OPA 0.70.0") });
  expect(named("opa (embedded)")).toMatchObject({
    status: "ok",
    note: expect.stringContaining("on PATH is passed over"),
  });
});

describe("Gatekeeper's client", () => {
  test("does no harm when it is not there, and doctor says how to get it", async () => {
    const { code, named } = await findings({ XDG_CACHE_HOME: folderWith({}) });
    expect(code).toBe(0);
    expect(named("gatekeeper")).toEqual({
      name: "gatekeeper",
      status: "absent",
      note: expect.stringMatching(
        /third side\. `node \S+\/scripts\/build-gatekeeper\.mjs --runner` builds it, with Go 1\.26 /,
      ),
    });
  });

  test.each([
    ["is not there", undefined, /names \S+, which does not exist\. Name another there, or unset it\.$/],
    [
      "is of another version",
      `read line; echo '{"id":1,"version":{"gatekeeper":"v3.1.0","opa":"v1"}}'`,
      / is a runner for Gatekeeper v3\.1\.0; Gatewright takes one for v3\.23\.1\. /,
    ],
    ["is something else", "echo hello", /gave an answer that cannot be read: hello\. /],
    ["fails", "echo broken >&2; exit 3", /stopped with exit code 3: broken\. /],
  ])("ends with 2 when $GATEWRIGHT_GATEKEEPER %s", async (_, script, note) => {
    const folder = folderWith({});
    const GATEWRIGHT_GATEKEEPER = script === undefined ? join(folder, "runner") : fakeOpa(folder, script);
    const { code, named } = await findings({ GATEWRIGHT_GATEKEEPER, PATH: process.env.PATH as string });
    expect(code).toBe(2);
    expect(named("gatekeeper")).toMatchObject({ status: "unusable", note: expect.stringMatching(note) });
    expect(named("gatekeeper").note).toMatch(/^It cannot be used: /);
  });

  test("that is broken where it is built says to build it again", async () => {
    const cache = folderWith({});
    const file = builtGatekeeper({ XDG_CACHE_HOME: cache });
    mkdirSync(file, { recursive: true });
    const { code, named } = await findings({ XDG_CACHE_HOME: cache });
    expect(code).toBe(2);
    expect(named("gatekeeper").note).toMatch(
      /could not be started \(EACCES\)\. Remove it and build it again: `node .* --runner`\.$/,
    );
  });
});

test("is not held up by programs that hang", async () => {
  const hanging = fakeOpa(folderWith({}), "exec sleep 60");
  const { code, named } = await findings({ OPA_BIN: hanging, GATEWRIGHT_GATEKEEPER: hanging, PATH: "/bin:/usr/bin" });
  expect(code).toBe(2);
  expect(named("opa ($OPA_BIN)").note).toMatch(/`opa version` did not finish within 5000 ms and was stopped\. /);
  expect(named("gatekeeper").note).toMatch(/ did not answer within 5000 ms and was stopped\. /);
});
