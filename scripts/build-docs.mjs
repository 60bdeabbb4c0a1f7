/**
 * Writes the pages of docs/ that are made from the compiler's own tables: docs/diagnostics.md and docs/language.md.
 *
 *     node scripts/build-docs.mjs
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));
const modules = await importSources({
  pages: "report/documentation",
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

function write(name, text) {
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs", name), text);
  console.log(`Wrote docs/${name}.`);
}

/** The sources are TypeScript of ours, which may not be built yet; their dependencies are found from inside the project. */
async function importSources(paths) {
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, "docs-"));
  try {
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
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
