import type { AnyPolicy } from "../language/evaluate.js";

/** Whether a value is what `policy()` gives. By its shape, as a project may have a gatewright of its own beside the running one. */
export function isPolicy(value: unknown): value is AnyPolicy {
  const definition = (value as { readonly definition?: unknown } | null | undefined)?.definition;
  const { kind, violations } = (definition ?? {}) as { readonly kind?: unknown; readonly violations?: unknown };
  return typeof kind === "string" && typeof violations === "function";
}
