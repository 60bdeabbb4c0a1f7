import type { Reporter } from "../diagnostics/reporter.js";
import type { PolicyModule } from "./policy-module.js";

/** No two policies have one kind: their templates would overwrite each other. */
export function checkUnique(modules: readonly PolicyModule[], relative: (file: string) => string, reporter: Reporter): void {
  const seen = new Map<string, PolicyModule>();
  for (const module of modules) {
    const name = module.kind.toLowerCase();
    const other = seen.get(name);
    if (other !== undefined) reporter.report("GW2012", module.kindNode, { kind: module.kind, other: relative(other.file.fileName) });
    else seen.set(name, module);
  }
}
