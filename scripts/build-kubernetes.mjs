/**
 * Writes src/kubernetes/*.ts from Kubernetes' own OpenAPI document.
 *
 *     node scripts/build-kubernetes.mjs [path/to/swagger.json]
 *
 * Without a path, the document is taken from the Go module k8s.io/kubernetes, which needs Go. To move to another version
 * of Kubernetes, change VERSION here and run it.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const VERSION = "1.37.1";

const target = fileURLToPath(new URL("../src/kubernetes/", import.meta.url));
const document = JSON.parse(readFileSync(process.argv[2] ?? findDocument(VERSION), "utf8"));
const { generate } = await importTypeScript(join(target, "generate/generate.ts"));
const files = generate(document, VERSION);

for (const name of readdirSync(target)) {
  if (name.endsWith(".ts") && !files.has(name)) rmSync(join(target, name));
}
for (const [name, text] of files) writeFileSync(join(target, name), text);
console.log(`Wrote ${files.size} files for Kubernetes ${VERSION}.`);

function findDocument(version) {
  const json = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@v${version}`], {
    cwd: tmpdir(),
    encoding: "utf8",
  });
  return join(JSON.parse(json).Dir, "api/openapi-spec/swagger.json");
}

/** Imports a module of ours that is not built yet. */
async function importTypeScript(entry) {
  const outDir = mkdtempSync(join(tmpdir(), "gatewright-kubernetes-"));
  try {
    const options = {
      outDir,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      noCheck: true,
      types: [],
    };
    ts.createProgram([entry], options).emit();
    writeFileSync(join(outDir, "package.json"), `{ "type": "module" }`);
    return await import(pathToFileURL(join(outDir, "generate.js")).href);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
