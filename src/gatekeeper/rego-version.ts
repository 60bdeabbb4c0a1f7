import type { CompiledPolicy } from "../model.js";

/** How templates have their Rego: `v0` for Gatekeeper before 3.19, which knows no other. */
export type RegoVersion = "v0" | "v1";

const texts = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|#.*/g;
const keywords = { contains: / contains [^(]/, every: /\bevery /, if: / if\b/, in: / in\b/ } as const;

/**
 * Rego, as `opa fmt` leaves it, for engines whose version is v0: what Rego v1 has of its own there are keywords to import, of which
 * Gatekeeper takes these. It is Rego v1 as well, and means the same. OPA 0.54, of Gatekeeper 3.13, was the oldest tried.
 */
export function asRegoV0(rego: string): string {
  const code = rego.replaceAll(texts, '""');
  const used = Object.entries(keywords).filter(([, pattern]) => pattern.test(code));
  const imports = used.map(([name]) => `import future.keywords.${name}\n`);
  return imports.length === 0 ? rego : rego.replace("\n\n", () => `\n\n${imports.join("")}\n`);
}

/** A policy with its Rego for that version. */
export function inVersion(policy: CompiledPolicy, version: RegoVersion): CompiledPolicy {
  return version === "v1" ? policy : { ...policy, rego: asRegoV0(policy.rego), regoVersion: "v0" };
}
