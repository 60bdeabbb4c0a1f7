import type { Item } from "./steps.js";

/**
 * Where the API server refuses a fixture, or makes something else of it before it asks Gatekeeper, and that is as it should be. It has to be
 * seen: what no longer occurs is a failure.
 */
export interface Explanation {
  readonly reason: string;
  /** Fixtures such as `volumes/allowed-none.yaml`; after a comma the way, where the others are as they should be. */
  readonly steps: readonly string[];
  /** A part of what it says when it refuses the object: an illegal object is what the fixture is about. */
  readonly refused?: string;
  /** What it makes of the object: the policy has to say of that what the cluster says. */
  readonly becomes?: (object: Item) => Item;
  /** Whether the object is in the inventory as well, as everything that is stored and synced. */
  readonly synced?: true;
}

/** The fixtures of one name of several policies. */
export const fixtures = (fixture: string, ...policies: readonly string[]) =>
  policies.map((name) => `${name}/${fixture}.yaml`);

/** The second objects in these fixtures, all of them Pods. */
export const second = (fixture: string, ...policies: readonly string[]) =>
  fixtures(fixture, ...policies).map((file) => `${file} #2 Pod web`);
