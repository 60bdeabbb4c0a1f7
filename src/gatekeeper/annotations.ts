import { controlsAnnotation, severityAnnotation } from "../compiler/check/annotation-names.js";
import type { CompiledPolicy, SyncedKind } from "../model.js";

/**
 * The annotations of a policy's template: title, version (`1.0.0` when there is none) and description as the community library has them;
 * severity, and the controls of each framework separated by commas; what it reads from the inventory; the author's own.
 */
export function templateAnnotations(policy: CompiledPolicy): { readonly [name: string]: string } {
  const controls = Object.entries(policy.controls ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries([
    ["metadata.gatekeeper.sh/title", policy.title],
    ["metadata.gatekeeper.sh/version", policy.version ?? "1.0.0"],
    ["description", policy.description],
    ...(policy.severity === undefined ? [] : [[severityAnnotation, policy.severity]]),
    ...controls.map(([framework, ids]) => [controlsAnnotation(framework), ids.join(", ")]),
    ...(policy.sync.length === 0 ? [] : [["metadata.gatekeeper.sh/requires-sync-data", requiresSyncData(policy.sync)]]),
    ...Object.entries(policy.annotations ?? {}),
  ]);
}

/** JSON between quotation marks, as the community library writes it; Gatekeeper trims the marks and the line breaks. */
function requiresSyncData(sync: readonly (readonly SyncedKind[])[]): string {
  const list = (values: readonly string[]) => `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
  const kind = ({ groups, versions, kinds }: SyncedKind) =>
    [
      "    {",
      `      "groups": ${list(groups)},`,
      `      "versions": ${list(versions)},`,
      `      "kinds": ${list(kinds)}`,
      "    }",
    ].join("\n");
  const alternatives = sync.map((either) => `  [\n${either.map(kind).join(",\n")}\n  ]`);
  return `"[\n${alternatives.join(",\n")}\n]"\n`;
}
