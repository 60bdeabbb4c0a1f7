/** What OPA does for Gatewright, whichever way it is run. */
import type { Json } from "../model.js";

/**
 * The one version of OPA that Gatewright runs: the one inside the newest Gatekeeper (3.23.1). No other is accepted, because
 * the same sources must give the same bytes on every machine, and OPA's formatter, its policy.wasm and its checks
 * change between versions; and because tests must mean what the cluster will do.
 */
export const OPA_VERSION = "1.17.1";

/** Rego files: name → source. A name is a relative path with forward slashes in plain ASCII, and ends with `.rego`. */
export interface RegoModules {
  readonly [file: string]: string;
}

/** One of OPA's findings about Rego. Lines and columns count from 1. */
export interface RegoProblem {
  /** OPA's own code: `rego_parse_error`, `rego_type_error`, `rego_compile_error`, … */
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface CheckOptions {
  /** As `opa check --strict`. */
  readonly strict?: boolean;
  /** Allow only the builtins that policy.wasm has, of its own or from our host; otherwise all of OPA's. */
  readonly wasm?: boolean;
}

export interface BuildRequest {
  readonly modules: RegoModules;
  /** What policy.wasm answers: `<package>/<rule>`. */
  readonly entrypoints: readonly string[];
  /** Modules that only Gatekeeper can run, as they ask for external data: they are in policy.wasm, and not in the bundle. */
  readonly unbundled?: readonly string[];
}

export interface Built {
  /** `policy.wasm`, with all entrypoints. */
  readonly wasm: Uint8Array;
  /**
   * An OPA bundle (`.tar.gz`) of the modules as Rego, which any OPA loads. Its roots are the modules' packages, so that
   * `data.inventory` can come from elsewhere.
   */
  readonly bundle: Uint8Array;
}

export interface Prepared extends Built {
  /** The modules as `opa fmt` leaves them; these were checked and built. */
  readonly modules: RegoModules;
}

export interface EvaluateRequest {
  readonly modules: RegoModules;
  readonly query: string;
  /** Absent: `input` is undefined. */
  readonly input?: Json;
  readonly data?: { readonly [name: string]: Json };
}

/**
 * OPA at work. Every method rejects with a `RegoError` when OPA finds fault with the Rego, and with an `OpaError` when OPA
 * itself fails, hangs or dies; the engine is usable again after either.
 */
export interface Engine {
  /** `opa`: the user's own binary; `embedded`: the one that comes with Gatewright. */
  readonly kind: "opa" | "embedded";
  readonly version: string;
  /** The file that is run. */
  readonly location: string;
  /** Formats one module exactly as `opa fmt`. */
  format(source: string, fileName: string): Promise<string>;
  /** What OPA finds wrong; empty when nothing. */
  check(modules: RegoModules, options?: CheckOptions): Promise<readonly RegoProblem[]>;
  /** Builds modules as they are, without formatting them. */
  buildWasm(request: BuildRequest): Promise<Built>;
  /** Formats, checks strictly (with the builtins of policy.wasm) and builds, in one go: the way to build many policies. */
  prepare(request: BuildRequest): Promise<Prepared>;
  /** Evaluates with OPA's own evaluator: the value of the query, or undefined. */
  evaluate(request: EvaluateRequest): Promise<Json | undefined>;
  /** Starts what takes time to start, so that it can overlap other work. Never fails: the first request would. */
  warmUp(): void;
  /** Ends every process of this engine. Requests under way are rejected. */
  close(): Promise<void>;
}
