/** The plugin of TypeScript's language service, in TypeScript's own server. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { fixableCodes } from "../../src/compiler/diagnostics/fixes.js";
import { records } from "../../src/compiler/index.js";
import { builtPackage } from "../cli/built.js";
import { folderWith, validPolicy } from "../cli/folder.js";
import { type EditorServer, startServer } from "./tsserver.js";

vi.setConfig({ testTimeout: 120_000 });
beforeAll(() => builtPackage(), 300_000);

const compilerOptions = {
  target: "ES2023",
  module: "Preserve",
  moduleResolution: "Bundler",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  lib: ["ES2023"],
  types: [],
  plugins: [{ name: "gatewright" }],
};

/** A project with the built package, in which tsserver runs. */
async function projectWith(
  files: { readonly [path: string]: string },
  { options = compilerOptions, nodeOptions = [] as readonly string[] } = {},
): Promise<{ readonly server: EditorServer; readonly path: (name: string) => string }> {
  const folder = folderWith({ ...files, "tsconfig.json": JSON.stringify({ compilerOptions: options }) });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(await builtPackage(), join(folder, "node_modules/gatewright"));
  const server = startServer(folder, nodeOptions);
  onTestFinished(() => server.close());
  return { server, path: (name) => join(folder, name) };
}

const wrong = policyModule('if (object.kind == "Pod") yield Object.keys(object.metadata?.labels ?? {}).join();');

describe("in the editor", () => {
  test("a policy's errors have their codes, places and help", async () => {
    const { server, path } = await projectWith({ "policy.ts": wrong });
    await server.open(path("policy.ts"));
    const { found } = await server.diagnostics(path("policy.ts"));
    const lines = wrong.split("\n");
    const marked = found.map(({ start, end }) => lines[start.line - 1]?.slice(start.offset - 1, end.offset - 1));
    expect(found.map(({ code, category, source }) => [code, category, source])).toEqual([
      [1012, "error", "gatewright"],
      [1009, "error", "gatewright"],
    ]);
    expect(marked).toEqual(['object.kind == "Pod"', "Object.keys(object.metadata?.labels ?? {})"]);
    const record = records.find(({ code }) => code === "GW1012");
    expect(found[0]?.text).toMatch(/^GW1012: /);
    expect(record?.help.length).toBeGreaterThan(10);
    expect(found[0]?.text.split("\n").length).toBeGreaterThan(1);
  });

  test("what compiles and is most likely not meant is a warning, unless a comment ignores it", async () => {
    const unread = (comment: string) =>
      policyModule(`if (object.spec?.hostNetwork && parameters.name === "x") yield "x";`, {
        before: `export interface Parameters {\n  name: string;\n  ${comment}\n  other: string;\n}`,
        review: "Review<Pod, Parameters>",
        takes: "{ object, parameters }",
      });
    const { server, path } = await projectWith({
      "told.ts": unread("// nothing reads this"),
      "ignored.ts": unread("// gatewright-ignore GW5001: later"),
    });
    for (const name of ["told.ts", "ignored.ts"]) await server.open(path(name));
    const { found } = await server.diagnostics(path("told.ts"));
    expect(found.map(({ code, category, source, start }) => [code, category, source, start.line])).toEqual([
      [5001, "warning", "gatewright", 7],
    ]);
    expect((await server.diagnostics(path("ignored.ts"))).found).toEqual([]);
  });

  test("fixes are those of check --fix, and TypeScript's own fixes are still there", async () => {
    const text = `${wrong}\nexport const n: number = await1();\nfunction await1() { return asyncFn(); }\nasync function asyncFn(): Promise<number> { return 1; }\n`;
    const { server, path } = await projectWith({ "policy.ts": wrong, "other.ts": text });
    const file = path("policy.ts");
    await server.open(file);
    const { found } = await server.diagnostics(file);
    const written: string[] = [];
    for (const { start, end, code } of found) {
      const place = { startLine: start.line, startOffset: start.offset, endLine: end.line, endOffset: end.offset };
      const fixes = await server.ask<{ description: string; changes: { textChanges: { newText: string }[] }[] }[]>(
        "getCodeFixes",
        { file, ...place, errorCodes: [code] },
      );
      expect(fixes).toHaveLength(1);
      written.push(fixes[0]?.description ?? "", fixes[0]?.changes[0]?.textChanges[0]?.newText ?? "");
    }
    expect(written).toEqual(["Write `===` (GW1012)", "===", "Add `.toSorted()` (GW1009)", ".toSorted()"]);
    const supported = await server.ask<string[]>("getSupportedCodeFixes", { file });
    expect(supported).toEqual(expect.arrayContaining(["2304", ...fixableCodes.map((code) => code.slice(2))]));
  });

  test("a text that is not saved is what counts, and a policy becomes clean as it is written", async () => {
    const { server, path } = await projectWith({ "policy.ts": wrong });
    await server.open(path("policy.ts"), validPolicy);
    expect((await server.diagnostics(path("policy.ts"))).found).toEqual([]);
    await server.ask("updateOpen", {
      changedFiles: [
        {
          fileName: path("policy.ts"),
          textChanges: [{ newText: "== true) ", start: { line: 10, offset: 33 }, end: { line: 10, offset: 35 } }],
        },
      ],
    });
    const { found } = await server.diagnostics(path("policy.ts"));
    expect(found.map(({ code }) => code)).toContain(1012);
  });

  test("a function that policies import is told as a part of them", async () => {
    const helper =
      'import type { Pod } from "gatewright/kubernetes";\nexport const isX = (pod: Pod) => pod.kind == "Pod";\n';
    const policy = policyModule('if (isX(object)) yield "x";', { before: 'import { isX } from "./shared/x.js";' });
    const { server, path } = await projectWith({ "policy.ts": policy, "shared/x.ts": helper });
    await server.open(path("shared/x.ts"));
    expect((await server.diagnostics(path("shared/x.ts"))).found.map(({ code }) => code)).toEqual([1012]);
  });

  test("files that no policy is made of are left alone, and do not cost the compiler", async () => {
    const { server, path } = await projectWith({ "plain.ts": 'export const same = "a" == ("b" as string);\n' });
    await server.open(path("plain.ts"));
    expect((await server.diagnostics(path("plain.ts"))).found).toEqual([]);
    expect(server.log()).toContain("Plugin validation succeeded");
    expect(server.log()).not.toContain("gatewright: ");
  });

  test("TypeScript's errors come once, and those that only the compiler's options give come as well", async () => {
    const text = validPolicy.replace(
      "if (",
      'const first: string = "a".split(",")[0];\n    const wrong: number = first;\n    if (wrong === 1) yield "x";\n    if (',
    );
    const { server, path } = await projectWith({ "policy.ts": text });
    await server.open(path("policy.ts"));
    const { found } = await server.diagnostics(path("policy.ts"));
    expect(found.map(({ start, source }) => [start.line, source])).toEqual([
      [11, undefined],
      [10, "gatewright"],
    ]);
  });

  test("without `require` of modules the answer comes later, and the editor is told to ask again", async () => {
    const { server, path } = await projectWith(
      { "policy.ts": wrong },
      { nodeOptions: ["--no-experimental-require-module"] },
    );
    const told = server.event("projectsUpdatedInBackground");
    await server.open(path("policy.ts"));
    expect((await server.diagnostics(path("policy.ts"))).found).toEqual([]);
    await told;
    expect((await server.diagnostics(path("policy.ts"))).found).toHaveLength(2);
  });
});

test("an answer after a change does not wait for what has not changed", async () => {
  const { server, path } = await projectWith({ "policy.ts": validPolicy });
  const file = path("policy.ts");
  await server.open(file);
  const first = (await server.diagnostics(file)).milliseconds;
  const later: number[] = [];
  for (const newText of ["1", "2", "3", "4", "5"]) {
    // In the message of the policy.
    const place = { start: { line: 10, offset: 43 }, end: { line: 10, offset: 43 } };
    await server.ask("updateOpen", { changedFiles: [{ fileName: file, textChanges: [{ newText, ...place }] }] });
    const { found, milliseconds } = await server.diagnostics(file);
    expect(found).toEqual([]);
    later.push(milliseconds);
  }
  const slowest = Math.max(...later);
  console.info(`the editor waits ${Math.round(first)} ms once, then at most ${Math.round(slowest)} ms`);
  expect(server.log().match(/gatewright: 0 findings in /g)).toHaveLength(6);
  expect(slowest).toBeLessThan(first);
});

test("an installation without its compiler is told in the log, and TypeScript goes on", async () => {
  const installed = await builtPackage();
  const folder = folderWith({ "policy.ts": 'import "gatewright";\nconst x: string = 1;\n' });
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  for (const part of ["package.json", "dist/editor/plugin.cjs"])
    cpSync(join(installed, part), join(folder, "node_modules/gatewright", part), { recursive: true });
  const server = startServer(folder);
  onTestFinished(() => server.close());
  await server.open(join(folder, "policy.ts"));
  for (const _ of ["once", "again"]) {
    const { found } = await server.diagnostics(join(folder, "policy.ts"));
    expect(found.map(({ code }) => code)).toContain(2322);
  }
  expect(server.log().match(/gatewright: cannot check .+Cannot find module/g)).toHaveLength(1);
});

describe("hostile text", () => {
  const deep = `export const x = ${"[".repeat(400)}${"]".repeat(400)};\n`;
  test.each([
    ["an unfinished statement", wrong.replace("yield", "yield (")],
    ["nesting without end", `${validPolicy}${deep}`],
    ["a policy that imports itself", `import again from "./policy.js";\n${validPolicy}export const y = again;\n`],
  ])("%s does not take the server down", async (_, text) => {
    const { server, path } = await projectWith({ "policy.ts": text, "right.ts": wrong });
    await server.open(path("policy.ts"));
    await server.diagnostics(path("policy.ts"));
    await server.open(path("right.ts"));
    expect((await server.diagnostics(path("right.ts"))).found).toHaveLength(2);
  });
});
