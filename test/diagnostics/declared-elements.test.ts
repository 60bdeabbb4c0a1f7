/** Lists in no order, where it would be seen: in what sorting leaves as it was, and in which of two values a key has. */
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
  [
    "refused as entries of an object, once a key may come twice",
    'const pairs: [string, string][] = Object.entries(object.metadata?.labels ?? {});\npairs.push(["app", "x"]);\nyield { msg: "pairs", details: Object.fromEntries(pairs) };',
    ["GW1009"],
  ],
])("%s", (_, body, codes) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
});
