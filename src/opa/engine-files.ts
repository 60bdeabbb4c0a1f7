import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** An engine that `npm run build:engine` has built, and how to start it. */
export interface EngineFile {
  /** The engine itself: a program of this machine, or `engine.wasm.gz`. */
  readonly location: string;
  /** The version of OPA inside. */
  readonly version: string;
  /** Identifies the sources that it was built from. */
  readonly sources: string;
  readonly file: string;
  readonly args: readonly string[];
}

// The same from `src/opa` and from `dist/opa`.
const root = fileURLToPath(new URL("../../", import.meta.url));
const native = join(root, ".cache/engine", process.platform === "win32" ? "engine.exe" : "engine");
const wasm = join(root, "dist/engine/engine.wasm.gz");
const host = join(root, "dist/opa/embedded/host.js");

// Liftoff alone, and functions validated when they are first called: four times faster to start.
const QUICK_START = ["--liftoff-only", "--wasm-lazy-validation"];

/** The engine for this machine, which checkouts build for their tests. It is not in the npm package. */
export function nativeEngine(): EngineFile | undefined {
  const record = readRecord(join(root, ".cache/engine/native.json"));
  if (record === undefined || !existsSync(native)) return undefined;
  if (record.platform !== process.platform || record.arch !== process.arch) return undefined;
  return { location: native, ...described(record), file: native, args: [] };
}

/** The engine for Node, which the npm package contains. */
export function wasmEngine(): EngineFile | undefined {
  const record = readRecord(join(root, "dist/engine/engine.json"));
  if (record === undefined || !existsSync(wasm) || !existsSync(host)) return undefined;
  return { location: wasm, ...described(record), file: process.execPath, args: [...QUICK_START, host, wasm] };
}

/** Where the engine for Node belongs, for messages. */
export const wasmEngineLocation = wasm;

type BuildRecord = { readonly [name: string]: string };

function described({ opa = "", sources = "" }: BuildRecord): Pick<EngineFile, "version" | "sources"> {
  return { version: opa, sources };
}

function readRecord(file: string): BuildRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
