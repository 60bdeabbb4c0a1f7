import type { OpenApiSchema, Violation } from "../model.js";
import type { CompiledEntry, WasmEvaluator } from "./compare.js";
import type { StatedQuestion } from "./stated-question.js";

/** What a test has to know of a policy that was compiled. */
export interface CompiledKind {
  readonly entrypoint: string;
  /** The schema of its parameters. */
  readonly schema?: OpenApiSchema | undefined;
}

/** Gatekeeper itself, with the templates of all policies. */
export interface GatekeeperWay {
  /** With its version. */
  readonly name: string;
  /** Throws a GatekeeperError. */
  evaluate(kind: string, question: StatedQuestion): readonly Violation[];
}

/** A project's policies by kind, and what runs them beside TypeScript. */
export interface InstalledPolicies {
  readonly kinds: { readonly [kind: string]: CompiledKind };
  /** The policy.wasm that all of them are in. */
  readonly wasm: WasmEvaluator;
  /** Undefined where there is none. */
  readonly gatekeeper: GatekeeperWay | undefined;
}

/** Set once for each test file, before anything in it runs. */
let installed: InstalledPolicies | undefined;

export function installPolicies(policies: InstalledPolicies | undefined): void {
  installed = policies;
}

/** The compiled form of a policy. Throws when tests run without it, as they would prove only half of what they say. */
export function compiledPolicy(kind: string): CompiledEntry & CompiledKind & Pick<InstalledPolicies, "gatekeeper"> {
  if (installed === undefined) {
    throw new Error("policies are not compiled here: run these tests with `gatewright test`");
  }
  const { kinds, wasm, gatekeeper } = installed;
  const compiled = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (compiled === undefined) {
    const known = Object.keys(kinds).toSorted().join(", ") || "none";
    throw new Error(`policy ${kind} is not among the compiled ones (${known}): give its path to \`gatewright test\``);
  }
  return { ...compiled, wasm, gatekeeper };
}
