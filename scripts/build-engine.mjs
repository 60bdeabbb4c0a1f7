/**
 * Builds the engine, a small Go program over OPA's packages, twice: for WASI, which ships in the package, and for this
 * machine, which tests and checkouts run because it starts faster. Does nothing when the results are there and their
 * sources have not changed; otherwise looks in the user's cache folder before it compiles.
 *
 *   dist/engine/engine.wasm.gz   the engine for Node, and engine.json, which says what it was built from
 *   .cache/engine/engine         the engine for this machine, and native.json
 *   dist/opa/embedded/host.js    the program that runs the former, so that a checkout needs no full build first
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const sourceFolder = join(root, "src/opa/engine");
const wasmFolder = join(root, "dist/engine");
const nativeFolder = join(root, ".cache/engine");
const nativeName = process.platform === "win32" ? "engine.exe" : "engine";
const hostSources = ["web-assembly", "embedded/preview1", "embedded/host"];

// Without paths, build ids and version-control stamps the same sources give the same bytes everywhere.
const flags = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid="];

const opaVersion = /open-policy-agent\/opa v(\S+)/.exec(readFileSync(join(sourceFolder, "go.mod"), "utf8"))?.[1];
const sources = hashOfSources();

await writeHost();
if (isCurrent(wasmFolder, "engine.json", "engine.wasm.gz") && isCurrent(nativeFolder, "native.json", nativeName)) {
  process.exit(0);
}

const go = goVersion();
const fromCache = restoreAll(go ?? "");
if (!fromCache) {
  if (go === undefined) explainMissingGo();
  else compileAll(go);
}

function hashOfSources() {
  const hash = createHash("sha256").update(flags.join("\0"));
  const files = readdirSync(sourceFolder).filter((name) => /(\.go|^go\.(mod|sum))$/.test(name));
  for (const name of files.sort()) {
    const text = readFileSync(join(sourceFolder, name), "utf8").replaceAll("\r\n", "\n");
    hash.update(`\0${name}\0${text.length}\0${text}`);
  }
  return hash.digest("hex").slice(0, 32);
}

function isCurrent(folder, record, file) {
  try {
    const made = JSON.parse(readFileSync(join(folder, record), "utf8"));
    const fits = made.platform === undefined || (made.platform === process.platform && made.arch === process.arch);
    return made.sources === sources && fits && existsSync(join(folder, file));
  } catch {
    return false;
  }
}

function goVersion() {
  const result = spawnSync("go", ["env", "GOVERSION"], { cwd: sourceFolder, encoding: "utf8" });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function cacheRoot() {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === "win32" && process.env.LOCALAPPDATA) ||
    join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
  return join(base, "gatewright", "engine");
}

/** The cache's folders for one compiler; any compiler will do when there is none to build with. */
function cacheEntry(target, compiler) {
  const prefix = `${target}-${sources}-`;
  if (compiler !== "") return join(cacheRoot(), prefix + compiler);
  const names = existsSync(cacheRoot()) ? readdirSync(cacheRoot()).sort() : [];
  const found = names.find((name) => name.startsWith(prefix));
  return found === undefined ? undefined : join(cacheRoot(), found);
}

function restoreAll(compiler) {
  const wasm = cacheEntry("wasip1", compiler);
  const native = cacheEntry(`${process.platform}-${process.arch}`, compiler);
  if (wasm === undefined || native === undefined || !existsSync(wasm) || !existsSync(native)) return false;
  place(join(wasm, "engine.wasm.gz"), wasmFolder, "engine.wasm.gz");
  place(join(native, nativeName), nativeFolder, nativeName);
  record(compiler || wasm.slice(wasm.lastIndexOf("-") + 1));
  return true;
}

function compileAll(compiler) {
  console.log(`Building OPA ${opaVersion} into the engine with ${compiler}; this takes a minute or two, once.`);
  const folder = mkdtempSync(join(tmpdir(), "gatewright-engine-"));
  try {
    const wasm = join(folder, "engine.wasm");
    if (!compile(wasm, { GOOS: "wasip1", GOARCH: "wasm" })) return;
    writeFileSync(`${wasm}.gz`, gzipSync(readFileSync(wasm), { level: 9 }));
    const native = join(folder, nativeName);
    if (!compile(native, {})) return;
    keep(`${wasm}.gz`, cacheEntry("wasip1", compiler), "engine.wasm.gz");
    keep(native, cacheEntry(`${process.platform}-${process.arch}`, compiler), nativeName);
    place(`${wasm}.gz`, wasmFolder, "engine.wasm.gz");
    place(native, nativeFolder, nativeName);
    record(compiler);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(output, target) {
  const { GOOS: _os, GOARCH: _arch, GOFLAGS: _flags, ...env } = process.env;
  try {
    execFileSync("go", [...flags, "-o", output, "."], {
      cwd: sourceFolder,
      env: { ...env, CGO_ENABLED: "0", ...target },
      stdio: ["ignore", "inherit", "inherit"],
    });
    return true;
  } catch {
    console.error(`\nGo could not build the engine in src/opa/engine (see above).\n${alternatives()}`);
    process.exitCode = 1;
    return false;
  }
}

/** Puts a whole file in place in one step, so that nobody ever reads half of one. */
function place(from, folder, name) {
  mkdirSync(folder, { recursive: true });
  const half = join(folder, `${name}.${process.pid}`);
  copyFileSync(from, half);
  renameSync(half, join(folder, name));
}

/** The cache is a convenience: when it cannot be written, the build has succeeded all the same. */
function keep(from, folder, name) {
  try {
    place(from, folder, name);
  } catch (error) {
    console.error(`The engine was not cached in ${folder}: ${error.message}`);
  }
}

function record(compiler) {
  const made = { opa: opaVersion, go: compiler, sources };
  writeFileSync(join(wasmFolder, "engine.json"), `${JSON.stringify(made)}\n`);
  const here = { ...made, platform: process.platform, arch: process.arch };
  writeFileSync(join(nativeFolder, "native.json"), `${JSON.stringify(here)}\n`);
}

async function writeHost() {
  const target = (name) => join(root, "dist/opa", `${name}.js`);
  const texts = hostSources.map((name) => readFileSync(join(root, "src/opa", `${name}.ts`), "utf8"));
  const stamp = createHash("sha256").update(texts.join("\0")).digest("hex");
  const stampFile = join(wasmFolder, "host.sha256");
  const isWritten = existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp;
  if (isWritten && hostSources.every((name) => existsSync(target(name)))) return;
  const { default: ts } = await import("typescript");
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  for (const [index, name] of hostSources.entries()) {
    mkdirSync(dirname(target(name)), { recursive: true });
    writeFileSync(target(name), ts.transpileModule(texts[index], { compilerOptions }).outputText);
  }
  mkdirSync(wasmFolder, { recursive: true });
  writeFileSync(stampFile, stamp);
}

function alternatives() {
  return [
    "Gatewright runs OPA to format, check and build policies. The npm package contains it; a checkout builds it with Go.",
    "  - Install Go 1.26 or newer (https://go.dev/dl/) and run `npm run build:engine`, or",
    `  - put OPA ${opaVersion} on PATH as \`opa\`, or name its file in $OPA_BIN; the engine is then not needed.`,
  ].join("\n");
}

function explainMissingGo() {
  const opa = process.env.OPA_BIN || findOnPath(process.platform === "win32" ? "opa.exe" : "opa");
  console.error(`Go was not found, so the embedded OPA was not built.\n${alternatives()}`);
  if (opa === undefined) process.exit(1);
  console.error(`Found ${opa}; Gatewright will use that.`);
}

function findOnPath(name) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
