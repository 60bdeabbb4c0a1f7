/** The Rego of a build in `gator bench`, Gatekeeper's own measure, policy by policy beside a template that does nothing. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { median } from "./statistics.mjs";

/** A template that does nothing, of which a review costs what Gatekeeper itself does. */
const EMPTY = 'package empty\n\nviolation contains {"msg": "never"} if false\n';

/**
 * Microseconds of a review in Gatekeeper, for each policy with fixtures, on their first parameters and all their objects: the median and
 * the 99th percentile, beside the median of a template that does nothing.
 *
 * @param wanted whether a template is measured, by its name
 */
export function measurePolicies(gator, build, wanted = () => true) {
  const scratch = mkdtempSync(join(tmpdir(), "gatewright-bench-gator-"));
  try {
    const templates = readdirSync(join(build, "templates")).map((name) => basename(name, ".yaml"));
    const policies = templates.filter(wanted).flatMap((name) => {
      const measured = measurePolicy(gator, build, name, join(scratch, name));
      return measured === undefined ? [] : [{ name, ...measured }];
    });
    if (policies.length === 0) throw new Error("the build exported no fixtures");
    return policies;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The median of all policies of a build, and which one costs the most. */
export function measureInGatekeeper(gator, build) {
  const policies = measurePolicies(gator, build);
  const extra = policies.toSorted((left, right) => right.policy - right.empty - (left.policy - left.empty));
  return {
    policy: median(policies.map(({ policy }) => policy)),
    empty: median(policies.map(({ empty }) => empty)),
    slowest: extra[0].name,
    policies,
  };
}

function measurePolicy(gator, build, name, folder) {
  const suites = readdirSync(join(build, "suites")).filter((file) => file.startsWith(`${name}.`));
  const constraint = suites.find((file) => /\.parameters-\d+\.yaml$/.test(file));
  const objects = suites.filter((file) => file.endsWith(".object.yaml"));
  if (constraint === undefined || objects.length === 0) return undefined;

  mkdirSync(folder);
  for (const file of [constraint, ...objects]) copyFileSync(join(build, "suites", file), join(folder, file));
  const template = parse(readFileSync(join(build, "templates", `${name}.yaml`), "utf8"));
  writeFileSync(join(folder, "template.json"), JSON.stringify(template));
  const iterations = Math.max(100, Math.ceil(1500 / objects.length));
  const policy = bench(gator, folder, iterations);

  template.spec.targets[0].code[0].source.rego = EMPTY;
  writeFileSync(join(folder, "template.json"), JSON.stringify(template));
  const empty = bench(gator, folder, iterations);
  return { objects: objects.length, policy: policy.p50, p99: policy.p99, empty: empty.p50 };
}

/** The median review and the 99th percentile, in microseconds. */
function bench(gator, folder, iterations) {
  const args = ["bench", "--engine", "rego", "--filename", folder, "--iterations", `${iterations}`, "--output", "json"];
  const { status, stdout, stderr, error } = spawnSync(gator, args, {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`\`gator bench\` failed: ${error?.message ?? stderr.trim().slice(0, 2_000)}`);
  const { p50, p99 } = JSON.parse(stdout)[0].latencies;
  return { p50: microseconds(p50), p99: microseconds(p99) };
}

/** A duration as Go writes it: `534.108µs`, `1.66ms`, `2m1.5s`. */
function microseconds(text) {
  const units = { ns: 1e-3, µs: 1, ms: 1e3, s: 1e6, m: 6e7, h: 3.6e9 };
  const parts = [...text.matchAll(/([\d.]+)(ns|µs|ms|s|m|h)/g)];
  if (parts.length === 0) throw new Error(`\`gator bench\` gave a duration that is none: ${text}`);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit], 0);
}
