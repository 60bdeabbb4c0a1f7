/** The packed tarball, installed into an empty project by npm, with Node and nothing else on PATH. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { checkout } from "../cli/built.js";
import { startServer } from "../editor/tsserver.js";
import { pack, type Tarball } from "./pack.js";
import { emptyProject, install, type Project } from "./project.js";

// Each test starts several processes, which share the machine with those of other tests.
vi.setConfig({ testTimeout: 180_000 });

const standardPolicies = readdirSync(join(checkout, "stdlib")).filter((name) =>
  existsSync(join(checkout, "stdlib", name, "policy.ts")),
);

let work: string;
let tarball: Tarball;
let project: Project;

beforeAll(async () => {
  const cache = join(checkout, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  work = mkdtempSync(join(cache, "gatewright-package-"));
  tarball = await pack(work);
  project = emptyProject();
  expect(await install(project, tarball)).toMatchObject({ code: 0, stderr: "" });
}, 300_000);

afterAll(() => {
  project?.remove();
  if (work !== undefined) rmSync(work, { recursive: true, force: true });
});

/** Runs `npx gatewright`, never one of the registry's. */
const gatewright = (...args: readonly string[]) =>
  project.run("npx", "--no", "--loglevel=error", "gatewright", ...args);

describe("the tarball", () => {
  const paths = () => tarball.files.map(({ path }) => path);

  test("holds what runs and what it is made of, and nothing else of the checkout", () => {
    const outside =
      /^(bin\/gatewright\.js|dist\/.+\.(js|d\.ts|d\.ts\.map)|dist\/editor\/plugin\.(cjs|d\.cts)|stdlib\/[\w-]+\/[\w-]+\.ts|src\/library\/[\w-]+\.ts|package\.json|LICENSE|README\.md|CHANGELOG\.md|dist\/engine\/(engine\.(wasm\.gz|json)|host\.sha256)|scripts\/build-gatekeeper\.mjs|test\/gatekeeper\/runner\/(\w+\.go|go\.(mod|sum)))$/;
    expect(paths().filter((path) => !outside.test(path))).toEqual([]);
    expect(paths().filter((path) => /\.test\.|(^|\/)fixtures?\/.*\.ya?ml$|^src\/(?!library\/)|^\./.test(path))).toEqual(
      [],
    );
  });

  test("has the engine, and every file that its exports name", () => {
    const { exports, bin, main, types } = JSON.parse(project.read("node_modules/gatewright/package.json"));
    const named = [exports, bin, { main, types }].flatMap(
      (table) => JSON.stringify(table).match(/(?<=")(?:\.\/)?(?:dist|bin)\/[^"]+/g) ?? [],
    );
    const files = named.flatMap((name) =>
      name.includes("*") ? standardPolicies.map((policy) => name.replace("*", policy)) : [name],
    );
    expect(files.length).toBeGreaterThan(2 * standardPolicies.length);
    const functions = readdirSync(join(checkout, "src/library")).map((name) => `src/library/${name}`);
    const needed = [
      "dist/engine/engine.wasm.gz",
      ...functions,
      ...standardPolicies.map((name) => `stdlib/${name}/policy.ts`),
    ];
    const present = new Set(paths());
    for (const file of [...files, ...needed]) expect(present).toContain(file.replace("./", ""));
  });

  test("is about as large as the engine", () => {
    const engine = tarball.files.find(({ path }) => path === "dist/engine/engine.wasm.gz")?.size ?? 0;
    const megabytes = (size: number) => `${(size / 1e6).toFixed(1)} MB`;
    console.info(`${tarball.files.length} files in ${megabytes(tarball.size)}, ${megabytes(engine)} of it the engine`);
    expect(engine).toBeGreaterThan(1e6);
    expect(tarball.size - engine).toBeLessThan(1e6);
  });
});

describe("a project of its own, in which there is neither Go nor OPA", () => {
  test("runs the installed package, on the engine inside it", async () => {
    const { code, stdout } = await gatewright("doctor", "--json");
    const { findings, ok } = JSON.parse(stdout) as { ok: boolean; findings: { name: string; path?: string }[] };
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    const engine = join(project.folder, "node_modules/gatewright/dist/engine/engine.wasm.gz");
    expect(findings).toContainEqual(expect.objectContaining({ name: "opa (embedded)", status: "ok", path: engine }));
    for (const program of ["go", "gator", "kubectl"]) {
      expect(findings).toContainEqual(expect.objectContaining({ name: program, status: "absent" }));
    }
  });

  test("starts with init, and is checked, tested and built", async () => {
    const started = await gatewright("init");
    expect(started).toMatchObject({ code: 0, stderr: "" });
    expect(started.stdout).toContain("= package.json (kept as it is)");
    expect(started.stdout).not.toContain("npm install");
    expect(await gatewright("check")).toMatchObject({ code: 0, stdout: "✓ 1 policy, 1 constraint: no findings\n" });
    const tested = await gatewright("test");
    expect(tested).toMatchObject({ code: 0, stderr: "" });
    expect(tested.stdout).toMatch(/\n✓ 4 tests passed in \d+\.\d s\n$/);
    expect(tested.stdout).toContain("Compared: TypeScript and policy.wasm.");
    expect(await gatewright("build")).toMatchObject({ code: 0, stderr: "" });
    expect(project.read("dist/templates/k8srequiredlabels.yaml")).toContain("package k8srequiredlabels\n");
    expect(readdirSync(join(project.folder, "dist"))).toEqual(
      expect.arrayContaining(["bundle.tar.gz", "kustomization.yaml", "policies.wasm"]),
    );
  });

  test("shows diagnostics in the editor, by the plugin that init has written into tsconfig.json", async () => {
    const file = join(project.folder, "policies/required-labels/policy.ts");
    const server = startServer(project.folder);
    try {
      const right = project.read("policies/required-labels/policy.ts");
      await server.open(file, right.replace("if (", 'if (key == "owner") continue;\n      if ('));
      const { found } = await server.diagnostics(file);
      expect(found.map(({ code, source }) => [code, source])).toEqual([[1012, "gatewright"]]);
    } finally {
      await server.close();
    }
  });

  test("fails a test that is wrong", async () => {
    const fixture = "policies/required-labels/fixtures/denied-labels.yaml";
    const right = project.read(fixture);
    project.write(fixture, right.replace("missing label stage", "missing label stages"));
    const { code, stdout } = await gatewright("test");
    project.write(fixture, right);
    expect(code).toBe(1);
    expect(stdout).toContain("missing label stages");
  });

  test("puts policies of the standard library to use, and tests them", async () => {
    project.write(
      "uses/constraints.ts",
      `import { constraint } from "gatewright";
import allowedRepos from "gatewright/stdlib/allowedrepos";

export const ours = constraint(allowedRepos, { name: "our-images", parameters: { repos: ["registry.example.com/"] } });
`,
    );
    project.write(
      "uses/repos.test.ts",
      `import { expect, test } from "vitest";
import "gatewright/testing";
import allowedRepos from "gatewright/stdlib/allowedrepos";

const pod = (image: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [{ name: "nginx", image }] },
});
const parameters = { repos: ["registry.example.com/"] };

test("images come from our registry", () => {
  expect(allowedRepos).toAllow(pod("registry.example.com/nginx"), { parameters });
  expect(allowedRepos).toDeny(pod("nginx"), { parameters });
});
`,
    );
    const tested = await gatewright("test", "uses");
    expect(tested, tested.stdout).toMatchObject({ code: 0, stderr: "" });
    expect(tested.stdout).toContain("✓ uses/repos.test.ts (1/1 passed)");
    expect(await gatewright("build", "uses", "--out", "uses-built")).toMatchObject({ code: 0, stderr: "" });
    expect(project.read("uses-built/constraints/our-images.yaml")).toContain("kind: K8sAllowedRepos");
    expect(project.read("uses-built/rego/k8sallowedrepos.rego")).toMatch(
      /^# gatewright\/stdlib\/allowedrepos\/policy\.ts:\d+$/m,
    );
  });

  test("builds the sets of the Pod Security Standards from where it is installed", async () => {
    const built = await gatewright("build", "node_modules/gatewright/stdlib/pod-security", "--out", "pods");
    expect(built).toMatchObject({ code: 0, stderr: "" });
    const listed = (folder: string) => readdirSync(join(project.folder, "pods", folder));
    expect(listed("templates")).toHaveLength(19);
    expect(listed("constraints/pod-security").toSorted()).toEqual(["baseline", "restricted"]);
    expect(listed("constraints/pod-security/baseline")).toHaveLength(12 + 1);
    expect(listed("constraints/pod-security/restricted")).toHaveLength(15 + 1);
    expect(project.read("pods/kustomization.yaml")).not.toContain("constraints/");
    expect(project.read("pods/rego/podsecurityprivileged.rego")).toContain(
      "\n# gatewright/stdlib/pod-security-privileged/policy.ts:",
    );
  });

  test("compiles the functions that policies import, and leaves their sources out of the project's own types", async () => {
    project.write(
      "hosts/policy.ts",
      `import { containersOf, policy, type Review, type Workload } from "gatewright";

export default policy({
  kind: "PrivilegedContainers",
  title: "No privileged containers",
  description: "Refuses privileged containers.",
  *violations({ object }: Review<Workload>) {
    for (const { container, list, index } of containersOf(object)) {
      if (container.securityContext?.privileged === true) yield \`\${list}[\${index}] is privileged\`;
    }
  },
});
`,
    );
    const privileged = { name: "a", image: "a", securityContext: { privileged: true } };
    const spec = { template: { spec: { containers: [{ name: "b", image: "b" }], initContainers: [privileged] } } };
    const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec };
    const expected = {
      apiVersion: "gatewright.dev/v1",
      kind: "Fixture",
      messages: ["initContainers[0] is privileged"],
    };
    project.write(
      "hosts/fixtures/denied-init.yaml",
      `${JSON.stringify(expected)}\n---\n${JSON.stringify(deployment)}\n`,
    );
    project.write("hosts/fixtures/allowed-none.yaml", JSON.stringify({ ...deployment, spec: {} }));
    const tested = await gatewright("test", "hosts");
    expect(tested, tested.stdout).toMatchObject({ code: 0, stderr: "" });
    expect(tested.stdout).toContain("✓ 2 tests passed");
    expect(await gatewright("build", "hosts", "--out", "hosts-built")).toMatchObject({ code: 0, stderr: "" });
    expect(project.read("hosts-built/rego/privilegedcontainers.rego")).toMatch(
      /^# gatewright\/library\/workloads\.ts:\d+$/m,
    );

    const strict = [
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--module",
      "nodenext",
      "--target",
      "es2023",
      "--listFiles",
    ];
    const typed = await project.run(
      "node",
      join(checkout, "node_modules/typescript/bin/tsc"),
      ...strict,
      "hosts/policy.ts",
    );
    expect(typed).toMatchObject({ code: 0, stderr: "" });
    expect(typed.stdout).toContain("gatewright/dist/library/containers.d.ts");
    expect(typed.stdout).not.toMatch(/gatewright\/.+(?<!\.d)\.ts$/m);
  });

  test("finds every policy of the standard library, for the compiler and for Node", async () => {
    for (const name of standardPolicies) {
      project.write(`library/${name}.ts`, `export { default } from "gatewright/stdlib/${name}";\n`);
    }
    const { code, stdout } = await gatewright("check", "library", "--json");
    const { policies, diagnostics } = JSON.parse(stdout) as { policies: { kind: string }[]; diagnostics: object[] };
    expect({ code, diagnostics }).toEqual({ code: 0, diagnostics: [] });
    expect(policies).toHaveLength(standardPolicies.length);
    project.write(
      "kinds.js",
      `const names = ${JSON.stringify(standardPolicies)};
const modules = await Promise.all(names.map((name) => import(\`gatewright/stdlib/\${name}\`)));
console.log(JSON.stringify(modules.map((module) => module.default.definition.kind)));
`,
    );
    const imported = await project.run("node", "kinds.js");
    expect(imported).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(imported.stdout).toSorted()).toEqual(policies.map(({ kind }) => kind).toSorted());
  });
});
