/**
 * Writes src/kubernetes/*.ts from Kubernetes' own OpenAPI document.
 *
 *     node scripts/build-kubernetes.mjs [path/to/swagger.json]
 *
 * Without a path, the document is taken from the Go module k8s.io/kubernetes, which needs Go. To move to another version
 * of Kubernetes, change src/kubernetes/generate/version.ts and run it.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";

const target = fileURLToPath(new URL("../src/kubernetes/", import.meta.url));
const { generate, kubernetesVersion } = await importGenerator();
const document = JSON.parse(readFileSync(process.argv[2] ?? findDocument(kubernetesVersion), "utf8"));
const files = generate(document, kubernetesVersion);

for (const name of readdirSync(target)) {
  if (name.endsWith(".ts") && !files.has(name)) rmSync(join(target, name));
}
for (const [name, text] of files) writeFileSync(join(target, name), text);
console.log(`Wrote ${files.size} files for Kubernetes ${kubernetesVersion}.`);

function findDocument(version) {
  const json = execFileSync("go", ["mod", "download", "-json", `k8s.io/kubernetes@v${version}`], {
    cwd: tmpdir(),
    encoding: "utf8",
  });
  return join(JSON.parse(json).Dir, "api/openapi-spec/swagger.json");
}

/** The generator is TypeScript of ours, which may not be built yet. */
async function importGenerator() {
  const outDir = mkdtempSync(join(tmpdir(), "gatewright-kubernetes-"));
  try {
    const entries = ["generate.ts", "version.ts"].map((name) => join(target, "generate", name));
    const options = {
      outDir,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      noCheck: true,
      types: [],
    };
    ts.createProgram(entries, options).emit();
    writeFileSync(join(outDir, "package.json"), `{ "type": "module" }`);
    const load = (name) => import(pathToFileURL(join(outDir, name)).href);
    return { ...(await load("generate.js")), ...(await load("version.js")) };
  } finally {
    rmSync(outDir, { recursive: true });
  }
}
