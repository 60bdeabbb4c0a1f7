/** Numbers that have the name of a count, and are none: no remainder of them can be taken. */
import { expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

test.each([
  ["a field that is called size", "const disk: { size: number } = { size: 0.5 };\nyield String(disk.size % 2);"],
  ["a function that is called round", "const by = { round: (x: number) => x / 2 };\nyield String(by.round(3) % 2);"],
  ["a list that something is added to", "const xs = [1, 2];\nxs.push(0.5);\nfor (const x of xs) yield String(x % 2);"],
  ["keys of a Map", "for (const [key] of new Map([[1.5, 1]]).entries()) yield String(key % 2);"],
])("%s", (_, body) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
  expect(diagnostics.map(({ code }) => code)).toContain("GW1029");
});

test.each([
  ["lengths and sizes", "yield String(((object.spec?.containers ?? []).length % 2) + (new Set([1, 2]).size % 2));"],
  ["elements of a list of whole numbers", "for (const x of [1, 2, 3].filter((n) => n > 1)) yield String(x % 2);"],
])("%s", (_, body) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});
