/** What `flatMap` is given: JavaScript keeps an undefined answer as an element, and JSON has no such element. */
import { expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

const containers = "(object.spec?.containers ?? [])";

test.each([
  [
    "lists that may be absent are refused",
    `yield \`\${${containers}.flatMap(({ args }) => args).length}\`;`,
    ["GW1017"],
  ],
  [
    "texts that may be absent are refused",
    `yield \`\${${containers}.flatMap(({ image }) => image).length}\`;`,
    ["GW1017"],
  ],
  ["what is left out is taken", `yield ${containers}.flatMap(({ image }) => image ?? []).join();`, []],
  ["a text is an element", `yield ${containers}.flatMap(({ name }) => name).join();`, []],
])("%s", (_, body, codes) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
});
