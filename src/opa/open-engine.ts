import { cached } from "./cached-engine.js";
import { type Candidate, embeddedOpa, namedOpa, opaOnPath } from "./candidates.js";
import { embeddedEngine } from "./embedded-engine.js";
import { type Engine, OPA_VERSION } from "./engine.js";
import { OpaError } from "./errors.js";
import { opaBinaryEngine } from "./opa-binary-engine.js";
import { openResultCache } from "./result-cache.js";
import { userCacheFolder } from "./user-cache-folder.js";

export interface OpenEngineOptions {
  /** Where `OPA_BIN`, `PATH` and the user's cache folder are read from. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Where results are kept by content; false keeps none. Default: in the user's cache folder. */
  readonly cacheDir?: string | false;
  /** Not the order of use, but this: the user's `opa`, the embedded engine, or the embedded engine's build for Node. */
  readonly prefer?: "opa" | "embedded" | "embedded-wasm";
  /** How long one step may take, before OPA is stopped. Default: a minute. */
  readonly timeoutMs?: number;
}

/** The ways to run OPA in their order, each with its version or what is wrong with it. */
export interface EngineReport {
  /** The version that is accepted, which is Gatekeeper's. */
  readonly required: string;
  /** What `openEngine` would use, if anything. */
  readonly chosen?: ReportedCandidate;
  /** In the order of use. A `$OPA_BIN` that is set and an `opa` on PATH stand here whether they are usable or not. */
  readonly candidates: readonly ReportedCandidate[];
}

/** A way to run OPA: where, which version, and what is wrong with it, if anything. */
export type ReportedCandidate = Omit<Candidate, "engine">;

const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Opens OPA: `$OPA_BIN`, `opa` on PATH, or the embedded engine, whichever is there first. `$OPA_BIN` was asked for, so it
 * is an error when it cannot be used; another version on PATH was not, and is passed over.
 *
 * Rejects with an `OpaError` that lists what was tried.
 */
export async function openEngine(options: OpenEngineOptions = {}): Promise<Engine> {
  const { env = process.env, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const { chosen, candidates } = await choose(options, false);
  if (chosen?.version === undefined || chosen.problem !== undefined) throw new OpaError(describeFailure(candidates));
  const { location, version, engine: file } = chosen;
  const engine =
    file === undefined
      ? opaBinaryEngine({ location, version, env, timeoutMs })
      : embeddedEngine({ location, version, file: file.file, args: file.args, timeoutMs });
  const folder = options.cacheDir ?? userCacheFolder(env);
  return folder === false ? engine : cached(engine, openResultCache(folder), file?.sources ?? "opa");
}

/** Says what `openEngine` would use and what it would not, without opening it: the data of `gatewright doctor`. */
export async function describeEngine(options: OpenEngineOptions = {}): Promise<EngineReport> {
  const choice = await choose(options, true);
  const chosen = choice.chosen && reported(choice.chosen);
  const candidates = choice.candidates.map(reported);
  return { required: OPA_VERSION, ...(chosen?.problem === undefined && chosen && { chosen }), candidates };
}

function reported({ engine: _how, ...candidate }: Candidate): ReportedCandidate {
  return candidate;
}

interface Choice {
  readonly chosen?: Candidate;
  readonly candidates: readonly Candidate[];
}

/** Tries the candidates in their order, and those after the chosen one too when `all` are to be told of. */
async function choose(options: OpenEngineOptions, all: boolean): Promise<Choice> {
  const { env = process.env, prefer, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const ways: (() => Promise<Candidate | undefined> | Candidate)[] = [];
  if (prefer === undefined || prefer === "opa") {
    ways.push(
      () => namedOpa({ env, timeoutMs }),
      () => opaOnPath({ env, timeoutMs }),
    );
  }
  if (prefer !== "opa") ways.push(() => embeddedOpa(prefer === "embedded-wasm" ? "wasm" : undefined));

  const candidates: Candidate[] = [];
  let chosen: Candidate | undefined;
  for (const way of ways) {
    const candidate = await way();
    if (candidate === undefined) continue;
    candidates.push(candidate);
    if (candidate.problem === undefined || candidate.source === "$OPA_BIN") chosen ??= candidate;
    if (chosen !== undefined && !all) break;
  }
  return { ...(chosen && { chosen }), candidates };
}

function describeFailure(candidates: readonly Candidate[]): string {
  const tried = candidates.map(({ source, location, problem }) => `  - ${source}: ${location}: ${problem}`);
  const [first] = candidates;
  const what =
    first?.source === "$OPA_BIN"
      ? "OPA cannot be run as $OPA_BIN asks."
      : "There is no OPA to format, check and build with.";
  const todo =
    first?.source === "$OPA_BIN"
      ? `Name OPA ${OPA_VERSION} there, or unset it to use the embedded one.`
      : `Put OPA ${OPA_VERSION} on PATH as \`opa\`, or name it in $OPA_BIN. ` +
        "The npm package contains it; a checkout builds it with Go (https://go.dev/dl/): `npm run build:engine`.";
  return [what, ...tried, todo].join("\n");
}
