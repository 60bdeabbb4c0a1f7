/** A loop that is refused inside of another one: the outer loop must not take what it changes for unchanged. */
import { expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

test.each([
  [
    "the first value, asked for in the inner loop",
    'let port = 0;\nfor (const { ports = [] } of object.spec?.containers ?? []) {\n  if (ports.length > 9) yield "many ports";\n  for (const { containerPort } of ports) if (port === 0 && containerPort > 1) port = containerPort;\n}\nyield { msg: "", details: port };',
  ],
  [
    "what was before, taken twice",
    'let depth = 1;\nfor (const { ports = [] } of object.spec?.containers ?? []) {\n  for (const { containerPort } of ports) depth = containerPort > 1 ? depth * 2 : depth + 1;\n}\nyield { msg: "", details: depth };',
  ],
])("refuses %s", (_, body) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(["GW1016"]);
});
