// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the cases are source text
import { describe, expect, test } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import type { Diagnostic } from "../../src/model.js";
import { prettyDiagnostics } from "../../src/report/diagnostics.js";
import { compileFiles, type File } from "./memory-host.js";

type Files = { readonly [path: string]: File };

const name = 'const name = object.metadata?.name ?? "";';

/** A diagnostic as `code text`, with the first line of the text that it marks. */
function marked({ code, span, sourceLine = "" }: Diagnostic): string {
  const end = span?.endLine === span?.line ? (span?.endColumn ?? 0) - 1 : undefined;
  return `${code} ${sourceLine.slice((span?.column ?? 1) - 1, end)}`;
}

/** What is found, and that nothing is compiled, left unfilled or thrown. */
function found(files: Files | string, entries?: readonly string[]): readonly string[] {
  const { diagnostics, policies } = compileFiles(typeof files === "string" ? { "policy.ts": files } : files, entries);
  expect(policies).toEqual([]);
  for (const { message, help = "" } of diagnostics) expect(`${message} ${help}`).not.toMatch(/\{\w+\}/);
  return diagnostics.map(marked);
}

const rows = (cases: readonly (readonly [what: string, source: string, expected: readonly string[]])[]) => {
  test.each(cases)("%s", (_what, source, expected) => expect(found(source)).toEqual(expected));
};

describe("what is no TypeScript", () => {
  rows([
    ["a text that ends too early", "export default policy({", ["TS1005 "]],
    ["a name that nobody declares", policyModule("yield nope;"), ["TS2304 nope"]],
    ["a type that does not fit", policyModule("yield 1;"), ["TS2322 violations"]],
    [
      "a wrong field of Kubernetes",
      policyModule('if (object.spec?.hostNetwrok === true) yield "x";'),
      ["TS2551 hostNetwrok"],
    ],
  ]);
});

const nestedCalls = `const nested = ${"[".repeat(120)}Array.of(${"[".repeat(120)}${"]".repeat(120)})${"]".repeat(120)};`;

describe("what TypeScript itself has trouble with", () => {
  rows([
    ["using, whose types no policy has", policyModule('using spec = null;\nyield "x";'), ["GW1001 using spec = null"]],
    [
      "a module that makes its checker throw",
      policyModule("yield [() => { yield* nested[nested.length]; }];", { before: nestedCalls }),
      ["GW2007 "],
    ],
  ]);
});

describe("modules and policies", () => {
  rows([
    ["nothing", "", ["GW2001 "]],
    ["white space", "  \n\n", ["GW2001 "]],
    ["a comment", "// later\n", ["GW2001 "]],
    ["helpers only", "export const a = 1;\n", ["GW2001 export const a = 1;"]],
    ["another default export", "export default 1;\n", ["GW2001 export default 1;"]],
    [
      "a kind of 60 characters",
      policyModule('yield "x";').replace("K8sPodRules", "K".repeat(60)),
      [`GW4002 "${"K".repeat(60)}"`],
    ],
    ["a kind that is no label", policyModule('yield "x";').replace("K8sPodRules", "K8s_Pods"), ['GW4001 "K8s_Pods"']],
    [
      "a title from the environment",
      policyModule('yield "x";').replace('"Rules for Pods"', 'process.env["TITLE"] ?? ""'),
      ["GW1006 process", 'GW2002 process.env["TITLE"] ?? ""'],
    ],
    [
      "a title that may change",
      policyModule('yield "x";', { before: 'let title = "a";' }).replace('"Rules for Pods"', "title"),
      ["GW2002 title"],
    ],
    [
      "a definition put together",
      policyModule('yield "x";', { before: 'const base = { version: "1.0.0" };' }).replace(
        "  title",
        "  ...base,\n  title",
      ),
      ["GW2002 ...base"],
    ],
    [
      "constants that are made of each other",
      policyModule('yield "x";', { before: "const a: string = b;\nconst b: string = a;" }).replace(
        '"Rules for Pods"',
        "a",
      ),
      ["TS2448 b", "TS2454 b", "GW2002 a"],
    ],
    [
      "a review without a type",
      policyModule('yield "x";', { takes: "_review", review: "any" }),
      ["GW2004 _review: any"],
    ],
    [
      "a statement at the top",
      policyModule('yield "x";', { before: 'if (1 > 0) throw new Error("x");' }),
      ['GW2015 if (1 > 0) throw new Error("x");'],
    ],
    [
      "a constant that does something",
      policyModule("yield `${names.length}`;", { before: 'const names = ["a"];\nconst size = names.push("b");' }),
      ['GW1005 names.push("b")'],
    ],
  ]);

  test("two policies of one kind, in two files", () => {
    const one = policyModule('yield "x";');
    const files = { "a.ts": one, "b.ts": one.replace("K8sPodRules", "K8spodrules") };
    const { diagnostics } = compileFiles(files, ["a.ts", "b.ts"]);
    expect(diagnostics.map(marked)).toEqual(['GW2012 "K8spodrules"']);
    expect(diagnostics[0]?.span?.file).toBe("b.ts");
    expect(diagnostics[0]?.message).toContain("a.ts");
  });

  test("one policy, given twice", () => {
    const { diagnostics, policies } = compileFiles({ "a.ts": policyModule('yield "x";') }, ["a.ts", "a.ts"]);
    expect(diagnostics).toEqual([]);
    expect(policies.length).toBe(1);
  });

  test("metadata may be constants, and constants of other modules", () => {
    const { diagnostics, policies } = compileFiles({
      "team.ts": 'export const team = "network";\n',
      "policy.ts": policyModule('yield "x";', { before: 'import { team } from "./team.js";' }).replace(
        '"Rules for Pods"',
        "`Rules of the ${team} team`",
      ),
    });
    expect(diagnostics).toEqual([]);
    expect(policies.map(({ title }) => title)).toEqual(["Rules of the network team"]);
  });
});

describe("functions", () => {
  rows([
    [
      "two functions that call each other",
      policyModule('if (even(3)) yield "x";', {
        before:
          "function even(n: number): boolean {\n  return n === 0 || odd(n - 1);\n}\nfunction odd(n: number): boolean {\n  return n !== 0 && even(n - 1);\n}",
      }),
      ["GW1002 even(n - 1)"],
    ],
    [
      "an arrow that calls itself",
      policyModule('if (deep(3)) yield "x";', { before: "const deep = (n: number): boolean => n > 0 && deep(n - 1);" }),
      ["GW1002 deep(n - 1)"],
    ],
    [
      "a callback that leads back",
      policyModule('if (deep([[]])) yield "x";', {
        before:
          "type Tree = readonly Tree[];\nfunction deep(tree: Tree): boolean {\n  return tree.some((part) => deep(part));\n}",
      }),
      ["GW1002 deep(part)"],
    ],
    [
      "a generator that yields itself",
      policyModule("yield* again(object);", {
        before: "function* again(pod: Pod): Generator<string> {\n  if (pod.spec === undefined) yield* again(pod);\n}",
      }),
      ["GW1002 again(pod)"],
    ],
    [
      "an async generator",
      policyModule('yield "x";').replace("*violations", "async *violations"),
      ["GW2003 violations"],
    ],
    ["await", policyModule('if ((await object).kind === "Pod") yield "x";'), ["GW1003 await object"]],
    ["for await", policyModule("for await (const c of object.spec?.containers ?? []) yield c.name;"), ["GW1003 await"]],
    [
      "an async helper",
      policyModule('const answer = late();\nif (answer === undefined) yield "x";', {
        before: "async function late() {\n  return 1;\n}",
      }),
      ["GW1003 async function late() {"],
    ],
    [
      "a class and its instance",
      policyModule("yield new Names().first;", { before: 'class Names {\n  first = "a";\n}' }),
      ["GW1004 class Names {", "GW1004 new Names()"],
    ],
    [
      "a function of the library by another name",
      policyModule("for (const key of (Object ?? Object).keys(object.metadata?.labels ?? {})) yield key;"),
      ["GW1024 (Object ?? Object).keys(object.metadata?.labels ?? {})"],
    ],
    [
      "a method at the end of a chain of several lines",
      policyModule(
        "const sum = (object.spec?.containers ?? [])\n  .map(({ name }) => name.length)\n  .with(0, 1);\nyield `${sum.length}`;",
      ),
      ["GW1013 with(0, 1)"],
    ],
    [
      "a part of a collection that somebody holds while it is taken out, changed and put back",
      policyModule(
        'const groups = new Map<string, string[]>([["a", []]]);\nconst held = groups.get("a");\nfor (const { name } of object.spec?.containers ?? []) {\n  const list = groups.get(name) ?? [];\n  list.push(name);\n  groups.set(name, list);\n}\nif (held !== undefined && held.length > 0) yield "held";',
      ),
      ["GW1050 groups.set(name, list)"],
    ],
    ["this", policyModule('if (this.kind === "K8sPodRules") yield "x";'), ["GW1004 this"]],
  ]);

  test("recursion in a module that is imported is reported there", () => {
    const { diagnostics, policies } = compileFiles({
      "deep.ts": "export function deep(n: number): boolean {\n  return n > 0 && deep(n - 1);\n}\n",
      "policy.ts": policyModule('if (deep(2)) yield "x";', { before: 'import { deep } from "./deep.js";' }),
    });
    expect(diagnostics.map((one) => [one.span?.file, marked(one)])).toEqual([["deep.ts", "GW1002 deep(n - 1)"]]);
    expect(policies).toEqual([]);
  });
});

describe("mutation", () => {
  const kept =
    "const kept: { names: string[]; set: Set<string>; of: { a?: string } } = { names: [], set: new Set(), of: {} };";
  /** A function that changes what it was given, or what the module keeps. */
  const change = (statement: string, ...expected: readonly string[]) =>
    [
      statement,
      policyModule("yield `${change(kept.names).length}`;", {
        before: `${kept}\nlet total = 0;\nfunction change(given: string[]): string[] {\n  ${statement}\n  return given;\n}`,
      }),
      expected.map((marked) => `GW1005 ${marked}`),
    ] as const;
  rows([
    change('given.push("b");', 'given.push("b")'),
    change("given.sort();", "given.sort()"),
    change('given[0] = "b";', 'given[0] = "b"'),
    change("given.length = 0;", "given.length = 0"),
    change('kept.set.add("b");', 'kept.set.add("b")'),
    change("delete kept.of.a;", "delete kept.of.a"),
    change('kept.of.a = "b";', 'kept.of.a = "b"'),
    change('kept.names = ["b"];', 'kept.names = ["b"]'),
    change("total++;", "total", "total++"),
    change("total += 1;", "total", "total += 1"),
    change("[total] = [1];", "total"),
    change("Object.assign(kept.of, { a: given[0] });", "Object.assign(kept.of, { a: given[0] })"),
    ["the review", policyModule('object.kind = "Pod";\nyield "x";'), ["TS2540 kind"]],
    ["a variable of the module", policyModule("yield `${n}`;", { before: "let n = 1;" }), ["GW1005 n"]],
    [
      "a list that was given away",
      policyModule(
        'const names = ["a"];\nconst pair = { names };\nnames.push("b");\nyield { msg: "x", details: pair };',
      ),
      ['GW1050 names.push("b")'],
    ],
  ]);
});

describe("what does not follow from the review", () => {
  rows(
    (
      [
        ["Date.now() > 1", "Date.now()"],
        ["new Date().getFullYear() > 1", "new Date().getFullYear()"],
        ["Math.random() > 1", "Math.random()"],
        ['process.env["A"] === "a"', "process"],
        ['console.log("a") === undefined', "console"],
        ['fetch("http://a") === undefined', "fetch"],
        ['require("node:fs") === undefined', "require"],
        ["setTimeout(() => 1, 1) === undefined", "setTimeout"],
        ['eval("1") === 1', 'eval("1")'],
        ["crypto.randomUUID() === name", "crypto"],
        ['new Intl.NumberFormat("en").format(1) === "1"', 'new Intl.NumberFormat("en").format(1)'],
      ] as const
    ).map(([condition, at]) => [condition, policyModule(`${name}\nif (${condition}) yield name;`), [`GW1006 ${at}`]]),
  );
  rows([
    [
      "a module of Node",
      policyModule('yield readFileSync("/etc/passwd", "utf8");', {
        before: 'import { readFileSync } from "node:fs";',
      }),
      ['GW2008 "node:fs"'],
    ],
    ["a package", policyModule("yield get(object);", { before: 'import { get } from "lodash";' }), ['GW2008 "lodash"']],
    [
      "import()",
      policyModule('const m = import("gatewright");\nif (m === undefined) yield "x";'),
      ['GW1001 import("gatewright")'],
    ],
  ]);
});

describe("regular expressions", () => {
  const asks = (condition: string) => policyModule(`${name}\nif (${condition}) yield name;`, { names: ["matches"] });
  const helpOf = (source: string) =>
    compileFiles({ "policy.ts": source }).diagnostics.map(({ code, message, help }) => [code, message, help]);
  const help = "Use `matches(pattern, text)` with a pattern in RE2 syntax.";

  test.each([
    ["/a(?=b)/.test(name)", "/a(?=b)/", "RE2 has no lookaround"],
    ["/(?<!b)a/.test(name)", "/(?<!b)a/", "RE2 has no lookaround"],
    ["/(a)\\1/.test(name)", "/(a)\\1/", "RE2 has no backreferences"],
    ["/a{2000}/.test(name)", "/a{2000}/", "invalid repeat count: `{2000}`"],
    ["/[\\S-]/.test(name)", "/[\\S-]/", "`\\S` beside others in a class cannot be said in RE2"],
    ["/a/y.test(name)", "/a/y", "RE2 has nothing like the flag `y`"],
    ["/ä/i.test(name)", "/ä/i", "the flag `i` folds other letters than ASCII's differently in RE2"],
    ["/\u{1f600}/.test(name)", "/\u{1f600}/", "characters beyond U+FFFF are two for JavaScript without the flag `u`"],
    ["/a\\n^b/m.test(name)", "/a\\n^b/m", "the flag `m` works on `^` and `$` at the ends of a pattern only"],
    [
      "/(?:(a)|b)*/.exec(name) === null",
      "/(?:(a)|b)*/",
      "a group inside of a repetition does not take part each time, which JavaScript forgets and RE2 remembers",
    ],
    [
      "/(?:a*)?b/.exec(name) === null",
      "/(?:a*)?b/",
      "a part that may be repeated or left out may match nothing by itself, where engines differ",
    ],
    ["name.split(/a*/).length > 1", "/a*/", "it may match nothing, after which engines go on differently"],
    ["new RegExp(name).test(name)", "new RegExp(name)", "it is not written out where it is used"],
  ])("%s", (condition, text, problem) => {
    const message = `\`${text}\` does not mean the same in RE2: ${problem}`;
    const given = helpOf(asks(condition));
    expect(given).toEqual([["GW1007", message, help]]);
  });

  rows([
    ["a literal pattern that is not RE2", asks('matches("^(?!a)", name)'), ['GW1010 "^(?!a)"']],
    ["one with a mistake", asks('matches("(a", name)'), ['GW1010 "(a"']],
    [
      "one that a constant names",
      policyModule(`${name}\nif (matches(pattern, name)) yield name;`, {
        names: ["matches"],
        before: 'const pattern = "a**";',
      }),
      ["GW1010 pattern"],
    ],
  ]);

  test("a pattern from the parameters is judged when it arrives", () => {
    const source = policyModule(`${name}\nif (matches(parameters.pattern, name)) yield name;`, {
      names: ["matches"],
      before: "export interface Parameters {\n  pattern: string;\n}",
      takes: "{ object, parameters }",
      review: "Review<Pod, Parameters>",
    });
    expect(compileFiles({ "policy.ts": source }).diagnostics).toEqual([]);
  });
});

describe("parameters and constraints", () => {
  const withParameters = (type: string, rest = "") =>
    `${policyModule('yield "x";', {
      names: ["constraint"],
      before: `export interface Parameters {\n  /** @minItems 1 */\n  names: ${type};\n}`,
      review: "Review<Pod, Parameters>",
      takes: "_review",
    }).replace("export default policy", "const podRules = policy")}\nexport default podRules;\n${rest}`;
  const used = (definition: string) =>
    withParameters("string[]", `export const used = constraint(podRules, ${definition});\n`);

  rows([
    [
      "a type that no schema can say",
      withParameters("Map<string, string>").replace("/** @minItems 1 */\n  ", ""),
      ["GW3001 names"],
    ],
    ["a parameter of another type", used('{ name: "a", parameters: { names: "b" } }'), ["TS2322 names"]],
    ["a parameter too few", used('{ name: "a", parameters: {} }'), ["TS2741 parameters"]],
    ["a list that is too short", used('{ name: "a", parameters: { names: [] } }'), ["GW4012 { names: [] }"]],
    ["a name that Kubernetes refuses", used('{ name: "A_b", parameters: { names: ["c"] } }'), ['GW4009 "A_b"']],
    [
      "a match that Gatekeeper refuses",
      used('{ name: "a", match: { namespaces: ["a*b"] }, parameters: { names: ["c"] } }'),
      ['GW4011 { namespaces: ["a*b"] }'],
    ],
    [
      "a set that leads out of the build",
      used('{ name: "a", set: "../b", parameters: { names: ["c"] } }'),
      ['GW4013 "../b"'],
    ],
    [
      "a set that is named like a kind",
      used('{ name: "a", set: "b/k8spodrules", parameters: { names: ["c"] } }'),
      ['GW4013 "b/k8spodrules"'],
    ],
    [
      "what is not literal",
      used('{ name: "a", parameters: { names: ["c"].map((c) => c) } }'),
      ['GW2010 ["c"].map((c) => c)'],
    ],
  ]);

  test("a module may hold constraints alone", () => {
    const { diagnostics, constraints } = compileFiles(
      {
        "policy.ts": withParameters("string[]"),
        "constraints.ts":
          'import { constraint } from "gatewright";\nimport podRules from "./policy.js";\n\nexport const used = constraint(podRules, { name: "a", parameters: { names: ["b"] } });\n',
      },
      ["policy.ts", "constraints.ts"],
    );
    expect(diagnostics).toEqual([]);
    expect(constraints.map(({ kind, name, parameters }) => ({ kind, name, parameters }))).toEqual([
      { kind: "K8sPodRules", name: "a", parameters: { names: ["b"] } },
    ]);
  });
});

describe("imports that go in circles", () => {
  const circle = (kind: "import" | "import type") => ({
    "policy.ts": policyModule("yield a;", { before: 'import { a } from "./a.js";' }),
    "a.ts": `${kind} { B } from "./b.js";\nexport const a = "a";\nexport type A = B;\n`,
    "b.ts": `import { a } from "./a.js";\nexport type B = string;\nexport const b = a;\n`,
  });

  test("of values", () => {
    const files = {
      ...circle("import"),
      "a.ts": 'import { b } from "./b.js";\nexport const a = "a";\nexport const c = b;\n',
    };
    expect(found(files)).toEqual(['GW2006 "./b.js"', 'GW2006 "./a.js"']);
    expect(compileFiles(files).diagnostics.map(({ message }) => message)).toEqual([
      "`a.ts` imports itself by way of `b.ts`",
      "`b.ts` imports itself by way of `a.ts`",
    ]);
  });

  test("of types are none", () => {
    expect(compileFiles(circle("import type")).diagnostics).toEqual([]);
  });
});

describe("files that are no source", () => {
  const imports = policyModule("yield a;", { before: 'import { a } from "./a.js";' });
  const denied = Object.assign(new Error("EACCES: permission denied, open 'a.ts'"), { code: "EACCES" });
  const reasons = (files: Files, entries?: readonly string[]) =>
    compileFiles(files, entries).diagnostics.map(({ code, message, span }) => `${span?.file} ${code} ${message}`);

  test.each([
    ["that cannot be read", denied, "GW2009 `policy.ts` cannot be read: permission denied"],
    ["that is binary", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0]), "GW2007 `policy.ts` is binary"],
    ["in UTF-16", new Uint8Array([0xff, 0xfe, 0x61, 0]), "GW2007 `policy.ts` is in UTF-16"],
    ["in Latin 1", new Uint8Array([0x2f, 0x2f, 0xe4, 0x0a]), "GW2007 `policy.ts` is not in UTF-8"],
    ["that is huge", `//${" ".repeat(1024 * 1024)}`, "GW2007 `policy.ts` is larger than 1024 KiB"],
  ])("an entry %s", (_what, file, expected) => {
    expect(reasons({ "policy.ts": file })).toEqual([`policy.ts ${expected}`]);
  });

  test.each([
    ["parentheses", `const a = ${"(".repeat(200_000)}1${")".repeat(200_000)};`],
    ["lists", `const a = ${"[".repeat(200_000)}${"]".repeat(200_000)};`],
    ["operators", `const a = ${"1 + ".repeat(100_000)}1;`],
    ["conditions", `const a = ${"true ? 1 : ".repeat(50_000)}1;`],
    ["negations", `const a = ${"!".repeat(500_000)}1;`],
    ["types", `type A = ${"Array<".repeat(50_000)}1${">".repeat(50_000)};`],
    ["blocks", `function f() ${"{".repeat(200_000)}${"}".repeat(200_000)}`],
    ["else", `function f(a: number) { ${"if (a) {} else ".repeat(50_000)} {} }`],
  ])("an entry that nests too deeply: %s", (_what, text) => {
    expect(reasons({ "policy.ts": text })).toEqual(["policy.ts GW2007 `policy.ts` nests more than 300 levels deep"]);
  });

  test("an entry that is not there, or that is no TypeScript", () => {
    expect(reasons({}, ["policy.ts"])).toEqual(["policy.ts GW2009 `policy.ts` cannot be read: there is no such file"]);
    expect(reasons({ "policy.js": "export default 1;" }, ["policy.js"])).toEqual([
      "policy.js GW2007 `policy.js` is not a TypeScript file",
    ]);
  });

  test("an import of one", () => {
    expect(found({ "policy.ts": imports })).toEqual(['GW2009 "./a.js"']);
    expect(reasons({ "policy.ts": imports, "a.ts": denied })[0]).toBe(
      "a.ts GW2009 `a.ts` cannot be read: permission denied",
    );
    expect(reasons({ "policy.ts": imports, "a.ts": new Uint8Array([0]) })[0]).toBe("a.ts GW2007 `a.ts` is binary");
  });

  test("one bad file does not keep the others from being compiled", () => {
    const { diagnostics, policies } = compileFiles({ "bad.ts": denied, "good.ts": policyModule('yield "x";') }, [
      "bad.ts",
      "good.ts",
    ]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["GW2009"]);
    expect(policies.map(({ file }) => file)).toEqual(["good.ts"]);
  });

  test("a long text that is not deep is fine", () => {
    const list = `const names = [${Array.from({ length: 20_000 }, (_, at) => `"n${at}"`).join(", ")}];`;
    const { diagnostics } = compileFiles({
      "policy.ts": policyModule('if (names.includes(object.metadata?.name ?? "")) yield "x";', { before: list }),
    });
    expect(diagnostics).toEqual([]);
  });
});

test("the errors of all files are told at once: sorted, each once, with their lines", () => {
  const files = {
    "b.ts": policyModule("if (object.spec?.hostNetwork == true) yield nope;\nyield `${shared(object)}`;", {
      before: 'import { shared } from "./shared.js";',
    }),
    "a.ts": policyModule(
      'const names = ["a"];\nconst pair = { names };\nnames.push("b");\nif (object.kind == "Pod") yield { msg: "x", details: pair };',
    )
      .replace("K8sPodRules", "K8s_Pods")
      .replaceAll("\n", "\r\n"),
    "shared.ts":
      "export function shared(of: object): number {\n\treturn new Date().getTime() + Object.keys(of).length;\n}\n",
  };
  const { diagnostics } = compileFiles(files, ["b.ts", "a.ts", "b.ts"]);
  expect(prettyDiagnostics(diagnostics, false)).toMatchInlineSnapshot(`
    "a.ts:5:9 error GW4001 \`K8s_Pods\` cannot be the kind of a constraint
      5 │   kind: "K8s_Pods",
        │         ^^^^^^^^^^
      help: Use letters, digits and \`-\` only, with a letter first and no \`-\` at the end.

    a.ts:11:5 error GW1050 The change of \`names\` would be seen by whoever it was given to before
      11 │     names.push("b");
         │     ^^^^^^^^^^^^^^^
      help: Give a copy away, \`[...names]\`, or change it first.

    a.ts:12:9 error GW1012 \`==\` converts its sides before it compares them
      12 │     if (object.kind == "Pod") yield { msg: "x", details: pair };
         │         ^^^^^^^^^^^^^^^^^^^^
      help: Use \`===\` or \`!==\`; only a comparison with null may be loose, which asks for undefined as well.

    b.ts:11:9 error GW1012 \`==\` converts its sides before it compares them
      11 │     if (object.spec?.hostNetwork == true) yield nope;
         │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      help: Use \`===\` or \`!==\`; only a comparison with null may be loose, which asks for undefined as well.

    b.ts:11:49 error TS2304 Cannot find name 'nope'.
      11 │     if (object.spec?.hostNetwork == true) yield nope;
         │                                                 ^^^^

    shared.ts:2:9 error GW1006 \`new Date().getTime\` does not follow from the review
      2 │     return new Date().getTime() + Object.keys(of).length;
        │            ^^^^^^^^^^^^^^^^^^^^
      help: Take what is needed from the review, the parameters or the inventory.
    "
  `);
});
