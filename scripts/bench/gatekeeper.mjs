/** The Rego of a build in `gator bench`, Gatekeeper's own measure, policy by policy beside a template that does nothing. */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { median } from "./statistics.mjs";

const ITERATIONS = "100";

/** Microseconds of a review in Gatekeeper: for each policy with fixtures, on their first parameters and all their objects. */
export function measureInGatekeeper(gator, build) {
  const scratch = mkdtempSync(join(tmpdir(), "gatewright-bench-gator-"));
  try {
    const templates = readdirSync(join(build, "templates")).map((name) => basename(name, ".yaml"));
    const policies = templates.flatMap((name) => {
      const measured = measurePolicy(gator, build, name, join(scratch, name));
      return measured === undefined ? [] : [{ name, ...measured }];
    });
    if (policies.length === 0) throw new Error("the build exported no fixtures");
    const extra = policies.toSorted((left, right) => right.policy - right.empty - (left.policy - left.empty));
    return {
      policy: median(policies.map(({ policy }) => policy)),
      empty: median(policies.map(({ empty }) => empty)),
      slowest: extra[0].name,
      policies,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
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
  const policy = bench(gator, folder);

  template.spec.targets[0].code[0].source.rego = 'package empty\n\nviolation contains {"msg": "never"} if false\n';
  writeFileSync(join(folder, "template.json"), JSON.stringify(template));
  return { objects: objects.length, policy, empty: bench(gator, folder) };
}

/** The median review, in microseconds. */
function bench(gator, folder) {
  const args = ["bench", "--engine", "rego", "--filename", folder, "--iterations", ITERATIONS, "--output", "json"];
  const { status, stdout, stderr, error } = spawnSync(gator, args, {
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`\`gator bench\` failed: ${error?.message ?? stderr.trim().slice(0, 2_000)}`);
  return microseconds(JSON.parse(stdout)[0].latencies.p50);
}

/** A duration as Go writes it: `534.108µs`, `1.66ms`, `2m1.5s`. */
function microseconds(text) {
  const units = { ns: 1e-3, µs: 1, ms: 1e3, s: 1e6, m: 6e7, h: 3.6e9 };
  const parts = [...text.matchAll(/([\d.]+)(ns|µs|ms|s|m|h)/g)];
  if (parts.length === 0) throw new Error(`\`gator bench\` gave a duration that is none: ${text}`);
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit], 0);
}
