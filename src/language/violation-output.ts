import type { Data } from "./data.js";

/**
 * What a policy yields. `"text"` is `{ msg: "text" }`; absent or undefined details are `{}`, and a Set in them becomes a sorted
 * array. `msg` is a string by type: with anything else Gatekeeper would drop the results of every template for that review.
 */
export type ViolationOutput = string | { readonly msg: string; readonly details?: Data | undefined };
