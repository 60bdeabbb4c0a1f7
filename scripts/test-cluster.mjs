/**
 * The standard library in a real control plane: etcd, kube-apiserver and Gatekeeper on the loopback. Applies what `gatewright build stdlib` writes
 * with `kubectl apply -k`, sends every fixture through the API server, reads the audit's results, and compares with what gatewright says.
 *
 *   node scripts/test-cluster.mjs [--policy NAME…] [--subset] [--fresh] [--report FILE]
 *
 *   --policy   only these, by their folders in stdlib
 *   --subset   one policy of each kind of behaviour
 *   --fresh    also what an earlier run, with the same everything, has asked already
 *   --report   vitest's JSON report
 *
 * Exit codes: 0 all equal, 1 something differs, 2 it could not be run.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startVitest } from "vitest/node";
import { build, etcdVersion, kubernetesVersion, parts } from "./build-cluster.mjs";
import { gatekeeperVersion, userCache } from "./build-gatekeeper.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One of each kind of behaviour, of creates, updates and deletes. */
const subset = [
  "block-nodeport-services", // plain
  "capabilities", // parameters, updates, ephemeral containers
  "containerlimits", // quantities
  "disallowanonymous", // objects of no namespace
  "host-filesystem", // what the API server adds
  "noupdateserviceaccount", // users and groups, old objects
  "requiredprobes", // names that the API server makes
  "storageclass", // the inventory
];

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      policy: { type: "string", multiple: true, default: [] },
      subset: { type: "boolean", default: false },
      fresh: { type: "boolean", default: false },
      report: { type: "string" },
    },
  });
  if (positionals.length > 0 && values.policy.length === 0) {
    throw new Error(`unknown argument ${positionals[0]}; policies follow --policy`);
  }
  return { ...values, policies: [...values.policy, ...positionals, ...(values.subset ? subset : [])] };
}

async function main() {
  const { policies, fresh, report } = readOptions();
  const programs = Object.fromEntries(parts.map((part) => [part, build(part)]));
  const clusterOptions = {
    programs,
    policies,
    fresh,
    keptIn: join(userCache(), "cluster", "answers.jsonl"),
    versions: [`etcd ${etcdVersion}`, `kube-apiserver ${kubernetesVersion}`, `Gatekeeper ${gatekeeperVersion}`],
  };
  const vitest = await startVitest("test", [], {
    root,
    config: join(root, "test/cluster/vitest.config.ts"),
    watch: false,
    provide: { clusterOptions },
    reporters: report === undefined ? ["default"] : ["default", "json"],
    ...(report === undefined ? {} : { outputFile: { json: report } }),
  });
  await vitest.close();
  const tests = vitest.state.getTestModules().flatMap(({ children }) => [...children.allTests()]);
  if (tests.length === 0) throw new Error("It could not be run: see above");
  const [failure] = tests.find(({ fullName }) => fullName === "the control plane")?.result().errors ?? [];
  if (failure !== undefined) throw new Error(`It could not be run: ${failure.message}`);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
