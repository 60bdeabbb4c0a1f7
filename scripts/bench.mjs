/**
 * Measures what Gatewright costs, beside the budgets that it has:
 *
 *   node scripts/bench.mjs [--json]     `npm run bench`, after `npm run build`
 *
 * Every figure is the median of several runs. Each run is a process of its own without anything kept from an earlier one: no
 * results of OPA's, no compiled code. Wall time depends on what else the machine does; the CPU time beside it does so less, and is
 * that of all processes and threads together. Rows without a budget are there to compare with.
 * Over a budget is told, and no failure. Ends with exit code 1 when something cannot be measured; what a row needs and is not
 * installed leaves it out, and the row says so.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { measureEvaluation } from "./bench/evaluate.mjs";
import { measureInGatekeeper } from "./bench/gatekeeper.mjs";
import { install } from "./bench/installation.mjs";
import { run } from "./bench/measure.mjs";
import { median } from "./bench/statistics.mjs";
import { table } from "./bench/table.mjs";
import { measureWatch } from "./bench/watch.mjs";
import { gatekeeperVersion, pathOf } from "./build-gatekeeper.mjs";

/** The policies that the budget of a build was set for; the library may hold more. */
const policies = [
  "allow-privilege-escalation",
  "allowedrepos",
  "block-loadbalancer-services",
  "block-wildcard-ingress",
  "capabilities",
  "containerresources",
  "disallowedrepos",
  "host-namespaces",
  "httpsonly",
  "privileged-containers",
  "replicalimits",
  "requiredlabels",
  "uniqueingresshost",
  "volumes",
];

const noNativeOpa = "there is no OPA for this machine: `npm run build:engine` builds one with Go";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "gatewright-bench-"));

async function main(args) {
  const wrong = args.find((arg) => arg !== "--json");
  if (wrong !== undefined) throw new Error(`unknown option ${wrong}; it takes --json`);
  const embedded = install(root, join(scratch, "embedded"), { native: false });
  const native = install(root, join(scratch, "native"), { native: true });
  const rows = [];
  const add = async (row, measure) => {
    rows.push(await attempt(row, measure));
    if (process.stderr.isTTY) process.stderr.write(".");
  };
  await add({ name: "node -e 0, for comparison" }, () => processes(15, () => [process.execPath, ["-e", "0"]]));
  await add({ name: "gatewright --help", budget: 100 }, () => commands(15, native, () => ["--help"]));
  await add({ name: "gatewright check, one policy, cold", budget: 1_200 }, () =>
    commands(7, native, (folder) => ["check", join(folder, "stdlib/requiredlabels/policy.ts")]),
  );
  await add({ name: "gatewright build, fourteen policies, cold, native OPA", budget: 2_500 }, async () => {
    const { chosen } = await engineOf(native, process.env);
    if (chosen === undefined || chosen.location.endsWith(".wasm.gz")) {
      return { left: noNativeOpa };
    }
    return commands(5, native, buildInto());
  });
  await add({ name: "gatewright build, fourteen policies, cold, embedded", budget: 4_000 }, () =>
    commands(5, embedded, buildInto(), withoutOpa()),
  );
  await add({ name: "… its memory, all processes", budget: 400 * 2 ** 20, unit: "bytes" }, async () => {
    if (!existsSync("/proc/self/status")) return { left: "memory is read from /proc, which is not here" };
    const given = await commands(3, embedded, buildInto(), withoutOpa(), true);
    return { value: given.peak };
  });
  const fifty = libraryPolicies().slice(0, 50);
  await add({ name: "gatewright build, fifty policies, cold, native OPA", budget: 3_000 }, async () => {
    const { chosen } = await engineOf(native, process.env);
    if (chosen === undefined || chosen.location.endsWith(".wasm.gz")) return { left: noNativeOpa };
    return commands(3, native, buildInto(fifty));
  });
  await add({ name: "gatewright check --watch, fifty policies, after a change", budget: 250 }, async () => {
    const measured = await measureWatch(native, join(scratch, "watched"), fifty, { env: process.env, changes: 9 });
    return { value: median(measured), runs: measured.length };
  });
  for (const [index, name] of ["0.7 kB", "10 kB"].entries()) {
    await add({ name: `review of ${name}: our wrapper / OPA's SDK`, budget: 1.25, unit: "ratio" }, async () => {
      const wasm = readFileSync(join(scratch, "out", "policies.wasm"));
      const [given] = await measureEvaluation(embedded, wasm, [[700, 10_000][index]]);
      return {
        value: given.ratio,
        ...given,
        note: `${inMicroseconds(given.wrapped)} / ${inMicroseconds(given.alone)}`,
      };
    });
  }
  const inGatekeeper = await attempt({}, () => {
    if (!existsSync(pathOf("gator"))) {
      return {
        left: `gator ${gatekeeperVersion} is not built: \`node scripts/build-gatekeeper.mjs --gator\` builds it with Go`,
      };
    }
    return measureInGatekeeper(pathOf("gator"), join(scratch, "out"));
  });
  for (const [name, key] of [
    ["review in Gatekeeper (gator bench), generated Rego", "policy"],
    ["review in Gatekeeper (gator bench), an empty template", "empty"],
  ]) {
    const { slowest, left, failure } = inGatekeeper;
    const value = inGatekeeper[key] && inGatekeeper[key] / 1000;
    const note =
      key === "policy" && slowest !== undefined
        ? `median of ${inGatekeeper.policies.length}; slowest ${slowest}`
        : undefined;
    rows.push(
      compact({
        name,
        unit: "ms",
        value,
        note,
        policies: key === "policy" ? inGatekeeper.policies : undefined,
        left,
        failure,
      }),
    );
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K");

  const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`;
  const failed = rows.some(({ failure }) => failure !== undefined);
  if (args.includes("--json")) {
    console.log(JSON.stringify({ format: 1, ok: !failed, machine, rows: rows.map(judged) }, null, 2));
  } else {
    console.log(`${machine}; medians\n\n${table(rows.map(judged))}`);
  }
  if (failed) process.exitCode = 1;
}

/** A row with what was measured, why it was left out, or what went wrong. */
async function attempt(row, measure) {
  try {
    return compact({ unit: "ms", ...row, ...(await measure()) });
  } catch (error) {
    return compact({ unit: "ms", ...row, failure: error.message });
  }
}

function judged(row) {
  return row.budget === undefined || row.value === undefined ? row : { ...row, over: row.value > row.budget };
}

function compact(row) {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

/** Medians of runs of `gatewright`, each with a cache folder of its own. */
async function commands(runs, installation, args, env = process.env, memory = false) {
  return processes(runs, () => {
    const cache = mkdtempSync(join(scratch, "cache-"));
    const options = {
      cwd: installation,
      env: { ...env, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, NODE_DISABLE_COMPILE_CACHE: "1" },
      memory,
    };
    return [process.execPath, [join(installation, "bin/gatewright.js"), ...args(installation)], options];
  });
}

async function processes(runs, command) {
  const measured = [];
  for (let index = 0; index < runs; index += 1) {
    rmSync(join(scratch, "out"), { recursive: true, force: true });
    const [file, args, options = {}] = command();
    measured.push(await run(file, args, options));
  }
  const all = (key) => measured.map((one) => one[key]).filter((value) => value !== undefined);
  const value = (key) => (all(key).length === 0 ? undefined : median(all(key)));
  return compact({ value: value("wall"), cpu: value("cpu"), peak: value("peak"), runs });
}

function libraryPolicies() {
  const names = readdirSync(join(root, "stdlib"));
  return names.filter((name) => existsSync(join(root, "stdlib", name, "policy.ts"))).sort();
}

function buildInto(names = policies) {
  return () => ["build", ...names.map((name) => `stdlib/${name}`), "--out", join(scratch, "out")];
}

/** An environment in which only the embedded engine can be found. */
function withoutOpa() {
  const { OPA_BIN: _named, ...env } = process.env;
  return { ...env, PATH: "", Path: "" };
}

async function engineOf(folder, env) {
  const { describeEngine } = await import(pathToFileURL(join(folder, "dist/opa/index.js")).href);
  return describeEngine({ env });
}

function inMicroseconds(value) {
  return `${value.toFixed(1)} µs`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
