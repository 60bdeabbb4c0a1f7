/** Each fixture of the standard library in a real API server with Gatekeeper: a test a step. */
import { describe, inject, test } from "vitest";
import type { Outcome } from "./outcomes.js";

const cluster = inject("cluster");

if ("failure" in cluster) {
  test("the control plane", () => {
    throw Object.assign(new Error(cluster.failure), { stack: cluster.failure });
  });
}

for (const [policy, all] of groups("failure" in cluster ? [] : cluster.outcomes)) {
  describe(policy, () => {
    for (const { name, result, note } of all) {
      test(name, (context) => {
        if (result === "left out") context.skip(note);
        if (result === "different") throw Object.assign(new Error(note), { stack: note });
      });
    }
  });
}

function groups(all: readonly Outcome[]): ReadonlyMap<string, readonly Outcome[]> {
  const found = new Map<string, Outcome[]>();
  for (const one of all) found.set(one.policy, [...(found.get(one.policy) ?? []), one]);
  return found;
}
