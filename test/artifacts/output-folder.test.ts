import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeOutput } from "../../src/cli/output-folder.js";
import { UsageError } from "../../src/cli/usage-error.js";
import { hashOf, manifestPath } from "../../src/gatekeeper/output.js";
import type { OutputFile } from "../../src/gatekeeper/output-file.js";

let scratch = "";
let out = "";
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "gatewright-output-"));
  out = join(scratch, "project", "dist");
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const file = (path: string, text: string): OutputFile => ({ path, text });
const first = [
  file("templates/a.yaml", "a"),
  file("templates/b.yaml", "b"),
  file("constraints/k/c.yaml", "c"),
  file("sync.yaml", "s"),
];

/** Every file below a folder with its text; links by where they lead. */
function tree(folder: string, below = ""): { [path: string]: string } {
  return Object.assign(
    {},
    ...readdirSync(join(folder, below), { withFileTypes: true }).map((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return tree(folder, path);
      return { [path]: entry.isSymbolicLink() ? "a link" : readFileSync(join(folder, path), "utf8") };
    }),
  );
}

const withoutManifest = () => {
  const { [manifestPath]: manifest, ...files } = tree(out);
  expect(manifest).toBeDefined();
  return files;
};

describe("writeOutput", () => {
  test("makes the folder, writes every file and nothing else", () => {
    const bytes = new Uint8Array([0, 97, 115, 109]);
    const result = writeOutput(out, [...first, { path: "policies.wasm", bytes }]);
    expect(result).toEqual({
      written: [...first.map(({ path }) => path), "policies.wasm"],
      removed: [],
      unchanged: 0,
      warnings: [],
    });
    expect(withoutManifest()).toEqual({
      "templates/a.yaml": "a",
      "templates/b.yaml": "b",
      "constraints/k/c.yaml": "c",
      "sync.yaml": "s",
      "policies.wasm": "\0asm",
    });
  });

  test("a second build writes what changed, removes what is gone with its folder, and leaves the rest", () => {
    writeOutput(out, first);
    writeFileSync(join(out, "README.md"), "mine");
    writeFileSync(join(out, "templates", "mine.yaml"), "mine");
    const kept = join(out, "templates", "a.yaml");
    utimesSync(kept, 1, 1);
    const result = writeOutput(out, [file("templates/a.yaml", "a"), file("templates/b.yaml", "B")]);
    expect(result).toEqual({
      written: ["templates/b.yaml"],
      removed: ["constraints/k/c.yaml", "sync.yaml"],
      unchanged: 1,
      warnings: [],
    });
    expect(withoutManifest()).toEqual({
      "README.md": "mine",
      "templates/a.yaml": "a",
      "templates/b.yaml": "B",
      "templates/mine.yaml": "mine",
    });
    expect(existsSync(join(out, "constraints"))).toBe(false);
    expect(statSync(kept).mtimeMs).toBe(1000);
  });

  test("the same build again changes nothing, not even the manifest", () => {
    writeOutput(out, first);
    utimesSync(join(out, manifestPath), 1, 1);
    expect(writeOutput(out, first)).toEqual({ written: [], removed: [], unchanged: 4, warnings: [] });
    expect(statSync(join(out, manifestPath)).mtimeMs).toBe(1000);
  });

  test("what was edited by hand is not removed, and is said", () => {
    writeOutput(out, first);
    writeFileSync(join(out, "sync.yaml"), "edited");
    const result = writeOutput(out, first.slice(0, 3));
    expect(result.warnings).toEqual([
      "sync.yaml is not part of the build any more, and stays: it was edited since gatewright wrote it.",
    ]);
    expect(readFileSync(join(out, "sync.yaml"), "utf8")).toBe("edited");
  });

  test("a file that no build wrote stays, and nothing is written", () => {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, "sync.yaml"), "mine");
    expect(() => writeOutput(out, first)).toThrow(/sync\.yaml exists and was not written by gatewright/);
    expect(tree(out)).toEqual({ "sync.yaml": "mine" });
  });

  test("a forged manifest has nothing removed but a build's own paths", () => {
    mkdirSync(out, { recursive: true });
    const outside = join(scratch, "precious.yaml");
    writeFileSync(outside, "x");
    writeFileSync(join(out, "notes.yaml"), "x");
    const digest = hashOf(new TextEncoder().encode("x"));
    const paths = [outside, "../../precious.yaml", "templates/../../../precious.yaml", "notes.yaml"];
    const files = Object.fromEntries(paths.map((path) => [path, digest]));
    writeFileSync(join(out, manifestPath), JSON.stringify({ version: 1, files }));
    expect(writeOutput(out, first).removed).toEqual([]);
    expect(readFileSync(outside, "utf8")).toBe("x");
    expect(readFileSync(join(out, "notes.yaml"), "utf8")).toBe("x");
  });

  test("links are not followed, neither to write nor to remove", () => {
    const elsewhere = join(scratch, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "a.yaml"), "a");
    mkdirSync(out, { recursive: true });
    symlinkSync(elsewhere, join(out, "templates"));
    expect(() => writeOutput(out, first)).toThrow(/templates\/a\.yaml is a symbolic link, or below one/);
    const digest = hashOf(new TextEncoder().encode("a"));
    writeFileSync(join(out, manifestPath), JSON.stringify({ version: 1, files: { "templates/a.yaml": digest } }));
    const result = writeOutput(out, [file("sync.yaml", "s")]);
    expect(result.removed).toEqual([]);
    expect(result.warnings).toHaveLength(1);
    expect(tree(elsewhere)).toEqual({ "a.yaml": "a" });
  });

  test("a manifest that is none removes nothing, and is said", () => {
    writeOutput(out, first);
    writeFileSync(join(out, manifestPath), "not json");
    const result = writeOutput(out, [file("templates/a.yaml", "a")]);
    expect(result.removed).toEqual([]);
    expect(result.warnings).toEqual([
      `${manifestPath} is not a list of files by gatewright: nothing is removed by it.`,
    ]);
  });

  test("a manifest that is a link is refused, and its target left alone", () => {
    mkdirSync(out, { recursive: true });
    writeFileSync(join(scratch, "target"), "x");
    symlinkSync(join(scratch, "target"), join(out, manifestPath));
    expect(() => writeOutput(out, first)).toThrow(UsageError);
    expect(readFileSync(join(scratch, "target"), "utf8")).toBe("x");
    expect(lstatSync(join(out, manifestPath)).isSymbolicLink()).toBe(true);
  });

  test("a failure on the way leaves the folder as it was", () => {
    writeOutput(out, [file("sync.yaml", "s")]);
    const before = tree(scratch);
    // A name that no file system takes comes after one that is fine.
    const files = [file("sync.yaml", "S"), file("templates/a.yaml", "a"), file(`rego/${"x".repeat(300)}.rego`, "x")];
    expect(() => writeOutput(out, files)).toThrow(/the name is too long/);
    expect(tree(scratch)).toEqual(before);
    expect(existsSync(join(out, "templates"))).toBe(false);
  });

  test("a failure in a folder that was not there leaves none", () => {
    expect(() => writeOutput(out, [file("sync.yaml", "s"), file(`rego/${"x".repeat(300)}.rego`, "x")])).toThrow(
      UsageError,
    );
    expect(readdirSync(scratch)).toEqual([]);
  });

  test("a file where the folder should be", () => {
    mkdirSync(join(scratch, "project"));
    writeFileSync(out, "x");
    expect(() => writeOutput(out, first)).toThrow(/it is not a folder/);
    expect(() => writeOutput(join(out, "deeper"), first)).toThrow(UsageError);
    expect(readFileSync(out, "utf8")).toBe("x");
  });

  test("a folder that may not be written", ({ skip }) => {
    if (!canBeAnybody()) skip("the superuser writes everywhere, and cannot be anybody else here");
    mkdirSync(out, { recursive: true });
    chmodSync(scratch, 0o755);
    chmodSync(out, 0o555);
    expect(() => asAnybody(() => writeOutput(out, first))).toThrow(/Cannot write .*: permission denied/);
    expect(readdirSync(out)).toEqual([]);
  });

  test("a build that was interrupted loses track of nothing", () => {
    writeOutput(out, first);
    // As it stands when all files have been moved and the old ones are still there.
    const digest = (text: string) => hashOf(new TextEncoder().encode(text));
    writeFileSync(join(out, "templates", "a.yaml"), "A");
    const files = Object.fromEntries(
      [...first, file("templates/a.yaml", "A")].map((one) => [one.path, digest("text" in one ? one.text : "")]),
    );
    writeFileSync(join(out, manifestPath), JSON.stringify({ version: 1, files }));
    expect(writeOutput(out, [file("templates/a.yaml", "3")]).removed).toHaveLength(3);
    expect(withoutManifest()).toEqual({ "templates/a.yaml": "3" });
  });
});

const superuser = 0;
const nobody = 65534;

/** The superuser writes everywhere, so that somebody else does it. */
function asAnybody(work: () => void): void {
  const isSuperuser = process.geteuid?.() === superuser;
  if (isSuperuser) process.seteuid?.(nobody);
  try {
    work();
  } finally {
    if (isSuperuser) process.seteuid?.(superuser);
  }
}

/** False in containers that know one user only. */
function canBeAnybody(): boolean {
  try {
    asAnybody(() => {});
    return true;
  } catch {
    return false;
  }
}
