/** scripts/build-cluster.mjs, as far as it looks at a machine that has nothing, and scripts/test-cluster.mjs as far as it reads its arguments. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const scripts = fileURLToPath(new URL("../../scripts/", import.meta.url));
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "gatewright-cluster-cache-"));
});

afterEach(() => rmSync(cache, { recursive: true, force: true }));

function run(script: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(scripts, script), ...args], {
    env: { PATH: "", XDG_CACHE_HOME: cache },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test.each(["etcd", "kube-apiserver", "gatekeeper", "manifest", "kubectl"])(
  "says that %s needs Go, and leaves nothing",
  (part) => {
    const { status, stdout, stderr } = run("build-cluster.mjs", [`--${part}`]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^Go was not found;.*\n {2}- Install Go 1\.26 /);
    expect(existsSync(join(cache, "gatewright"))).toBe(false);
  },
);

test("names what it builds when it is asked for something else", () => {
  expect(run("build-cluster.mjs", ["--kubelet"])).toEqual({
    status: 1,
    stdout: "",
    stderr:
      "unknown option --kubelet; it takes --etcd, --kube-apiserver, --gatekeeper, --manifest, --kubectl, or none for all\n",
  });
});

test("a run that cannot start says why, with a code of its own", () => {
  for (const [args, message] of [
    [["--nodes", "3"], /^Unknown option '--nodes'/],
    [["capabilities"], /^unknown argument capabilities; policies follow --policy\n$/],
    [[], /^Go was not found;/],
  ] as const) {
    const { status, stdout, stderr } = run("test-cluster.mjs", args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  }
});
