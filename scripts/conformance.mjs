/**
 * The standard library under Gatekeeper's own command line:
 *
 *   1. `gatewright build stdlib`, twice, to the same bytes;
 *   2. `gatewright test stdlib`: every fixture as TypeScript and through policy.wasm;
 *   3. `gator verify` on the suites that the build exported, with and without the CEL engine beside the Rego one;
 *   4. the same suites on templates in Rego v0;
 *   5. `gator test` on Kubernetes' own test Pods with the sets of the Pod Security Standards, where Go has Kubernetes' module;
 *   6. the community library's own suites on our templates, where their collection is at hand.
 *
 *   node scripts/conformance.mjs [--report FILE]      FILE takes one line: passed failed
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { pathOf } from "./build-gatekeeper.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const gator = process.env["GATOR"] ?? pathOf("gator");
const work = mkdtempSync(join(tmpdir(), "gatewright-conformance-"));
let passed = 0;
let failed = 0;

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
    ...options,
  });
  if (result.error !== undefined) return { ok: false, text: String(result.error) };
  return { ok: result.status === 0, text: `${result.stdout}${result.stderr}` };
}

function verdict(name, ok, text = "") {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`${ok ? "pass" : "FAIL"}  ${name}`);
  if (!ok) console.log(text.replaceAll(/^/gm, "      "));
}

const gatewright = (...args) => run(process.execPath, ["bin/gatewright.js", ...args]);

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

try {
  const out = join(work, "dist");
  const built = gatewright("build", "stdlib", "--out", out);
  verdict("gatewright build stdlib", built.ok, built.text);
  if (built.ok) {
    const again = join(work, "again");
    const second = gatewright("build", "stdlib", "--out", again);
    const differs = files(out).filter((path) => !readFileSync(join(out, path)).equals(readFileSync(join(again, path))));
    verdict(
      "the same bytes on a second build",
      second.ok && differs.length === 0,
      `${second.text}${differs.join("\n")}`,
    );

    const tests = gatewright("test", "stdlib");
    verdict("gatewright test stdlib", tests.ok, tests.text);

    ownSuites(out);
    regoV0();

    podSecurity(out);

    const library = join(root, "../shared/conformance");
    if (existsSync(join(library, "verify"))) communitySuites(library, out);
    else console.log("left out: the community library's suites are not at hand");
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** What the build exported says the same whether or not Gatekeeper's other engine is there to be asked. */
function ownSuites(out) {
  const [on, off] = [true, false].map((cel) => {
    const engine = `--enable-k8s-native-validation=${cel}`;
    const { ok, text } = run(gator, ["verify", "-v", engine, "./..."], { cwd: out });
    const cases = text.match(/--- (PASS|FAIL): .*(?=\t)/g) ?? [];
    const name = `gator verify on ${cases.length} cases of our own suites, the CEL engine ${cel ? "on" : "off"}`;
    verdict(name, ok && cases.length > 0, text);
    return cases;
  });
  verdict("the CEL engine changes no case of them", on.join("\n") === off.join("\n"), [...on, "", ...off].join("\n"));
}

/** What Gatekeeper before 3.19 is given says the same, as far as one that still reads it tells. */
function regoV0() {
  const out = join(work, "v0");
  const built = gatewright("build", "stdlib", "--rego", "v0", "--out", out);
  verdict("gatewright build stdlib --rego v0", built.ok, built.text);
  if (!built.ok) return;
  const { ok, text } = run(gator, ["verify", "-v", "--enable-k8s-native-validation=false", "./..."], { cwd: out });
  const cases = text.match(/--- (PASS|FAIL): .*(?=\t)/g) ?? [];
  verdict(`gator verify on ${cases.length} cases of our own suites, in Rego v0`, ok && cases.length > 0, text);
}

/** Every Pod that a profile passes is allowed by its set of constraints, and every one that it fails denied. */
function podSecurity(out) {
  const module = run("go", ["mod", "download", "-json", "k8s.io/pod-security-admission"], {
    cwd: join(root, "test/pod-security/evaluator"),
    env: { ...process.env, GOPROXY: "off" },
  });
  if (!module.ok) {
    console.log("left out: Kubernetes' own test Pods are not at hand");
    return;
  }
  for (const level of ["baseline", "restricted"]) {
    for (const outcome of ["pass", "fail"]) {
      const pods = join(JSON.parse(module.text).Dir, "test/testdata", level, "v1.37", outcome);
      const given = [join(out, "templates"), join(out, "constraints/pod-security", level), pods];
      const { stdout } = spawnSync(gator, ["test", ...given.map((path) => `--filename=${path}`), "--output=json"], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
      });
      const found = stdout.startsWith("[") || stdout.trim() === "null" ? (JSON.parse(stdout) ?? []) : undefined;
      const denied = new Set(found?.map(({ violatingObject }) => violatingObject.metadata.name));
      const names = files(pods).map((file) => file.replace(/\.yaml$/, ""));
      const wrong = names.filter((name) => denied.has(name) !== (outcome === "fail"));
      const ok = found !== undefined && names.length > 0 && wrong.length === 0;
      verdict(`${names.length} Pods of Kubernetes' own that ${outcome} ${level} 1.37`, ok, wrong.join("\n"));
    }
  }
}

/** Runs the community's suites for the policies that we have. */
function communitySuites(library, out) {
  const ours = new Set(readdirSync(join(root, "stdlib")));
  const suites = files(join(library, "gatekeeper-library"))
    .filter((path) => path.endsWith("/suite.yaml"))
    .map((path) => path.replace(/\/suite\.yaml$/, ""))
    .filter((path) => ours.has(path.split("/").at(-1)));
  const templates = join(work, "templates");
  cpSync(join(out, "templates"), templates, { recursive: true });
  for (const suite of suites) {
    const { ok, text } = run(join(library, "verify"), [templates, suite], { env: { ...process.env, GATOR: gator } });
    verdict(`community suite ${suite}`, ok, text);
  }
}

const report = process.argv.indexOf("--report");
if (report > 0) writeFileSync(process.argv[report + 1], `${passed} ${failed}\n`);
console.log(`conformance: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
