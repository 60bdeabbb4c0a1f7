/** A list in no order, sorted by all that the declared type of its elements has: they may have more, whose order would be seen. */
import { expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

const entries = "Object.entries(object.metadata?.labels ?? {}).map(([key, value]) => ({ size: value.length, key }))";
const sorted = "toSorted((a, b) => a.size - b.size)";

test.each([
  [
    "refused",
    `const sizes: { size: number }[] = ${entries};\nyield { msg: "sizes", details: sizes.${sorted} };`,
    ["GW1009"],
  ],
  [
    "taken where all is compared",
    `yield { msg: "sizes", details: ${entries}.toSorted((a, b) => a.size - b.size || (a.key < b.key ? -1 : 1)) };`,
    [],
  ],
])("%s", (_, body, codes) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
});
