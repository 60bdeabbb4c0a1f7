/**
 * Shows what Gatewright does, on examples/quickstart:
 *
 *   1. `gatewright build`: two policies in TypeScript become Gatekeeper templates; one of them is printed
 *   2. `gatewright test`: their fixtures, allowed and denied, as TypeScript, through policy.wasm and, where it is built, by Gatekeeper
 *   3. the same tests on a copy with a mistake in it, to see one fail
 *
 * Ends with exit code 1 when anything else than that happens.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const example = join(root, "examples/quickstart");
const out = join(example, "dist");

if (!existsSync(join(root, "dist/cli/main.js"))) stop("Gatewright is not built here: run `npm ci`, which builds it.");

title("gatewright build examples/quickstart", "two policies become templates, constraints, suites and policies.wasm");
expect(0, gatewright(root, "build", "examples/quickstart", "--out", "examples/quickstart/dist"));

title("examples/quickstart/dist/templates/trustedimages.yaml", "what Gatekeeper takes");
console.log(readFileSync(join(out, "templates/trustedimages.yaml"), "utf8"));

title("gatewright test examples/quickstart --verbose", "each fixture, by every engine that is at hand");
expect(0, gatewright(root, "test", "examples/quickstart", "--verbose"));

const work = mkdtempSync(join(tmpdir(), "gatewright-quickstart-"));
try {
  cpSync(example, work, { recursive: true, filter: (path) => path !== out });
  const policy = join(work, "policies/trusted-images/policy.ts");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template in the source that is searched
  const right = "image.startsWith(`${repository}/`)";
  const text = readFileSync(policy, "utf8");
  if (!text.includes(right)) stop(`examples/quickstart no longer says ${right}.`);
  writeFileSync(policy, text.replace(right, "image.startsWith(repository)"));

  title("a mistake, in a copy: the `/` after the repository is forgotten", "its fixture tells");
  expect(1, gatewright(work, "test", "policies/trusted-images"));
} finally {
  rmSync(work, { recursive: true, force: true });
}

console.log("\nThat was all of it. Read examples/quickstart/policies, change something, and run it again;");
console.log("or begin a project of your own with `node bin/gatewright.js init FOLDER`.");

function title(what, why) {
  console.log(`\n── ${what}\n   ${why}\n`);
}

function gatewright(cwd, ...args) {
  const result = spawnSync(process.execPath, [join(root, "bin/gatewright.js"), ...args], { cwd, stdio: "inherit" });
  if (result.error !== undefined) stop(result.error.message);
  return result.status;
}

function expect(code, status) {
  if (status !== code) stop(`It ended with exit code ${status} instead of ${code}.`);
}

function stop(message) {
  console.error(`quickstart: ${message}`);
  process.exit(1);
}
