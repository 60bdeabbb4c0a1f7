import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { gatekeeperVersion } from "../../scripts/build-gatekeeper.mjs";
import { builtPackage, checkout, gatewright } from "./built.js";
import { folderWith } from "./folder.js";

beforeAll(() => builtPackage(), 300_000);

const example = fileURLToPath(new URL("../laws/policies/custom-resources/", import.meta.url));
const backups = readFileSync(join(example, "backups.yaml"), "utf8");

/** A definition of one version, around a schema in JSON. */
function definition(schema: string, kind = "Backup", group = "tests.gatewright.dev", version = "v1"): string {
  const names = `{ kind: ${kind}, plural: ${kind.toLowerCase()}s }`;
  const versions = `[{ name: ${version}, served: true, schema: { openAPIV3Schema: ${schema} } }]`;
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec: { group: ${group}, names: ${names}, versions: ${versions} }
`;
}

/** What tsc says about a folder, at its strictest. */
async function typeErrors(cwd: string): Promise<string> {
  mkdirSync(join(cwd, "node_modules"), { recursive: true });
  if (!existsSync(join(cwd, "node_modules/gatewright")))
    symlinkSync(await builtPackage(), join(cwd, "node_modules/gatewright"));
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    module: "nodenext",
    target: "es2023",
    noEmit: true,
    types: [],
  };
  writeFileSync(join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  writeFileSync(join(cwd, "package.json"), '{ "type": "module" }');
  const tsc = join(checkout, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [tsc], { cwd, encoding: "utf8" }).stdout;
}

describe("types", () => {
  test("writes what the example has, the same bytes again", async () => {
    const cwd = folderWith({ "backups.yaml": backups });
    const first = await gatewright(["types", "backups.yaml", "--out", "types/backup.ts"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toBe(
      "Backup tests.gatewright.dev/v1\nBackupV1alpha1 Backup of tests.gatewright.dev/v1alpha1\n✓ types/backup.ts: 2 kinds\n",
    );
    expect(readFileSync(join(cwd, "types/backup.ts"), "utf8")).toBe(readFileSync(join(example, "backup.ts"), "utf8"));
    expect(await gatewright(["types", "--from-dir", ".", "--out", "types/backup.ts"], { cwd })).toEqual(first);
    expect(await typeErrors(cwd)).toBe("");
  });

  test("prints a module without --out, and says all in JSON", async () => {
    const cwd = folderWith({ "backups.yaml": backups });
    const text = readFileSync(join(example, "backup.ts"), "utf8");
    expect(await gatewright(["types", "backups.yaml"], { cwd })).toMatchObject({ code: 0, stdout: text });
    const { stdout } = await gatewright(["types", "backups.yaml", "--json"], { cwd });
    expect(JSON.parse(stdout)).toEqual({
      format: 1,
      command: "types",
      ok: true,
      files: [],
      text,
      kinds: [
        { name: "Backup", apiVersion: "tests.gatewright.dev/v1", kind: "Backup" },
        { name: "BackupV1alpha1", apiVersion: "tests.gatewright.dev/v1alpha1", kind: "Backup" },
      ],
    });
  });

  test("makes what the documentation shows", async () => {
    const [, page = ""] = readFileSync(join(checkout, "docs/kubernetes.md"), "utf8").split("\n## Custom resources\n");
    const [yaml, module] = ["yaml", "text"].map((name) => page.split(`\`\`\`${name}\n`)[1]?.split("```")[0]);
    const cwd = folderWith({ "crontabs.yaml": yaml as string });
    expect(await gatewright(["types", "crontabs.yaml"], { cwd })).toEqual(
      expect.objectContaining({ code: 0, stdout: module }),
    );
  });

  test("writes a file for each group and version into a folder", async () => {
    const others = definition("{ type: object }", "Json", "other.example.com");
    const list = `kind: List\nitems: [${JSON.stringify({ kind: "Pod" })}]\n---\n${others}`;
    const cwd = folderWith({ "crds/backups.yaml": backups, "crds/other.yml": list, "crds/chart.yaml": "a: {{ b }}" });
    const { code, stdout } = await gatewright(["types", "--from-dir", "crds", "--out", "types", "--json"], { cwd });
    expect(code).toBe(0);
    const written = [
      "other.example.com-v1.ts",
      "tests.gatewright.dev-v1.ts",
      "tests.gatewright.dev-v1alpha1.ts",
    ] as const;
    const { files, kinds } = JSON.parse(stdout);
    expect(files.map(({ path }: { path: string }) => path)).toEqual(written);
    expect(kinds.map(({ name, file }: { name: string; file: string }) => [name, file])).toEqual([
      ["Json", written[0]],
      ["Backup", written[1]],
      ["Backup", written[2]],
    ]);
    expect(readdirSync(join(cwd, "types"))).toEqual(written);
    expect(await typeErrors(cwd)).toBe("");
  });

  test("gives every kind a name of its own, which no import takes", async () => {
    const object = "{ type: object, properties: { n: { type: integer }, any: {} } }";
    const cwd = folderWith({
      "crds.yaml": [
        definition(object, "Json"),
        definition(object, "Integer"),
        definition(object, "ObjectMeta"),
        definition(object, "string"),
        definition(object, "Backup"),
        definition(object, "Backup", "a-b.example.com"),
        definition(object, "Backup", "a-b.example.com", "v1beta1"),
        definition(object, "class-of-things", "b.example.com", "v1-x"),
      ].join("---\n"),
    });
    const { stdout } = await gatewright(["types", "crds.yaml", "--out", "types.ts", "--json"], { cwd });
    expect(JSON.parse(stdout).kinds.map(({ name }: { name: string }) => name)).toEqual([
      "BackupABExampleComV1",
      "BackupABExampleComV1beta1",
      "ClassOfThings",
      "BackupTestsGatewrightDevV1",
      "Integer",
      "Json",
      "ObjectMeta",
      "String",
    ]);
    expect(await typeErrors(cwd)).toBe("");
  });

  test("its types give a policy its match, and read the inventory", async () => {
    const cwd = folderWith({
      "backups.yaml": backups,
      "policies/modes/policy.ts": `import { inventory, policy, type Review } from "gatewright";
import type { Backup } from "../../types/backup.js";

export default policy({
  kind: "OneFullBackup",
  title: "One full backup",
  description: "Allows one full backup in a namespace.",
  *violations({ object }: Review<Backup>) {
    const namespace = object.metadata?.namespace ?? "";
    const others = inventory.namespaced<Backup>("tests.gatewright.dev/v1", "Backup", { namespace });
    if (object.spec.mode === "Full" && others.some(({ metadata, spec }) => spec.mode === "Full" && metadata?.name !== object.metadata?.name)) {
      yield "there is a full backup already";
    }
  },
});
`,
      "policies/modes/fixtures/denied-second.yaml": `apiVersion: gatewright.dev/v1
kind: Fixture
messages: [there is a full backup already]
inventory:
  - { apiVersion: tests.gatewright.dev/v1, kind: Backup, metadata: { name: a, namespace: shop }, spec: { schedule: x, mode: Full } }
---
{ apiVersion: tests.gatewright.dev/v1, kind: Backup, metadata: { name: b, namespace: shop }, spec: { schedule: x, mode: Full } }
`,
      "policies/modes/fixtures/allowed-first.yaml":
        "{ apiVersion: tests.gatewright.dev/v1, kind: Backup, metadata: { name: b, namespace: shop }, spec: { schedule: x, mode: Full } }",
    });
    const constraints = `import { constraint } from "gatewright";
import oneFullBackup from "./modes/policy.js";

export const everywhere = constraint(oneFullBackup, { name: "one-full-backup" });
`;
    writeFileSync(join(cwd, "policies/constraints.ts"), constraints);
    await gatewright(["types", "backups.yaml", "--out", "types/backup.ts"], { cwd });
    const tested = await gatewright(["test"], { cwd });
    expect(tested, tested.stdout).toMatchObject({ code: 0, stderr: "" });
    expect(tested.stdout).toContain("✓ 2 tests passed");
    expect(await gatewright(["build"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    const template = readFileSync(join(cwd, "dist/templates/onefullbackup.yaml"), "utf8");
    expect(template.replaceAll(/\s+/g, "")).toContain(
      '{"groups":["tests.gatewright.dev"],"versions":["v1"],"kinds":["Backup"]}',
    );
    const match = readFileSync(join(cwd, "dist/constraints/one-full-backup.yaml"), "utf8").split("match:")[1];
    expect(match?.replaceAll(/[\s"]+/g, " ")).toContain("apiGroups: - tests.gatewright.dev kinds: - Backup");
  });
});

describe("definitions that are none", () => {
  test.each<[string, string, string]>([
    [
      "an older API",
      backups.replace("apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1"),
      "crd.yaml:1:1: apiVersion: it is not",
    ],
    ["no group", definition("{}", "Backup", '""'), 'crd.yaml:3:9: spec.group: "" is not what Kubernetes takes there.'],
    ["a path as a group", definition("{}", "Backup", "../../x"), 'spec.group: "../../x" is not'],
    [
      "a kind that is code",
      definition("{}").replace("kind: Backup,", 'kind: "A {} evil",'),
      'spec.names.kind: "A {} evil" is not',
    ],
    [
      "no versions",
      definition("{}").replace(/versions: .*/, "versions: [] }"),
      "spec.versions: it is not a list of versions.",
    ],
    [
      "a version that is null",
      definition("{}").replace(/versions: .*/, "versions: [null] }"),
      "spec.versions[0].name: it is missing.",
    ],
    ["no schema", definition("null"), "schema.openAPIV3Schema: a schema is an object."],
    [
      "a type that is none",
      definition("{ properties: { a.b: { type: date } } }"),
      'openAPIV3Schema.properties["a.b"].type: "date" is not a type',
    ],
    [
      "a reference",
      definition("{ properties: { a: { $ref: x } } }"),
      '.properties.a["$ref"]: Kubernetes takes no references here.',
    ],
    [
      "a list of items",
      definition("{ properties: { a: { type: array, items: [] } } }"),
      ".properties.a.items: a schema is an object.",
    ],
    ["required by half", definition("{ required: [1] }"), ".required: it is not a list of names."],
    [
      "nothing served",
      definition("{}").replace("served: true", "served: false"),
      "There is no CustomResourceDefinition in 1 file.",
    ],
    ["another object", "kind: ConfigMap", "There is no CustomResourceDefinition in 1 file."],
    ["no YAML", "kind: CustomResourceDefinition\na: {{ b }}", "crd.yaml:2:"],
    [
      "twice the same",
      definition("{}"),
      "Backup of tests.gatewright.dev/v1 is defined twice: in good.yaml and in crd.yaml.",
    ],
    ["an endless schema", `x: &a { items: *a }\n${definition("{ items: *a }")}`, "crd.yaml:"],
    ["a deep schema", definition(`${"{ items: ".repeat(5000)}{}${" }".repeat(5000)}`), "levels deep"],
    ["bytes", "\u0000\u0001", "crd.yaml:1:1: it has U+0000"],
  ])("%s: told, and nothing written", async (_, text, message) => {
    const cwd = folderWith({ "good.yaml": backups, "crd.yaml": text });
    const files = message.startsWith("There is no") ? ["crd.yaml"] : ["good.yaml", "crd.yaml"];
    const { code, stdout, stderr } = await gatewright(["types", ...files, "--out", "types"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^error: .+\nhelp: .+\n$/);
    expect(existsSync(join(cwd, "types"))).toBe(false);
  });

  test("files of others stay, and what cannot be written leaves nothing behind", async () => {
    const own = { "types/tests.gatewright.dev-v1alpha1.ts": "export interface Mine {}\n" };
    const cwd = folderWith({ "crd.yaml": backups, file: "", ...own });
    const refused = await gatewright(["types", "crd.yaml", "--out", "types"], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("tests.gatewright.dev-v1alpha1.ts was not written by `gatewright types`.");
    expect(readdirSync(join(cwd, "types"))).toEqual(["tests.gatewright.dev-v1alpha1.ts"]);
    const below = await gatewright(["types", "crd.yaml", "--out", "file/types"], { cwd });
    expect(below.stderr).toMatch(/^error: Cannot write .*file.*\nhelp: /);
    const none = await gatewright(["types"], { cwd });
    expect(none.stderr).toMatch(/^error: No file is given\.\nhelp: Give YAML or JSON with CustomResourceDefinitions/);
    const folder = await gatewright(["types", "types", "--json"], { cwd });
    expect(JSON.parse(folder.stdout)).toMatchObject({ ok: false, error: { message: "types is a folder." } });
    expect((await gatewright(["types", "absent.yaml"], { cwd })).stderr).toContain("There is no file absent.yaml.");
  });
});

/** A folder of Gatekeeper's sources, where Go has them; nothing is downloaded for a test. */
function gatekeeperFolder(path: string): string | undefined {
  try {
    const args = ["mod", "download", "-json", `github.com/open-policy-agent/gatekeeper/v3@${gatekeeperVersion}`];
    const env = { ...process.env, GOPROXY: "off" };
    const json = execFileSync("go", args, {
      cwd: tmpdir(),
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const folder = join(JSON.parse(json).Dir, path);
    return existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

const gatekeepers = gatekeeperFolder("charts/gatekeeper/crds");

test.skipIf(gatekeepers === undefined)("Gatekeeper's own definitions, where its sources are here", async () => {
  const cwd = folderWith({ "crds/none.yaml": "" });
  const args = ["types", "--from-dir", gatekeepers as string, "--json"];
  for (const out of ["types", "types/all.ts"]) {
    const { code, stdout } = await gatewright([...args, "--out", out], { cwd });
    expect(code).toBe(0);
    const { kinds } = JSON.parse(stdout) as { kinds: { kind: string; apiVersion: string }[] };
    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds).toContainEqual(
      expect.objectContaining({ kind: "ConstraintTemplate", apiVersion: "templates.gatekeeper.sh/v1" }),
    );
  }
  expect(await typeErrors(cwd)).toBe("");
});
