// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the policies are source text
/** What has an order in JavaScript and none in Rego: a policy that lets it be seen would differ, and is refused at that place. */
import { expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compileFiles } from "../diagnostics/memory-host.js";

const labels = "const labels = object.metadata?.labels ?? {};";
const names = "const names = new Set((object.spec?.containers ?? []).map(({ name }) => name));";

const leaks: { readonly [about: string]: string } = {
  "a text of a loop over entries":
    'let text = "";\nfor (const [key, value] of Object.entries(labels)) text += `${key}=${value};`;\nyield text;',
  "a text of a loop over keys": 'let text = "";\nfor (const key in labels) text += key;\nyield text;',
  "a text of the elements of a Set": 'let text = "";\nfor (const name of names) text += name;\nyield text;',
  "a list of a loop over entries that is joined":
    "const parts: string[] = [];\nfor (const [key] of Object.entries(labels)) parts.push(key);\nyield parts.join();",
  "keys that are joined": "yield Object.keys(labels).join();",
  "the first of the values": 'yield Object.values(labels)[0] ?? "none";',
  "the first of the entries": 'const [first] = Object.entries(labels);\nyield first?.[0] ?? "none";',
  "elements of a Set that are joined": "yield [...names].join();",
  "positions of keys": "for (const [i, key] of Object.keys(labels).entries()) yield `${i}: ${key}`;",
  "the last one of a loop": 'let last = "none";\nfor (const key of Object.keys(labels)) last = key;\nyield last;',
  "what stands before a way out": 'for (const key of Object.keys(labels)) {\n  yield key;\n  if (key > "m") break;\n}',
};

test.each(Object.entries(leaks))("%s is refused", (_, body) => {
  const { diagnostics } = compileFiles({
    "policy.ts": policyModule(`${labels}\n${names}\nif (names.size > 99) yield "many";\n${body}`),
  });
  expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(["GW1009"]);
});

test("the same in an order of its own is not", () => {
  const sorted = `${labels}\n${names}\nyield Object.keys(labels).toSorted().join();\nyield [...names].toSorted().join();`;
  expect(compileFiles({ "policy.ts": policyModule(sorted) }).diagnostics).toEqual([]);
});
