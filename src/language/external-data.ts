import { currentAnswers, NoExternalDataError } from "./current-external-data.js";
import type { Json } from "./json.js";

/** What a provider says about the keys that it was asked about. */
export interface ExternalAnswers {
  /** In no order; a key that the provider knows nothing of may be in neither list. */
  readonly responses: readonly ExternalResponse[];
  /** In no order. */
  readonly errors: readonly ExternalError[];
  /** Why there are no answers at all: the provider is not known, cannot be reached or has failed. Absent when it has answered. */
  readonly systemError?: string;
}

export interface ExternalResponse {
  readonly key: string;
  /** Whatever the provider gives. `typeof` and `Array.isArray` tell what it is. */
  readonly value: Json;
}

export interface ExternalError {
  readonly key: string;
  /** Why there is no value. */
  readonly error: string;
}

/** The reason why a key is not asked about. */
const UNASKABLE = "the key has characters that cannot be asked about";

/** Gatekeeper's driver gives up on control characters and on some beyond U+FFFF; that there is an error must not go unseen. */
const ODD = /[\p{Cc}\u{10000}-\u{10ffff}]/u;

/**
 * Asks a provider of external data of the cluster (`externaldata.gatekeeper.sh`), such as one that verifies signatures of images.
 *
 *     const { responses, errors, systemError } = externalData("cosign", images);
 *     if (systemError !== undefined) yield `signatures cannot be verified: ${systemError}`;
 *     for (const { key, error } of errors) yield `${key}: ${error}`;
 *     for (const { key, value } of responses) if (value !== "verified") yield `${key} has no signature`;
 *
 * A failure is an answer like others: what a policy does not look at denies nothing. Gatekeeper asks once for the same keys in a
 * review, and not at all about none; keys with control characters or characters beyond U+FFFF are errors without asking. gator has
 * no providers and cannot run such a policy, so that a build writes no suite for it. In tests providers say what these state:
 * `externalData` in a fixture, or in the options of `toAllow` and `toDeny`.
 *
 * @param provider The name of the Provider: a literal, as a build tells which ones a policy needs.
 * @throws Error while no policy runs, and where a test states nothing about the provider, or about a key
 */
export function externalData(provider: string, keys: readonly string[]): ExternalAnswers {
  const odd = keys.filter((key) => ODD.test(key)).map((key) => ({ key, error: UNASKABLE }));
  const asked = keys.filter((key) => !ODD.test(key));
  if (asked.length === 0) return { responses: [], errors: odd };
  const { responses = {}, errors = {}, systemError } = currentAnswers(provider);
  if (systemError !== undefined) return { responses: [], errors: odd, systemError };
  const unstated = asked.find((key) => !Object.hasOwn(responses, key) && !Object.hasOwn(errors, key));
  if (unstated !== undefined) {
    throw new NoExternalDataError(
      `it asks the provider ${provider} about ${JSON.stringify(unstated)}, and nothing is stated about it: add the key to its \`responses\` or \`errors\``,
    );
  }
  return {
    responses: asked
      .filter((key) => Object.hasOwn(responses, key))
      .map((key) => ({ key, value: responses[key] as Json })),
    errors: [
      ...asked.filter((key) => Object.hasOwn(errors, key)).map((key) => ({ key, error: errors[key] as string })),
      ...odd,
    ],
  };
}
