/**
 * `gatewright/testing`: adds `toAllow` and `toDeny` to vitest's `expect`, for tests that `gatewright test` runs.
 *
 *     import { expect, test } from "vitest";
 *     import "gatewright/testing";
 *     import policy from "./policy.js";
 *
 *     test("namespaces have an owner", () => {
 *       expect(policy).toDeny(namespace, { parameters, messages: ["missing label owner"] });
 *     });
 */
import { expect } from "vitest";
import { type PolicyMatchers, policyMatchers } from "./matchers.js";

expect.extend(policyMatchers);

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: vitest declares it so
  interface Matchers<T = any> extends PolicyMatchers<T> {}
}

export { type AnyPolicy, evaluateNatively } from "../language/evaluate.js";
export { type Comparison, type CompiledEntry, compareThreeWays, type Side, type WasmEvaluator } from "./compare.js";
export type { ExpectedViolation } from "./fixtures/settings.js";
export { toInventory } from "./inventory.js";
export type { DenyOptions, PolicyMatchers, TestOptions } from "./matchers.js";
export { ReviewError, toReview } from "./review.js";
