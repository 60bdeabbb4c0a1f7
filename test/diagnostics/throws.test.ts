/** What throws and may be reached has no counterpart: only what the types rule out is left out. */
import { expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

const kind = 'const kind = (object.spec?.hostPID ? "a" : "b") as "a" | "b";\n';

test.each([
  [
    "a case that goes on into the default",
    'switch (kind) { case "a": break; case "b": default: throw new Error("b"); }',
  ],
  [
    "a default that some case leaves something for",
    'switch (kind) { case "a": break; default: throw new Error(kind); }',
  ],
  ["what is falsy and not absent", 'if (!(kind ?? "x")) throw new Error(kind);'],
  ["a throw on its own", 'if (kind === "a") throw new Error(kind);'],
])("%s is refused", (_, statement) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(`${kind}${statement}\nyield kind;`) });
  expect(diagnostics.map(({ code }) => code)).toContain("GW1037");
});

test.each([
  ["what is said to be nothing is asked", "const f = (x: string): string => x;\nyield f(kind as never);"],
  ["and so is what a return gives", "const f = (x: string) => { return kind.concat(x as never); };\nyield f(kind);"],
  [
    "and a name that is said to be nothing",
    'switch (kind) { case "a": break; default: { const left = kind as never; throw new Error(left); } }\nyield kind;',
  ],
])("%s", (_, body) => {
  const { diagnostics } = compileFiles({ "policy.ts": policyModule(`${kind}${body}`) });
  expect(diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining([expect.stringMatching(/GW1023|GW1037/)]));
});

test("what stands after conditions in a block is asked, though nothing is left after them", () => {
  const body = `${kind}{ if (kind === "a") yield "a"; else if (kind === "b") yield "b"; else throw new Error(kind); }`;
  const { diagnostics, policies } = compileFiles({ "policy.ts": policyModule(body) });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(policies[0]?.rego.match(/violation contains/g)).toHaveLength(2);
});
