/**
 * Writes the pages of docs/ that are made from the compiler's own tables: docs/diagnostics.md and docs/language.md,
 * and docs/policies from the standard library.
 *
 *     npm run docs
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { readStandardLibrary } from "./standard-library.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const modules = await importSources({
  pages: "report/documentation",
  policies: "report/policy-pages",
  differences: "report/policy-differences",
  compiler: "compiler/index",
  host: "cli/host",
  fixtures: "testing/runner/find-fixtures",
  diagnostics: "compiler/diagnostics/index",
  builtins: "compiler/builtins/index",
  instead: "compiler/builtins/instead",
  deviations: "compiler/deviations",
});

const { records } = modules.diagnostics;
const { builtins, properties } = modules.builtins;
const { rewrites } = modules.instead;
const { deviations } = modules.deviations;
write("diagnostics.md", modules.pages.diagnosticsPage(records));
write("language.md", modules.pages.languagePage({ builtins, properties, rewrites, deviations }));

const policies = readStandardLibrary({ ...modules.compiler, ...modules.host, ...modules.fixtures });
const pages = new Map(policies.map((one) => [`${one.name}.md`, modules.policies.policyPage(one)]));
pages.set("README.md", modules.policies.policyIndexPage(policies));
pages.set("differences.md", modules.differences.differencesPage(policies));
mkdirSync(join(root, "docs/policies"), { recursive: true });
for (const name of readdirSync(join(root, "docs/policies"))) {
  if (!pages.has(name)) rmSync(join(root, "docs/policies", name));
}
for (const [name, text] of pages) write(`policies/${name}`, text);

function write(name, text) {
  writeFileSync(join(root, "docs", name), text);
  console.log(`Wrote docs/${name}.`);
}

/**
 * The sources are TypeScript of ours, which may not be built yet; their dependencies are found from inside the project. They are
 * copied for as long as this runs, because the compiler reads its own declarations beside it.
 */
async function importSources(paths) {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const copy = mkdtempSync(join(cache, "docs-"));
  process.on("exit", () => rmSync(copy, { recursive: true }));
  const outDir = join(copy, "src");
  cpSync(join(root, "src"), outDir, { recursive: true });
  const options = {
    outDir,
    rootDir: join(root, "src"),
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    noCheck: true,
    types: [],
  };
  const entries = Object.values(paths).map((path) => join(root, "src", `${path}.ts`));
  ts.createProgram(entries, options).emit();
  const loaded = Object.entries(paths).map(async ([name, path]) => [
    name,
    await import(pathToFileURL(join(outDir, `${path}.js`)).href),
  ]);
  return Object.fromEntries(await Promise.all(loaded));
}
