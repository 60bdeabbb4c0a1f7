import { existsSync } from "node:fs";
import { join } from "node:path";
import { userCacheFolder } from "../../opa/user-cache-folder.js";
import { GatekeeperError } from "./gatekeeper-error.js";

/** The version of Gatekeeper that this client is made for; no other is asked. */
export const GATEKEEPER_VERSION = "v3.23.1";

/**
 * The runner's file: the one that `$GATEWRIGHT_GATEKEEPER` names, or the one that was built into the user's cache folder; undefined
 * when there is none. Throws a GatekeeperError when the variable names a file that does not exist.
 */
export function findGatekeeper(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.GATEWRIGHT_GATEKEEPER;
  if (named !== undefined && named !== "") {
    if (existsSync(named)) return named;
    throw new GatekeeperError("runner", `$GATEWRIGHT_GATEKEEPER names ${named}, which does not exist`);
  }
  const built = builtGatekeeper(env);
  return existsSync(built) ? built : undefined;
}

/** Where `node scripts/build-gatekeeper.mjs --runner` leaves the runner that it built or found last. */
export function builtGatekeeper(env: NodeJS.ProcessEnv): string {
  const folder = join(userCacheFolder(env), "gatekeeper", `${GATEKEEPER_VERSION}-${process.platform}-${process.arch}`);
  return join(folder, process.platform === "win32" ? "runner.exe" : "runner");
}
