/**
 * What each policy of the standard library costs in Gatekeeper, by `gator bench`, and how much source it is:
 *
 *   node scripts/bench-gator.mjs [--policy NAME…] [--json]     `npm run bench:gator`, after `npm run build`
 *
 * A review is one of an object of the policy's fixtures, under its first constraint. The last column is the median beside that of a
 * template that does nothing, measured right after: of all figures it depends least on the machine and on what else it does.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measurePolicies } from "./bench/gatekeeper.mjs";
import { sizeOfRego, sizeOfTypeScript } from "./bench/lines.mjs";
import { columns } from "./bench/table.mjs";
import { build } from "./build-gatekeeper.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "gatewright-bench-gator-"));

/** The lines of Rego that the community library's 49 templates are written in, their libraries counted once a template. */
const COMMUNITY_LINES = 2836;

function main() {
  const { values } = parseArgs({
    options: { policy: { type: "string", multiple: true, default: [] }, json: { type: "boolean", default: false } },
  });
  if (!existsSync(join(root, "dist/cli/main.js"))) throw new Error("dist is missing: run `npm run build` first");
  const gator = build("gator");
  const out = join(scratch, "out");
  const kinds = buildLibrary(out);
  const unknown = values.policy.find((name) => !kinds.has(name));
  if (unknown !== undefined) throw new Error(`the standard library has no policy ${unknown}`);
  const names = values.policy.length === 0 ? [...kinds.keys()] : values.policy;
  const templates = new Map(names.map((name) => [kinds.get(name).toLowerCase(), name]));
  const policies = measurePolicies(gator, out, (template) => templates.has(template)).map(
    ({ name: template, objects, policy, p99, empty }) => ({
      name: templates.get(template),
      objects,
      p50: policy,
      p99,
      empty,
      ratio: policy / empty,
      typescript: sizeOfTypeScript(source(`stdlib/${templates.get(template)}/policy.ts`)),
      rego: sizeOfRego(readFileSync(join(out, "rego", `${template}.rego`), "utf8")),
    }),
  );
  const size = librarySize(kinds);
  if (values.json) {
    console.log(JSON.stringify({ format: 1, policies, size }, null, 2));
    return;
  }
  console.log(report(policies.toSorted((left, right) => right.ratio - left.ratio)));
  console.log(
    `\nThe community library's ${size.policies} policies and what they share: ${size.lines} lines of TypeScript, ${size.code} without comments and empty lines, schemas among them; its Rego has ${COMMUNITY_LINES}.`,
  );
}

/** @returns the kinds of the policies, by their folders */
function buildLibrary(out) {
  const args = ["bin/gatewright.js", "build", "stdlib", "--out", out];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`\`gatewright build stdlib\` failed:\n${stdout}${stderr}`);
  const folders = readdirSync(join(root, "stdlib")).filter((name) =>
    existsSync(join(root, `stdlib/${name}/policy.ts`)),
  );
  return new Map(folders.map((name) => [name, /^ {2}kind: "(\w+)"/m.exec(source(`stdlib/${name}/policy.ts`))[1]]));
}

/** What the policies of the community library, and the functions that they share, come to. */
function librarySize(kinds) {
  const own = [...kinds.keys()].filter((name) => !name.startsWith("pod-security-"));
  const shared = readdirSync(join(root, "stdlib/shared")).filter((name) => name !== "pod-security.ts");
  const files = [...own.map((name) => `stdlib/${name}/policy.ts`), ...shared.map((name) => `stdlib/shared/${name}`)];
  const sizes = files.map((file) => sizeOfTypeScript(source(file)));
  const sum = (key) => sizes.reduce((total, one) => total + one[key], 0);
  return { policies: own.length, lines: sum("lines"), code: sum("code"), community: COMMUNITY_LINES };
}

function source(file) {
  return readFileSync(join(root, file), "utf8");
}

function report(policies) {
  const head = ["", "objects", "P50", "P99", "TypeScript", "Rego", "rules", "of an empty template's P50"];
  const rows = policies.map(({ name, objects, p50, p99, typescript, rego, ratio }) => [
    name,
    `${objects}`,
    inMilliseconds(p50),
    inMilliseconds(p99),
    `${typescript.code}`,
    `${rego.code}`,
    `${rego.rules}`,
    `${ratio.toFixed(2)}×`,
  ]);
  return columns([head, ...rows]);
}

function inMilliseconds(microseconds) {
  return `${(microseconds / 1000).toFixed(2)} ms`;
}

try {
  main();
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
