/** `check --fix` and `check --watch`, on files on the disk. */
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyEdits } from "../../src/cli/apply-edits.js";
import { fixFiles } from "../../src/cli/fix-files.js";
import { nodeHost } from "../../src/cli/host.js";
import { watchPolicies } from "../../src/cli/watch-policies.js";
import { policyModule } from "../../src/compiler/diagnostics/examples.js";
import { compile, type SourceHost } from "../../src/compiler/index.js";
import { prettyFixes } from "../../src/report/fixes.js";
import { folderWith, validPolicy } from "./folder.js";

const body = (
  equal: string,
  sort: string,
  sorted: string,
  comment: string,
) => `const [first] = parameters.names.${sort}();
${comment}const text = Object.keys(object.metadata?.labels ?? {})${sorted}.join();
if (object.kind ${equal} "Pod" && first ${equal} "x") yield text;`;
const around = {
  before: "export interface Parameters {\n  names: string[];\n}",
  review: "Review<Pod, Parameters>",
  takes: "{ object, parameters }",
};
const wrong = policyModule(body("==", "sort", "", "// gatewright-ignore GW5004: left over\n"), around);
const right = policyModule(body("===", "toSorted", ".toSorted()", ""), around);

const fixing = (folder: string, write = true, host: SourceHost = nodeHost(folder)) =>
  fixFiles((given) => compile([join(folder, "policy.ts")], given, { mistakes: true }), host, { write });
const read = (folder: string, file = "policy.ts") => readFileSync(join(folder, file), "utf8");

test("writes what the messages say, and check is clean then", () => {
  const folder = folderWith({ "policy.ts": wrong });
  const { files, compilation } = fixing(folder);
  expect(read(folder)).toBe(right);
  expect(files.map(({ file, fixes }) => [file, fixes])).toEqual([["policy.ts", 5]]);
  expect(compilation.diagnostics).toEqual([]);
  expect(compile([join(folder, "policy.ts")], nodeHost(folder), { mistakes: true }).diagnostics).toEqual([]);
  expect(readdirSync(folder)).toEqual(["policy.ts"]);
});

test("keeps line breaks and a byte order mark", () => {
  const windows = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
  const folder = folderWith({ "policy.ts": windows(wrong) });
  fixing(folder);
  expect(read(folder)).toBe(windows(right));
});

test("shows the lines and writes nothing when it is asked to", () => {
  const folder = folderWith({ "policy.ts": wrong });
  const { files } = fixing(folder, false);
  expect(read(folder)).toBe(wrong);
  const shown = prettyFixes(files, false, false);
  expect(shown.split("\n").slice(0, 8)).toEqual([
    "policy.ts",
    "- 13 │     const [first] = parameters.names.sort();",
    "- 14 │     // gatewright-ignore GW5004: left over",
    "- 15 │     const text = Object.keys(object.metadata?.labels ?? {}).join();",
    '- 16 │     if (object.kind == "Pod" && first == "x") yield text;',
    "+ 13 │     const [first] = parameters.names.toSorted();",
    "+ 14 │     const text = Object.keys(object.metadata?.labels ?? {}).toSorted().join();",
    '+ 15 │     if (object.kind === "Pod" && first === "x") yield text;',
  ]);
  expect(shown).toContain("5 fixes for 1 file; nothing is written.");
});

test("writes no file when one has changed meanwhile", () => {
  const helper =
    'import type { Pod } from "gatewright/kubernetes";\nexport const isX = (pod: Pod) => pod.kind == "Pod";\n';
  const policy = policyModule('if (isX(object) && object.spec?.nodeName == "x") yield "x";', {
    before: 'import { isX } from "./helper.js";',
  });
  const folder = folderWith({ "policy.ts": policy, "helper.ts": helper });
  const host = nodeHost(folder);
  let rounds = 0;
  const late = () =>
    fixFiles(
      (given) => {
        // Somebody saves the helper while the second round compiles.
        if (rounds++ === 1) writeFileSync(join(folder, "helper.ts"), `${helper}// saved\n`);
        return compile([join(folder, "policy.ts")], given);
      },
      host,
      { write: true },
    );
  expect(late).toThrow("helper.ts has changed meanwhile; nothing is written.");
  expect(read(folder)).toBe(policy);
  expect(read(folder, "helper.ts")).toBe(`${helper}// saved\n`);
});

test("changes nothing outside of the folder", () => {
  const outside = folderWith({ "policy.ts": wrong });
  const folder = folderWith({ "other.ts": validPolicy });
  symlinkSync(join(outside, "policy.ts"), join(folder, "policy.ts"));
  const { files, compilation } = fixing(folder);
  expect(files).toEqual([]);
  expect(compilation.diagnostics.some(({ code }) => code === "GW1012")).toBe(true);
  expect(read(outside)).toBe(wrong);
});

test("edits that overlap wait for another round", () => {
  const edit = (column: number, endColumn: number, text: string) => ({
    span: { file: "a.ts", line: 2, column, endLine: 2, endColumn },
    text,
  });
  expect(applyEdits("one\r\ntwo", [[edit(1, 3, "T")], [edit(2, 4, "X")], [edit(4, 4, "!")]])).toEqual({
    text: "one\r\nTo!",
    made: 2,
  });
});

test("a watch checks again after a change, tells what cannot be checked, and ends", { timeout: 60_000 }, async () => {
  const folder = folderWith({ "policy.ts": wrong });
  const stop = new AbortController();
  const told: string[] = [];
  const next: readonly (() => void)[] = [
    () => writeFileSync(join(folder, "policy.ts"), "export {};\n"),
    () => writeFileSync(join(folder, "policy.ts"), right),
    () => stop.abort(),
  ];
  const tell = (text: string) => {
    // A write may come in two events.
    if (told.at(-1) === text) return;
    told.push(text);
    next[told.length - 1]?.();
  };
  await watchPolicies([], folder, {
    signal: stop.signal,
    onResult: ({ diagnostics }) => tell(`${diagnostics.length} findings`),
    onUsageError: ({ message }) => tell(message),
  });
  expect(told).toEqual(["5 findings", "There is no policy in this folder (1 TypeScript file searched).", "0 findings"]);
});
