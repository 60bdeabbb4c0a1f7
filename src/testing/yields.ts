import { type AnyPolicy, evaluateNatively } from "../language/evaluate.js";
import type { Question } from "../model.js";
import { violationKey } from "./expectation.js";

/** Where the policies under test leave the place of their last yield; see `markYields`. */
export const YIELD_MARK = "gatewrightYield";

/**
 * Where in a policy's source each of its violations is yielded first, by `violationKey`: `policies/a/policy.ts:12`. Empty where sources are
 * not marked, and when the policy fails.
 */
export function findYields(policy: AnyPolicy, question: Question): ReadonlyMap<string, string> {
  const marks = globalThis as { [YIELD_MARK]?: string };
  const places = new Map<string, string>();
  try {
    evaluateNatively(policy, question, (violation) => {
      const key = violationKey(violation);
      const place = marks[YIELD_MARK];
      if (place !== undefined && !places.has(key)) places.set(key, place);
      delete marks[YIELD_MARK];
    });
  } catch {
    // A failure has been told already, with its own place.
  }
  return places;
}
