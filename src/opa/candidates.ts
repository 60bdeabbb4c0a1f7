import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join, resolve, sep } from "node:path";
import { OPA_VERSION } from "./engine.js";
import { type EngineFile, nativeEngine, wasmEngine, wasmEngineLocation } from "./engine-files.js";
import { opaCommand } from "./opa-command.js";

/** A way to run OPA, tried and judged. */
export interface Candidate {
  readonly source: "$OPA_BIN" | "PATH" | "embedded";
  readonly location: string;
  readonly version?: string;
  /** Why it is not used; absent when it could be. */
  readonly problem?: string;
  /** How to start it, if it is embedded. */
  readonly engine?: EngineFile;
}

export interface CandidateOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

/** `opa version` takes 30 ms; what takes longer than this is not answering. */
const MOST_VERSION_MS = 5_000;

/** What `$OPA_BIN` names; undefined when it is unset or empty. */
export async function namedOpa({ env, timeoutMs }: CandidateOptions): Promise<Candidate | undefined> {
  const named = env.OPA_BIN;
  if (named === undefined || named === "") return undefined;
  const isPath = named.includes("/") || named.includes(sep);
  const location = isPath ? resolve(named) : ((await findOnPath(named, env)) ?? named);
  return judge("$OPA_BIN", location, { env, timeoutMs });
}

/** `opa` on PATH; undefined when there is none. */
export async function opaOnPath({ env, timeoutMs }: CandidateOptions): Promise<Candidate | undefined> {
  const location = await findOnPath("opa", env);
  return location === undefined ? undefined : judge("PATH", location, { env, timeoutMs });
}

/** The engine that comes with Gatewright: this machine's own build where there is one, unless `only` the one for Node. */
export function embeddedOpa(only?: "wasm"): Candidate {
  const engine = (only === undefined ? nativeEngine() : undefined) ?? wasmEngine();
  if (engine === undefined) {
    const problem = "it is not built: `npm run build:engine` builds it from a checkout, with Go 1.26 or newer";
    return { source: "embedded", location: wasmEngineLocation, problem };
  }
  const { location, version } = engine;
  const found = { source: "embedded", location, version, engine } as const;
  if (version === OPA_VERSION) return found;
  return { ...found, problem: `it is OPA ${version}; \`npm run build:engine\` builds ${OPA_VERSION}` };
}

async function judge(
  source: Candidate["source"],
  location: string,
  { env, timeoutMs }: CandidateOptions,
): Promise<Candidate> {
  if (!(await isExecutable(location))) return { source, location, problem: "there is no such program" };
  const opa = opaCommand({ location, env, timeoutMs: Math.min(timeoutMs, MOST_VERSION_MS) });
  try {
    const { code, stdout } = await opa(["version"]);
    const version = /^Version: (\S+)/m.exec(stdout)?.[1];
    if (code !== 0) return { source, location, problem: `\`opa version\` failed with exit code ${code}` };
    if (version === undefined) return { source, location, problem: "`opa version` does not name a version" };
    if (version === OPA_VERSION) return { source, location, version };
    return { source, location, version, problem: `it is OPA ${version}, and Gatekeeper's is ${OPA_VERSION}` };
  } catch (error) {
    return { source, location, problem: (error as Error).message.replace(` (${location})`, "") };
  }
}

async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const path = env.PATH ?? env.Path ?? "";
  const file = process.platform === "win32" && !name.endsWith(".exe") ? `${name}.exe` : name;
  for (const folder of path.split(delimiter)) {
    // An empty entry means the working folder, whose files nobody meant to run.
    if (folder !== "" && (await isExecutable(join(folder, file)))) return join(folder, file);
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
