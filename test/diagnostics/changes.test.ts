/** Collections that change while somebody else holds them: JavaScript would show the change there, Rego would not. */
import { describe, expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "./memory-host.js";

const names = "const names: string[] = [];";
const all = "object.spec?.containers ?? []";

const refused: { readonly [about: string]: readonly [code: string, body: string, before?: string] } = {
  "another name": ["GW1050", `${names}\nconst others = names;\nnames.push("a");\nyield others.join();`],
  "an object that holds it": [
    "GW1050",
    `${names}\nconst held = { names };\nnames.push("a");\nyield held.names.join();`,
  ],
  "a list that holds it, from pass to pass": [
    "GW1050",
    `${names}\nconst lists: string[][] = [];\nfor (const { name } of ${all}) {\n  names.push(name);\n  lists.push(names);\n}\nyield { msg: "", details: lists };`,
  ],
  "a loop over the list that grows": [
    "GW1050",
    `${names}\nfor (const name of names) names.push(name);\nyield names.join();`,
  ],
  "an iterator over the list that grows": [
    "GW1050",
    `${names}\nfor (const [i, name] of names.entries()) if (i < 3) names.push(name);\nyield names.join();`,
  ],
  "a helper that keeps it": [
    "GW1050",
    `${names}\nconst kept = keep(names);\nnames.push("a");\nyield kept.names.join();`,
    "const keep = (names: string[]) => ({ names });",
  ],
  "a copy that has the same parts": [
    "GW1050",
    `const groups: Record<string, string[]> = {};\nconst copies: Record<string, string[]>[] = [];\nfor (const { name } of ${all}) {\n  const group = (groups[name] ??= []);\n  copies.push({ ...groups });\n  group.push("x");\n}\nyield { msg: "", details: copies };`,
  ],
  "an entry with a name that somebody keeps": [
    "GW1005",
    `const groups: Record<string, string[]> = {};\nconst kept: string[][] = [];\nfor (const { name } of ${all}) {\n  const group = (groups[name] ??= []);\n  kept.push(group);\n  group.push("x");\n}\nyield { msg: "", details: kept };`,
  ],
  "an entry with a name that is no longer there": [
    "GW1005",
    `const groups: Record<string, string[]> = {};\nfor (const { name } of ${all}) {\n  const group = (groups[name] ??= []);\n  groups[name] = [];\n  group.push("x");\n}\nyield { msg: "", details: groups };`,
  ],
  "one of two lists that a list holds": [
    "GW1050",
    `${names}\nconst others: string[] = [];\nconst both = [names, others];\nfor (const { name, tty } of ${all}) {\n  const list = tty ? names : others;\n  list.push(name);\n}\nyield { msg: "", details: both };`,
  ],
  "a list that a procedure keeps": [
    "GW1050",
    `${names}\nconst lists: string[][] = [];\nconst keep = (list: string[]) => {\n  lists.push(list);\n};\nkeep(names);\nnames.push("a");\nyield { msg: "", details: lists };`,
  ],
  "a parameter": [
    "GW1005",
    `${names}\nadd(names);\nyield names.join();`,
    'function add(names: string[]) {\n  names.push("a");\n}',
  ],
  "a callback that changes what is around it": [
    "GW1005",
    `let count = 0;\nconst all = (${all}).map(({ name }) => {\n  count += 1;\n  return name;\n});\nyield \`\${count} \${all.join()}\`;`,
  ],
  "an entry that another name holds": [
    "GW1005",
    `${names}\nconst lists: { a: string[] } = { a: [] };\nlists.a = names;\nlists.a.push("b");\nyield names.join();`,
  ],
  "a part that was somebody else's from the start": [
    "GW1005",
    `${names}\nconst lists = { names };\nfor (const { name } of ${all}) lists.names.push(name);\nyield names.join();`,
  ],
  "parts of a copy that the original holds": [
    "GW1005",
    `const first: Record<string, string[]> = { a: ["b"] };\nconst lists = { ...first };\nfor (const { name } of ${all}) (lists[name] ??= []).push(name);\nyield first["a"]?.join() ?? "";`,
  ],
  "a part of what a reduction starts with": [
    "GW1005",
    `${names}\nconst { lists } = (${all}).reduce((kept, { name }) => {\n  kept.lists.push(name);\n  return kept;\n}, { lists: names });\nyield \`\${names.length} \${lists.length}\`;`,
  ],
  "a list that is taken out of a copy": [
    "GW1005",
    `const first = new Map([["a", ["b"]]]);\nconst groups = new Map(first);\nfor (const { name } of ${all}) {\n  const list = groups.get(name) ?? [];\n  list.push(name);\n  groups.set(name, list);\n}\nyield first.get("a")?.join() ?? "";`,
  ],
  "a function that looks at what is taken out": [
    "GW1005",
    `const groups = new Map<string, string[]>();\nconst count = (name: string) => groups.get(name)?.length ?? 0;\nconst counts: number[] = [];\nfor (const { name } of ${all}) {\n  const list = groups.get(name) ?? [];\n  list.push(name);\n  counts.push(count(name));\n  groups.set(name, list);\n}\nyield counts.join();`,
  ],
  "another collection that gets what is taken out": [
    "GW1005",
    `const groups = new Map<string, string[]>();\nconst first = new Map<string, string[]>();\nfor (const { name } of ${all}) {\n  const list = groups.get(name) ?? [];\n  first.set(name, list);\n  list.push(name);\n  groups.set(name, list);\n}\nfor (const [name, list] of first) yield \`\${name} \${list.join()}\`;`,
  ],
};

const taken: { readonly [about: string]: string } = {
  "a copy": `${names}\nconst others = [...names];\nnames.push("a");\nyield others.join();`,
  "a violation, which is copied": `${names}\nfor (const { name } of ${all}) {\n  names.push(name);\n  yield { msg: name, details: names };\n}`,
  "giving it away at last": `${names}\nnames.push("a");\nconst held = { names };\nyield held.names.join();`,
};

describe("changes of collections", () => {
  for (const [about, [code, body, before]] of Object.entries(refused))
    test(`are refused behind ${about}`, () => {
      const source = policyModule(body, before === undefined ? {} : { before });
      const { diagnostics } = compileFiles({ "policy.ts": source });
      expect(
        [...new Set(diagnostics.map((one) => one.code))],
        diagnostics.map(({ message }) => message).join("\n"),
      ).toEqual([code]);
    });

  for (const [about, body] of Object.entries(taken))
    test(`are compiled beside ${about}`, () => {
      expect(compileFiles({ "policy.ts": policyModule(body) }).diagnostics).toEqual([]);
    });
});
