/** Runs in each of vitest's workers before a test file: makes the compiled policies known to the matchers. */
import { inject } from "vitest";
import { loadPolicies } from "../../opa/policies.js";
import { type CompiledKind, type InstalledPolicies, installPolicies } from "../installed.js";

/** What `runTests` hands to the workers. */
export interface ProvidedPolicies {
  /** Counts the compilations of a watch. */
  readonly version: number;
  readonly kinds: { readonly [kind: string]: CompiledKind };
  readonly wasm: Uint8Array;
}

declare module "vitest" {
  interface ProvidedContext {
    gatewright: ProvidedPolicies;
  }
}

/** A worker runs many test files; it loads policy.wasm once. */
const worker = globalThis as {
  gatewrightPolicies?: { readonly version: number; readonly policies: InstalledPolicies };
};

const { version, kinds, wasm } = inject("gatewright");
if (worker.gatewrightPolicies?.version !== version) {
  worker.gatewrightPolicies = { version, policies: { kinds, wasm: await loadPolicies(wasm) } };
}
installPolicies(worker.gatewrightPolicies.policies);
