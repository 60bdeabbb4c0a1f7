/** Hunts many bugs, a few at a time. */
import type { Bug } from "./bugs.js";
import { type Found, firstFailure, hunt, stagesFor, type Thoroughness } from "./hunt.js";
import { openWorkshop, type Workshop } from "./workshop.js";

export interface Effort extends Thoroughness {
  /** How many bugs are hunted at a time, each in a copy of its own. */
  readonly jobs: number;
  onStart?(name: string, done: number): void;
  onFound?(found: Found): void;
}

/**
 * What became of each bug, in their order.
 *
 * @throws Error when the sources fail without a bug
 */
export async function huntAll(bugs: readonly Bug[], root: string, effort: Effort): Promise<readonly Found[]> {
  const found = new Map<Bug, Found>();
  // What fails without a bug would catch every bug.
  const works: ((workshop: Workshop) => Promise<void>)[] = [
    async (workshop) => {
      effort.onStart?.("no bug", found.size);
      for (const stage of stagesFor({ file: "" })) {
        const failure = await firstFailure(stage, workshop);
        if (failure === undefined) continue;
        const reason = failure.sort === "caught" ? `${failure.by}: ${failure.what}` : failure.reason;
        throw new Error(`The sources fail without a bug in them: ${reason}`);
      }
    },
    ...bugs.map((bug) => async (workshop: Workshop) => {
      effort.onStart?.(bug.name, found.size);
      const one = await hunt(bug, workshop, effort);
      found.set(bug, one);
      effort.onFound?.(one);
    }),
  ];
  let failed = false;
  const worker = async () => {
    const workshop = openWorkshop(root);
    try {
      for (let work = works.shift(); work !== undefined && !failed; work = works.shift()) await work(workshop);
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      workshop.close();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(effort.jobs, works.length) }, worker));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return bugs.flatMap((bug) => found.get(bug) ?? []);
}
