import { describe, expect, test } from "vitest";
import {
  contentOf,
  hashOf,
  isBuildPath,
  type Manifest,
  manifestPath,
  type Present,
  planOutput,
  readManifest,
} from "../../src/gatekeeper/output.js";
import type { OutputFile } from "../../src/gatekeeper/output-file.js";

const file = (path: string, text: string): OutputFile => ({ path, text });
const hash = (text: string) => hashOf(new TextEncoder().encode(text));
const manifest = (files: { readonly [path: string]: string }): Manifest =>
  new Map(Object.entries(files).map(([path, text]) => [path, hash(text)]));

/** A folder with these files. */
const folder =
  (files: { readonly [path: string]: string | "link" | "other" }) =>
  (path: string): Present => {
    const there = files[path];
    if (there === undefined) return "absent";
    return there === "link" || there === "other" ? there : { hash: hash(there) };
  };

const a = "templates/a.yaml";
const b = "templates/b.yaml";

describe("planOutput", () => {
  test("writes what is new and what changed, and leaves what is right", () => {
    const plan = planOutput(
      [file(a, "1"), file(b, "2"), file("sync.yaml", "3")],
      manifest({ [a]: "1", [b]: "0" }),
      folder({ [a]: "1", [b]: "0" }),
    );
    expect(plan.writes.map(({ path }) => path)).toEqual([b, "sync.yaml"]);
    expect([plan.removals, plan.kept, plan.conflicts]).toEqual([[], [], []]);
  });

  test("overwrites its own file also when it was edited", () => {
    const plan = planOutput([file(a, "2")], manifest({ [a]: "1" }), folder({ [a]: "edited" }));
    expect(plan.writes.map(({ path }) => path)).toEqual([a]);
  });

  test("never overwrites a file that no build wrote, unless it is the same", () => {
    const plan = planOutput([file(a, "1"), file(b, "2")], new Map(), folder({ [a]: "mine", [b]: "2" }));
    expect(plan.conflicts).toEqual([`${a} exists and was not written by gatewright.`]);
    expect(plan.writes).toEqual([]);
  });

  test("never writes through links or over folders", () => {
    const plan = planOutput(
      [file(a, "1"), file(b, "2")],
      manifest({ [a]: "1", [b]: "2" }),
      folder({ [a]: "link", [b]: "other" }),
    );
    expect(plan.conflicts).toEqual([`${a} is a symbolic link, or below one.`, `${b} is not a file.`]);
  });

  test("removes what the build does not have any more, but nothing edited, linked or unlisted", () => {
    const plan = planOutput(
      [],
      manifest({ [a]: "1", [b]: "2", "sync.yaml": "3", "rego/a.rego": "4", "rego/b.rego": "5" }),
      folder({ [a]: "1", [b]: "edited", "sync.yaml": "link", "rego/a.rego": "other", "rego/c.rego": "6" }),
    );
    expect(plan.removals).toEqual([a]);
    expect(plan.kept).toEqual([
      { path: b, reason: "it was edited since gatewright wrote it" },
      { path: "sync.yaml", reason: "it is a symbolic link, or below one" },
      { path: "rego/a.rego", reason: "it is not a file" },
    ]);
  });

  test("lists what it wrote, and until then what both builds did", () => {
    const plan = planOutput([file(b, "2")], manifest({ [a]: "1", [b]: "1" }), folder({ [a]: "1", [b]: "1" }));
    const read = ({ path, ...content }: OutputFile) =>
      [path, readManifest(new TextDecoder().decode(contentOf({ path, ...content } as OutputFile)))] as const;
    expect(read(plan.interim)).toEqual([manifestPath, manifest({ [a]: "1", [b]: "2" })]);
    expect(read(plan.manifest)).toEqual([manifestPath, manifest({ [b]: "2" })]);
  });

  test("a build outside of its own names is a bug of ours", () => {
    expect(() => planOutput([file("../a.yaml", "1")], new Map(), folder({}))).toThrow("does not write");
    expect(() => planOutput([file(a, "1"), file(a, "2")], new Map(), folder({}))).toThrow("same path");
  });
});

describe("a hostile manifest", () => {
  const digest = `sha256:${"0".repeat(64)}`;
  test.each([
    "",
    "null",
    "[]",
    "{}",
    '{"version":1}',
    '{"version":1,"files":[]}',
    '{"version":2,"files":{}}',
    "{",
    '"x"',
  ])("%j is none", (text) => expect(readManifest(text)).toBeUndefined());

  test.each([
    ...[
      "/etc/passwd",
      "../a.yaml",
      "templates/../../a.yaml",
      "templates/../a.yaml",
      "./sync.yaml",
      "templates//a.yaml",
      "",
      ".",
    ],
    ...[
      "C:\\a.yaml",
      "templates\\a.yaml",
      "templates/a\u0000.yaml",
      "templates/A.yaml",
      "templates/.yaml",
      "templates/a.yaml/",
    ],
    ...[
      "templates/a.yaml\n",
      ".git/config",
      "package.json",
      manifestPath,
      "constraints/../a.yaml",
      "constraints/a//c.yaml",
    ],
    ...[
      "constraints/./a.yaml",
      "rego/a.yaml",
      "templates/a.rego",
      "src/a.yaml",
      "bundle.tar.gz/../../x",
      "templates/..yaml",
    ],
  ])("an entry %j is not read", (path) => {
    expect(isBuildPath(path)).toBe(false);
    const text = JSON.stringify({ version: 1, files: Object.fromEntries([[path, digest]]) });
    expect(readManifest(text)).toEqual(new Map());
  });

  test("nor one whose hash is none", () => {
    const files = { [a]: "sha256:0", [b]: [digest], "sync.yaml": null, "rego/a.rego": digest.toUpperCase() };
    expect(readManifest(JSON.stringify({ version: 1, files }))).toEqual(new Map());
  });

  test.each([
    a,
    "rego/k8s.rego",
    "constraints/a.b-c.yaml",
    "constraints/k8sa/b.yaml",
    "constraints/a/b/c.yaml",
    "sync.yaml",
    "policies.wasm",
    "bundle.tar.gz",
    "suites/a.yaml",
  ])("%s is a build's", (path) => expect(isBuildPath(path)).toBe(true));
});
