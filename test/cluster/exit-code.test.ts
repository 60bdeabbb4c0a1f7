import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { etcdVersion, kubernetesVersion } from "../../scripts/build-cluster.mjs";
import { gatekeeperVersion } from "../../scripts/build-gatekeeper.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
let cache: string;

beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), "gatewright-cluster-test-"));
});

afterAll(() => rmSync(cache, { recursive: true, force: true }));

test.skipIf(process.platform === "win32")("a control plane that does not start ends it with exit code 2", () => {
  const programs = join(cache, "gatewright/cluster", `${process.platform}-${process.arch}`);
  mkdirSync(programs, { recursive: true });
  const parts = [`kube-apiserver-${kubernetesVersion}`, `gatekeeper-${gatekeeperVersion}`];
  for (const part of [`etcd-${etcdVersion}`, ...parts, `kubectl-${kubernetesVersion}`]) {
    writeFileSync(join(programs, part), "#!/bin/sh\necho no such luck\nexit 7\n", { mode: 0o755 });
  }
  writeFileSync(join(programs, `gatekeeper-${gatekeeperVersion}.yaml`), "");
  const { status, stderr } = spawnSync(
    process.execPath,
    ["scripts/test-cluster.mjs", "--policy", "block-nodeport-services"],
    {
      cwd: root,
      env: { ...process.env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, NO_COLOR: "1" },
      encoding: "utf8",
    },
  );
  expect(stderr).toMatch(/^It could not be run: etcd has ended\.\nno such luck\n$/m);
  expect(status).toBe(2);
});
