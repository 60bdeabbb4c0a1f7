import { availableParallelism } from "node:os";
import { posix } from "node:path";
import { Worker } from "node:worker_threads";
import { findFixturesInTurns, type PolicyFiles, type PolicyFixtures } from "./find-fixtures.js";
import type { FixtureThreadData } from "./fixture-thread.js";

/** Reads the fixtures of policies that are still to be compiled. */
export interface FixtureReader {
  /** The fixtures beside each policy, as `findFixtures` finds them. To be asked once. */
  find(policies: PolicyFiles): Promise<readonly PolicyFixtures[]>;
  close(): Promise<void>;
}

/** With fewer policies, a thread takes from the engine that starts beside it as much as it gives. */
const WORTH_A_THREAD = 30;

/**
 * Starts to read the fixtures beside policies, in a thread of its own where that is worth it and there is a core for it.
 *
 * @param entries the policies' modules, absolute and with forward slashes
 * @param root the folder that the names of files are relative to
 */
export function openFixtureReader(entries: readonly string[], root: string): FixtureReader {
  if (entries.length < WORTH_A_THREAD || availableParallelism() === 1)
    return { find: (policies) => findFixturesInTurns(policies, root), close: async () => {} };
  const workerData: FixtureThreadData = { folders: [...new Set(entries.map(posix.dirname))], root };
  const thread = new Worker(new URL("./fixture-thread.js", import.meta.url), { workerData });
  const answer = new Promise<readonly PolicyFixtures[]>((resolve, reject) => {
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => reject(new Error(`the thread that reads fixtures ended with exit code ${code}`)));
  });
  // Nobody waits for it where nothing compiles.
  answer.catch(() => {});
  return {
    async find(policies) {
      thread.postMessage(policies);
      return answer;
    },
    async close() {
      await thread.terminate();
    },
  };
}
