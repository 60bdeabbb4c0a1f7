/**
 * The functions that authors import, on texts that they were made for and on texts that nobody meant: the same answers as
 * TypeScript, as policy.wasm and from Gatekeeper.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import { canonicalJson } from "../../src/language/violations.js";
import type { Json, Violation } from "../../src/model.js";
import { compileForAll } from "./three-ways.js";

const root = fileURLToPath(new URL("imported/", import.meta.url));
const wanted = process.env["IMPORTED"]?.split(",");
const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (wanted?.includes(entry.name) ?? true))
  .map(({ name }) => name);
const rounds = Number(process.env["IMPORTED_ROUNDS"] ?? 4);

/** What the first alone has, and the second. */
function differences(some: readonly Violation[], others: readonly Violation[]): readonly [string[], string[]] {
  const [left, right] = [some, others].map((list) => new Set(list.map((one) => canonicalJson(one as never))));
  return [
    [...(left as Set<string>)].filter((one) => !right?.has(one)),
    [...(right as Set<string>)].filter((one) => !left?.has(one)),
  ];
}

describe("functions that are imported", async () => {
  const compiled = await compileForAll(names.map((name) => `${root}${name}/policy.ts`));
  afterAll(() => compiled.close());

  it("compile", () => {
    expect(compiled.diagnostics.map(({ message, sourceLine }) => `${message}: ${sourceLine}`)).toEqual([]);
  });

  it.each(names)("%s", async (name) => {
    const { default: policy } = (await import(`${root}${name}/policy.ts`)) as { default: AnyPolicy };
    const { values, extremes } = (await import(`${root}${name}/values.ts`)) as {
      readonly values: fc.Arbitrary<Json>;
      readonly extremes: readonly Json[];
    };
    const samples = Array.from({ length: rounds }, (_, seed) => fc.sample(values, { numRuns: 100, seed }));
    for (const [at, one] of [...samples, extremes].entries()) {
      const now = new Date((at % 7) * 1_234_567_890_123).toISOString();
      const object = { apiVersion: "example.dev/v1", kind: "Sample", spec: { values: one } };
      const { native, wasm, gatekeeper } = await compiled.ask(policy, { id: "", object, now });
      expect(native.length).toBeGreaterThan(0);
      expect(differences(native, gatekeeper), "TypeScript alone, and Gatekeeper alone").toEqual([[], []]);
      expect(differences(native, wasm), "TypeScript alone, and policy.wasm alone").toEqual([[], []]);
    }
  });
});
