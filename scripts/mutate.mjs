/**
 * The fixtures of the standard library on its policies with one mistake in each: which mistakes does no fixture notice?
 *
 *   npm run mutate -- [POLICY…] [--target PERCENT] [--json]
 *
 * Prints a score for each policy and each file that they share, and the survivors with their places. Exit code 1 below the target, 95
 * by default, or where a survivor is not explained in test/mutation/explained.json, or an explanation is out of date.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withTestModules } from "./test-modules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/\/$/, "");

function optionsOf(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { target: { type: "string", default: "95" }, json: { type: "boolean", default: false } },
  });
  const target = Number(values.target);
  if (!(target >= 0 && target <= 100)) throw new Error(`--target takes a percentage, and not ${values.target}`);
  const moduleOf = (name) => `${root}/stdlib/${name}/policy.ts`;
  const all = readdirSync(`${root}/stdlib`).filter((name) => existsSync(moduleOf(name)));
  const unknown = positionals.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`There is no policy stdlib/${unknown}.`);
  // Fixtures of all policies that share a file notice mistakes in it; of a few of them, not all do.
  const chosen = positionals.length === 0 ? all : positionals;
  return { target, json: values.json, modules: chosen.map(moduleOf), shared: positionals.length === 0 };
}

async function main({ target, json, modules, shared }) {
  return withTestModules(async (load) => {
    const { mutate } = await load("/test/mutation/mutate.ts");
    const { mutationReport, reportText } = await load("/test/mutation/report.ts");
    const explanations = JSON.parse(readFileSync(`${root}/test/mutation/explained.json`, "utf8"));
    const results = mutate(modules, root, shared ? undefined : modules);
    const report = mutationReport(results, explanations, target);
    console.log(json ? JSON.stringify(report, null, 2) : reportText(report));
    process.exitCode = report.ok ? 0 : 1;
  });
}

try {
  await main(optionsOf(process.argv.slice(2)));
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 2;
}
