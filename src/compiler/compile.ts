import type { CompiledConstraint, CompiledPolicy, Diagnostic } from "../model.js";
import type { SourceHost } from "./load/host.js";

/** What a run of the compiler gives: everything that compiled, and every diagnostic at once. */
export interface Compilation {
  readonly policies: readonly CompiledPolicy[];
  readonly constraints: readonly CompiledConstraint[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles the policies whose default exports stand in `entries` (absolute paths). Never throws for what is in them. */
export function compile(entries: readonly string[], host: SourceHost): Compilation {
  throw new Error(`not yet: ${entries.length} ${host.root}`);
}
