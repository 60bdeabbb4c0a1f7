import { homedir } from "node:os";
import { join } from "node:path";

/** Where programs keep what they can make again, on this system. */
export function userCacheFolder(env: NodeJS.ProcessEnv): string {
  const given = env.XDG_CACHE_HOME || (process.platform === "win32" && env.LOCALAPPDATA);
  const home = env.HOME || homedir();
  const base = given || join(home, process.platform === "darwin" ? "Library/Caches" : ".cache");
  return join(base, "gatewright");
}
