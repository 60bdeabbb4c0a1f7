/** Runs in each of vitest's workers before a test file: makes the compiled policies known to the matchers. */
import { inject } from "vitest";
import { loadPolicies } from "../../opa/policies.js";
import { type CompiledKind, type GatekeeperWay, type InstalledPolicies, installPolicies } from "../installed.js";
import { askMainThread, type GatekeeperChannel } from "./gatekeeper-channel.js";

/** What `runTests` hands to the workers. */
export interface ProvidedPolicies {
  /** Counts the compilations of a watch. */
  readonly version: number;
  readonly kinds: { readonly [kind: string]: CompiledKind };
  readonly wasm: Uint8Array;
  /** Undefined where Gatekeeper is not at hand. */
  readonly gatekeeper: GatekeeperChannel | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    gatewright: ProvidedPolicies;
  }
}

/** A worker runs many test files; it loads policy.wasm once. */
const worker = globalThis as {
  gatewrightPolicies?: { readonly version: number; readonly policies: InstalledPolicies };
  gatewrightGatekeeper?: GatekeeperWay | undefined;
};

const { version, kinds, wasm, gatekeeper } = inject("gatewright");
if (worker.gatewrightPolicies?.version !== version) {
  worker.gatewrightGatekeeper ??= gatekeeper && askMainThread(gatekeeper);
  const policies = { kinds, wasm: await loadPolicies(wasm), gatekeeper: worker.gatewrightGatekeeper };
  worker.gatewrightPolicies = { version, policies };
}
installPolicies(worker.gatewrightPolicies.policies);
