import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { summary } from "./outcomes.js";
import { type Run, type RunOptions, run } from "./run.js";

declare module "vitest" {
  interface ProvidedContext {
    readonly clusterOptions: Omit<RunOptions, "root" | "tell">;
    /** What a run gave, or why there was none. */
    readonly cluster: Run | { readonly failure: string };
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs everything in the main process, which ends what it started; the tests tell what came of it. */
export default async function setup(project: TestProject): Promise<void> {
  const options = project.getProvidedContext().clusterOptions;
  const start = performance.now();
  const tell = (line: string) =>
    console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const result = await run({ ...options, root, tell }).catch((error: Error) => ({ failure: error.message }));
  project.provide("cluster", result);
  if ("failure" in result) return;
  tell(`${result.requests} requests were sent`);
  for (const line of summary(result.outcomes)) console.log(line);
}
