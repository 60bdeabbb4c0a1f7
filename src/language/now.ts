import type { Amount } from "./amount.js";
import { currentTime } from "./current-clock.js";

/**
 * The present, in seconds since 1970, as `time` gives them: the same all through an evaluation. `exceeds(now(), expiry)` is that a
 * time has passed. An audit asks again at each of its rounds, so a policy may find an object wrong that it once admitted.
 *
 * In tests it is what they state: `now` in a fixture, or in the options of `toAllow` and `toDeny`.
 *
 * @throws Error while no policy runs, and where a test states no time
 */
export function now(): Amount {
  return currentTime();
}
