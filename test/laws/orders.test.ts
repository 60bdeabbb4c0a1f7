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

/** The ways in which a list of no order may be seen: as a whole, by its positions, and through what is made of it. */
const sights: readonly string[] = [
  "const k = Object.keys(labels); yield `${[k].flat().join()}`;",
  'const k = ["a", "b"].map((p) => Object.keys(labels).map((x) => p + x)); yield { msg: "x", details: k };',
  'const k = [Object.keys(labels)]; yield { msg: "x", details: k };',
  "const k = { a: Object.keys(labels) }; yield k.a.join();",
  "const k = Object.keys(labels); yield [...k].join();",
  'const k = Object.keys(labels); yield ["x", ...k].join();',
  'const k = Object.keys(labels); yield k.concat(["x"]).join();',
  'const k = Object.keys(labels); yield ["x"].concat(k).join();',
  "const k = Object.keys(labels); yield k.slice(0, 1).join();",
  "const k = Object.keys(labels); yield k.toReversed().join();",
  'const k = Object.keys(labels); yield k.at(0) ?? "";',
  'const k = Object.keys(labels); yield k.find((x) => x.length > 1) ?? "";',
  'const k = Object.keys(labels); yield `${k.indexOf("a")}`;',
  'const k = Object.keys(labels); yield `${k.lastIndexOf("a")}`;',
  'const k = Object.keys(labels); yield `${k.findIndex((x) => x === "a")}`;',
  "const k = Object.keys(labels); yield JSON.stringify(k);",
  'const k = Object.keys(labels); yield `${k.reduce((a, b) => a + b, "")}`;',
  "const k = Object.keys(labels); yield `${k.map((x, i) => x + i).length}`;",
  'const k = Object.keys(labels); const [a = ""] = k; yield a;',
  'const k = Object.keys(labels); const [a = ""] = [...k, "x"]; yield a;',
  "const k = new Set(Object.keys(labels)); yield [...k].join();",
  "const k = new Set(list); yield [...k].join();",
  "const k = Array.from(new Set(list)); yield k.join();",
  'const k = Array.from(Object.values(labels), (x) => x + "!"); yield k.join();',
  'const k = Object.values(labels).flatMap((x) => x.split(",")); yield k.join();',
  "const k = Object.values(labels).flatMap((x) => x); yield k.join();",
  "const k = list.flatMap((x) => Object.keys(labels)); yield k.join();",
  "const k = list.map((x) => Object.keys(labels)).flat(); yield k.join();",
  "const g: Record<string, string[]> = {}; for (const [key, v] of Object.entries(labels)) { (g[v] ??= []).push(key); } for (const [v, keys] of Object.entries(g)) yield `${v} ${keys.join()}`;",
  "const g = new Map<string, string[]>(); for (const [key, v] of Object.entries(labels)) { g.set(v, [...(g.get(v) ?? []), key]); } for (const [v, keys] of g) yield `${v} ${keys.join()}`;",
  "const out: string[] = []; for (const key of Object.keys(labels)) out.push(key); yield out.join();",
  'let out = ""; for (const key of Object.keys(labels)) out += key; yield out;',
  'let out = ""; for (const key of Object.keys(labels)) out = key; yield out;',
  'const out = Object.keys(labels).map((x) => x + "a").filter((x) => x.length > 2); yield out.join();',
  'const e = Object.entries(labels).map(([a, b]) => ({ a, b })); yield { msg: "x", details: e };',
  'const e = Object.entries(labels); yield { msg: "x", details: e };',
  'const e = Object.entries(labels); yield { msg: "x", details: Object.fromEntries(e.map(([a, b]) => [b, a])) };',
  'function* g() { for (const k of Object.keys(labels)) yield k + "!"; } yield [...g()].join();',
  "const f = (...xs: string[]) => xs.join(); yield f(...Object.keys(labels));",
  "const f = (xs: string[]) => xs.join(); yield f(Object.keys(labels));",
  'const f = (xs: string[]) => xs[0] ?? ""; yield f(Object.keys(labels).filter((x) => x !== "a"));',
  'yield `${equals(Object.keys(labels), ["a", "b"])}`;',
  "yield fmt(Object.keys(labels));",
  "const k = Object.keys(labels).toSorted((a, b) => a.length - b.length); yield k.join();",
  "const k = Object.entries(labels).toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)); yield k.map(([a]) => a).join();",
  "const m = new Map(Object.entries(labels)); yield [...m.keys()].join();",
  'const m = new Map(Object.entries(labels).map(([a, b]) => [b, a])); yield m.get("x") ?? "";',
  "const m = new Map(list.map((x) => [x, x])); yield [...m.values()].join();",
  'const k = Object.keys(labels); const p = k.pop(); yield p ?? "";',
  'const k = Object.keys(labels); yield k.some((x) => x) ? `${k.length}${k[0] ?? ""}` : "";',
  "const c = { ...labels }; yield Object.keys(c).join();",
  "const k = Object.keys(labels).map((x) => [x, x]); yield k.flat().join();",
  "const k = Object.keys(labels).map((x) => [x, [x]] as const); yield k.map(([a]) => a).join();",
  "const k = list.length ? Object.keys(labels) : list; yield k.join();",
  'const k = list.length ? Object.keys(labels).map((x) => x.split("")) : []; yield k.flat().join();',
  'const k = Object.values(labels).map((x) => x.split("")); const j = k.flat().map((x) => x + 1); yield j.join();',
  "const k = list.filter((x) => x).concat(Object.keys(labels)).flatMap((x) => [x]); yield k.join();",
  'const k = Object.values(labels).flatMap((x) => x.split(",")).filter((x, i, all) => all.indexOf(x) === i); yield k.join();',
  "const { a, ...rest } = labels; yield Object.keys(rest).join();",
  "yield Object.keys(labels).map((k) => ({ k })).flatMap((x) => [x.k]).join();",
  'const k = Object.values(labels).map((x) => x.split(",")); yield { msg: "x", details: k.flat() };',
  'const k = Object.values(labels).map((x) => x.split(",")); yield k.flat()[0] ?? "";',
  'const k = Object.values(labels).map((x) => x.split(",")); for (const [i, x] of k.flat().entries()) yield `${i}${x}`;',
  "yield* Object.values(labels).map((x, i) => `${i}`);",
  "for (const k in labels) { yield k; break; }",
  "for (const k of Object.keys(labels)) { if (k.length > 1) { yield k; return; } }",
];

test.each(sights)("%s", (body) => {
  const { diagnostics } = compileFiles({
    "policy.ts": policyModule(
      `${labels}\nconst list = [...names].toSorted();\n${body}`.replace("const list", `${names}\nconst list`),
      { names: ["equals", "fmt"] },
    ),
  });
  expect(diagnostics.map(({ code }) => code)).toContain("GW1009");
});

test("the same in an order of its own is not", () => {
  const sorted = `${labels}\n${names}\nyield Object.keys(labels).toSorted().join();\nyield [...names].toSorted().join();`;
  expect(compileFiles({ "policy.ts": policyModule(sorted) }).diagnostics).toEqual([]);
});
