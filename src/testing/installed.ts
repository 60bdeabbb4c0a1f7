import type { OpenApiSchema } from "../model.js";
import type { CompiledEntry, WasmEvaluator } from "./compare.js";

/** What a test has to know of a policy that was compiled. */
export interface CompiledKind {
  readonly entrypoint: string;
  /** The schema of its parameters, for their defaults. */
  readonly schema?: OpenApiSchema | undefined;
}

/** A project's policies by kind, and the policy.wasm that all of them are in. */
export interface InstalledPolicies {
  readonly kinds: { readonly [kind: string]: CompiledKind };
  readonly wasm: WasmEvaluator;
}

/** Set once for each test file, before anything in it runs. */
let installed: InstalledPolicies | undefined;

export function installPolicies(policies: InstalledPolicies | undefined): void {
  installed = policies;
}

/** The compiled form of a policy. Throws when tests run without it, as they would prove only half of what they say. */
export function compiledPolicy(kind: string): CompiledEntry & CompiledKind {
  if (installed === undefined) {
    throw new Error("policies are not compiled here: run these tests with `gatewright test`");
  }
  const compiled = Object.hasOwn(installed.kinds, kind) ? installed.kinds[kind] : undefined;
  if (compiled === undefined) {
    const known = Object.keys(installed.kinds).toSorted().join(", ") || "none";
    throw new Error(`policy ${kind} is not among the compiled ones (${known}): give its path to \`gatewright test\``);
  }
  return { ...compiled, wasm: installed.wasm };
}
