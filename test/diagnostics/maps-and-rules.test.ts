/** Maps, reductions and lists of functions whose meaning in JavaScript is none in Rego. */
import { describe, expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

const byName = 'const byName = new Map((object.spec?.containers ?? []).map(({ name, image = "" }) => [name, image]));';
const names = "(object.spec?.containers ?? []).map(({ name }) => name)";

const refused: { readonly [about: string]: readonly [code: string, body: string] } = {
  "the first entry of a Map": ["GW1009", `${byName}\nconst [first] = byName;\nyield first?.[0] ?? "";`],
  "the first element of a set": ["GW1009", `const [first] = new Set(${names});\nyield first ?? "";`],
  "a Map in details": ["GW1001", `${byName}\nyield { msg: "names", details: { byName } };`],
  "another key that goes where one is set": [
    "GW1016",
    `const lengths = new Map<string, number>();\nfor (const name of ${names}) {\n  lengths.delete("a");\n  lengths.set(name, name.length);\n}\nyield \`\${lengths.size}\`;`,
  ],
};

describe("what has no meaning in Rego", () => {
  for (const [about, [code, body]] of Object.entries(refused))
    test(`refuses ${about}`, () => {
      const { diagnostics } = compileFiles({ "policy.ts": policyModule(body) });
      expect(
        [...new Set(diagnostics.map((one) => one.code))],
        diagnostics.map(({ message }) => message).join("\n"),
      ).toEqual([code]);
    });
});
