import type { Explanation } from "./outcomes.js";

/**
 * Where the API server changes or refuses what a fixture has, on purpose. Each of these has to be seen: what no longer occurs is a failure.
 */
export const explanations: readonly Explanation[] = [];
