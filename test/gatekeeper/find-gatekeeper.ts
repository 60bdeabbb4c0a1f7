import { existsSync } from "node:fs";
import { pathOf } from "../../scripts/build-gatekeeper.mjs";
import { GatekeeperError } from "./gatekeeper-error.js";

/**
 * The runner's file: the one that GATEWRIGHT_GATEKEEPER names, or the one in the cache folder that was built from these
 * sources. `undefined` when there is none. Throws when the variable names a file that does not exist.
 */
export function findGatekeeper(): string | undefined {
  const named = process.env.GATEWRIGHT_GATEKEEPER;
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new GatekeeperError("runner", `GATEWRIGHT_GATEKEEPER names ${named}, which does not exist`);
  }
  const built = pathOf("runner");
  return existsSync(built) ? built : undefined;
}

/** Whether openGatekeeper() would find a runner. */
export function gatekeeperAvailable(): boolean {
  return findGatekeeper() !== undefined;
}
