import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findPolicies } from "../../src/cli/find-policies.js";
import { isPolicyModule } from "../../src/cli/policy-module.js";
import { UsageError } from "../../src/cli/usage-error.js";
import { folderWith, validPolicy } from "./folder.js";

/** The message and help of the usage error that `findPolicies` throws. */
function refusal(paths: readonly string[], cwd: string): string {
  try {
    findPolicies(paths, cwd);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.help ?? ""}`;
    throw error;
  }
  throw new Error("findPolicies refused nothing");
}

describe("a search", () => {
  test("finds policy modules below a folder, sorted, whatever their name", () => {
    const folder = folderWith({
      "b/policy.ts": validPolicy,
      "a/no-host-network.ts": validPolicy,
      "a/shared.ts": "export const x = 1;\n",
      "constraints.ts": 'import { constraint } from "gatewright";\nexport const c = constraint(p, {});\n',
    });
    const expected = ["a/no-host-network.ts", "b/policy.ts", "constraints.ts"].map((path) => `${folder}/${path}`);
    expect(findPolicies([], folder)).toEqual(expected);
    expect(findPolicies(["b", "."], folder)).toEqual(expected);
  });

  test("leaves out tests, declarations, and folders that hold no sources", () => {
    const folder = folderWith({
      "policy.ts": validPolicy,
      "policy.test.ts": validPolicy,
      "policy.d.ts": validPolicy,
      "policy.ts.bak": validPolicy,
      "node_modules/x/policy.ts": validPolicy,
      "dist/policy.ts": validPolicy,
      "a/fixtures/policy.ts": validPolicy,
      ".cache/policy.ts": validPolicy,
    });
    expect(findPolicies([], folder)).toEqual([`${folder}/policy.ts`]);
    expect(findPolicies(["a/fixtures"], folder)).toEqual([`${folder}/a/fixtures/policy.ts`]);
  });

  test("ends in loops of symbolic links, and takes a file once", () => {
    const folder = folderWith({ "a/policy.ts": validPolicy });
    symlinkSync(folder, join(folder, "a", "loop"));
    symlinkSync(join(folder, "a", "policy.ts"), join(folder, "zz.ts"));
    symlinkSync("itself.ts", join(folder, "itself.ts"));
    symlinkSync("nowhere", join(folder, "dangling.ts"));
    expect(findPolicies([], folder)).toEqual([`${folder}/a/policy.ts`]);
    expect(findPolicies(["a/loop/a", "a/policy.ts", "zz.ts"], folder)).toHaveLength(1);
  });

  test("is not stopped by files that only look like TypeScript", () => {
    const folder = folderWith({
      "policy.ts": validPolicy,
      "video.ts": new Uint8Array([0x47, 0, 0x11, 0xff, 0xfe]),
      "empty.ts": "",
      "generated.ts": `export const data = "${"x".repeat(2_000_000)}";\n`,
    });
    mkdirSync(join(folder, "folder.ts"));
    expect(findPolicies([], folder)).toEqual([`${folder}/policy.ts`]);
  });

  test("complains about a policy that is too large, and names it", () => {
    const folder = folderWith({ "a/huge.ts": `${validPolicy}// ${"x".repeat(1024 * 1024)}\n` });
    expect(refusal([], folder)).toMatch(/^a\/huge\.ts is larger than 1 MiB\. Split it/);
  });
});

describe("a path is refused when", () => {
  test.each([
    ["nothing is there", ["polices"], /^There is no file or folder polices\. Did you mean policies\?$/],
    ["nothing is there nor near", ["elsewhere/x"], /^There is no file or folder elsewhere\/x\. Paths start from \//],
    [
      "the shell left a pattern",
      ["*/x*.ts"],
      /^There is no file or folder \*\/x\*\.ts\. Patterns are left to your shell/,
    ],
    ["it is empty", [""], /^A path is empty\./],
    ["it is no TypeScript", ["notes.md"], /^notes\.md is not a TypeScript file/],
    ["it only declares types", ["types.d.ts"], /^types\.d\.ts only declares types\./],
    ["it declares no policy", ["shared.ts"], /^There is no policy in shared\.ts\. A policy is a TypeScript file that/],
    ["it is empty", ["empty.ts"], /^empty\.ts is empty\./],
    ["it is blank", ["blank.ts"], /^blank\.ts is empty\./],
    ["it is binary", ["binary.ts"], /^binary\.ts is not text\./],
    ["it is in another encoding", ["latin1.ts"], /^latin1\.ts is not UTF-8 text\. Save it as UTF-8\.$/],
    ["it is too large", ["huge.ts"], /^huge\.ts is larger than 1 MiB\./],
    ["a part of it is a file", ["shared.ts/policy.ts"], /^There is no file or folder shared\.ts\/policy\.ts\./],
  ])("%s", (_, paths, expected) => {
    const folder = folderWith({
      "policies/policy.ts": validPolicy,
      "notes.md": "x",
      "types.d.ts": "export {};",
      "shared.ts": "export const x = 1;\n",
      "empty.ts": "",
      "blank.ts": " \n\n",
      "binary.ts": new Uint8Array([0, 1, 2, 3]),
      "latin1.ts": Buffer.from(`${validPolicy}// caf\xe9\n`, "latin1"),
      "huge.ts": `${validPolicy}// ${"x".repeat(1024 * 1024)}\n`,
    });
    expect(refusal(paths, folder)).toMatch(expected);
  });

  test("it is neither a file nor a folder, without waiting for it", () => {
    const folder = folderWith({});
    execFileSync("mkfifo", [join(folder, "pipe.ts")]);
    expect(refusal(["pipe.ts"], folder)).toMatch(/^pipe\.ts is neither a file nor a folder\./);
    expect(refusal(["."], folder)).toMatch(/^There is no policy in this folder \(it holds no TypeScript files\)\./);
  });

  test("a search finds nothing", () => {
    const folder = folderWith({ "a.ts": "export {};\n", "b.ts": "export {};\n" });
    expect(refusal([], folder)).toMatch(/^There is no policy in this folder \(2 TypeScript files searched\)\./);
    expect(refusal([], folder)).toContain("`gatewright init` writes one to start from.");
  });
});

describe("a policy module", () => {
  test.each([
    ["a default export of a call", 'import { policy } from "gatewright";\nexport default policy({});'],
    [
      "a default export by name",
      "import { type Review, policy } from 'gatewright';\nconst p = policy({});\nexport { p as default };",
    ],
    [
      "imports over several lines",
      'import {\n  matches,\n  policy,\n  type Review,\n} from "gatewright";\nexport default policy({});',
    ],
    ["an import under another name", 'import { policy as define } from "gatewright";\nexport default define({});'],
    ["an import of everything", 'import * as gw from "gatewright";\nexport default gw.policy({});'],
    ["Windows line ends", 'import { policy } from "gatewright";\r\n\r\nexport default policy({});\r\n'],
    ["a policy of the standard library", 'export { default } from "gatewright/stdlib/required-labels";'],
    ["constraints", 'import { constraint } from "gatewright";\nconstraint(p, {});'],
  ])("is known by %s", (_, text) => {
    expect(isPolicyModule(text)).toBe(true);
  });

  test.each([
    [
      "an example in a comment",
      '/**\n * import { policy } from "gatewright";\n * export default policy({});\n */\n// export default policy({});\nexport {};',
    ],
    [
      "an import in a comment",
      '/**\n * import { policy } from "gatewright";\n */\n// import { policy } from "gatewright";\nexport default {};',
    ],
    ["types only", 'import type { policy } from "gatewright";\nexport default {};'],
    ["no default export", 'import { policy } from "gatewright";\nexport const p = policy({});'],
    ["another package", 'import { policy } from "gatewright-like";\nexport default policy({});'],
    ["other imports", 'import { matches } from "gatewright";\nexport default function policyName() {}'],
  ])("is not %s", (_, text) => {
    expect(isPolicyModule(text)).toBe(false);
  });
});
