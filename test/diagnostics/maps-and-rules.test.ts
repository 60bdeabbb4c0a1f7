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
  "the first key, where a text is still empty": [
    "GW1009",
    `let first = "";\nfor (const key of Object.keys(object.metadata?.labels ?? {})) if (first === "") first = key;\nyield first;`,
  ],
  "a key of a collection that has got smaller": [
    "GW1036",
    `const labels = { ...object.metadata?.labels };\nconst keys = Object.keys(labels).toSorted();\ndelete labels["team"];\nfor (const key of keys) yield labels[key]!;`,
  ],
  "a key that a loop changes": [
    "GW1036",
    `const labels = object.metadata?.labels ?? {};\nfor (let key of Object.keys(labels).toSorted()) {\n  key = key + "!";\n  yield labels[key]!;\n}`,
  ],
  "a key that was added to the list of them": [
    "GW1036",
    `const labels = object.metadata?.labels ?? {};\nconst keys = Object.keys(labels);\nkeys.push("team");\nfor (const key of keys) yield labels[key]!;`,
  ],
  "an element that was there before it was taken away": [
    "GW1036",
    `const names = ${names};\nif (names[0] !== undefined) {\n  names.shift();\n  yield names[0];\n}`,
  ],
  "a property that was there before it was deleted": [
    "GW1036",
    `const labels = { ...object.metadata?.labels };\nif (labels["team"] !== undefined) {\n  delete labels["team"];\n  yield labels["team"];\n}`,
  ],
  "how many lists a Set has": [
    "GW1008",
    `const args = new Set((object.spec?.containers ?? []).map((c) => c.args ?? []));\nyield \`\${args.size}\`;`,
  ],
  "objects in a Set that grows": [
    "GW1008",
    `const named = new Set<{ name: string }>();\nfor (const name of ${names}) named.add({ name });\nyield \`\${named.size}\`;`,
  ],
  "whether a Set of whatever there is has an object": [
    "GW1008",
    `const seen = new Set();\nfor (const container of object.spec?.containers ?? []) {\n  if (seen.has(container)) yield "twice";\n  seen.add(container);\n}`,
  ],
  "the positions of a list with gaps that a callback is given": [
    "GW1017",
    `const names = [object.metadata?.name, object.metadata?.namespace, "a"];\nif (names.some((name, at, all) => all.indexOf(name) !== at)) yield "twice";`,
  ],
  "answers of functions that may be absent": [
    "GW1017",
    `const checks = [(name: string) => (name === "a" ? "A" : undefined), () => undefined];\nfor (const name of ${names}) yield { msg: name, details: checks.map((check) => check(name)) };`,
  ],
};

/** What is written out where it is used would show what has changed in between. */
const changing: { readonly [about: string]: string } = {
  "a name that a list of objects reads": `let mode = "a";\nconst rules = [{ mode, check: () => true }];\nmode = "b";\nfor (const rule of rules) yield \`\${rule.mode} \${rule.check()}\`;`,
  "a name that functions of a list read": `let count = 0;\nconst rules = [() => count, () => count + 1];\nlet text = "";\nfor (const rule of rules) {\n  text += rule();\n  count += 5;\n}\nyield text;`,
  "the name of a property": `const key = "name";\nconst rules = [{ [key]: "x", check: () => true }];\nfor (const rule of rules) yield \`\${rule.name} \${rule.check()}\`;`,
  "the order of numbers among the keys": `const rules: Record<string, () => boolean> = { b: () => true, "1": () => true };\nlet first = "";\nfor (const [name, rule] of Object.entries(rules)) if (first === "" && rule()) first = name;\nyield first;`,
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

  for (const [about, body] of Object.entries(changing))
    test(`refuses ${about}`, () => {
      expect(compileFiles({ "policy.ts": policyModule(body) }).diagnostics).not.toEqual([]);
    });
});
