import type { ExternalData, Json } from "../../model.js";

/** `external_data` as Gatekeeper answers it, where providers say what is stated. Throws for what nothing is stated about. */
export function askProvider(stated: ExternalData | undefined, request: unknown): Json | undefined {
  if (!isRequest(request)) return undefined;
  const { provider, keys } = request;
  if (keys.length === 0) return { responses: [], errors: [], status_code: 0, system_error: "" };
  const said = stated !== undefined && Object.hasOwn(stated, provider) ? stated[provider] : undefined;
  if (said === undefined) throw new Error(`it asks the provider ${provider}, about which nothing is stated`);
  const { responses = {}, errors = {}, systemError } = said;
  if (systemError !== undefined) {
    return { responses: null, errors: null, status_code: 500, system_error: systemError };
  }
  const unstated = keys.find((key) => !Object.hasOwn(responses, key) && !Object.hasOwn(errors, key));
  if (unstated !== undefined) {
    throw new Error(
      `it asks the provider ${provider} about ${JSON.stringify(unstated)}, about which nothing is stated`,
    );
  }
  const pairs = <Value>(from: { readonly [key: string]: Value }) =>
    keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key] as Value] as const);
  return { responses: pairs(responses), errors: pairs(errors), status_code: 200, system_error: "" };
}

function isRequest(value: unknown): value is { readonly provider: string; readonly keys: readonly string[] } {
  const { provider, keys } = (value ?? {}) as { readonly provider?: unknown; readonly keys?: unknown };
  return typeof provider === "string" && Array.isArray(keys) && keys.every((key) => typeof key === "string");
}
