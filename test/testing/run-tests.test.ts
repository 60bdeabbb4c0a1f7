import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenApiSchema } from "../../src/model.js";
import { type Engine, openEngine } from "../../src/opa/index.js";
import { runTests } from "../../src/testing/runner/run-tests.js";
import type { TestRun } from "../../src/testing/runner/test-run.js";
import { TemporaryProject } from "./project-host.js";

const POLICY = `import { policy, type Review } from "gatewright";
import type { Namespace } from "gatewright/kubernetes";

export interface Parameters {
  labels: string[];
}

export default policy({
  kind: "RequiredLabels",
  title: "Labels",
  description: "Labels.",
  *violations({ object, parameters }: Review<Namespace, Parameters>) {
    for (const key of parameters.labels) {
      if (object.metadata?.labels?.[key] === undefined) yield { msg: \`missing label \${key}\`, details: { key } };
    }
  },
});
`;

/** What the compiler would make of it; \`fault\` makes it say something else. */
const rego = (fault = "") => `package requiredlabels

violation contains {"msg": concat("", ["missing label ", key${fault}]), "details": {"key": key}} if {
	some key in input.parameters.labels
	not input.review.object.metadata.labels[key]
}
`;

const SETTINGS = "apiVersion: gatewright.dev/v1\nkind: Fixture\nparameters: { labels: [owner, team] }\n";
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: ${labels} }\n`;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

async function run(
  files: { readonly [path: string]: string },
  source = rego(),
  schema: OpenApiSchema = { type: "object" },
): Promise<TestRun> {
  const project = new TemporaryProject({
    "package.json": '{"type":"module"}',
    "policies/labels/policy.ts": POLICY,
    ...files,
  });
  try {
    const { wasm } = await engine.buildWasm({
      modules: { "a.rego": source },
      entrypoints: ["requiredlabels/violation"],
    });
    const file = `${project.root}/policies/labels/policy.ts`;
    const kinds = {
      RequiredLabels: {
        file,
        entrypoint: "requiredlabels/violation",
        schema,
      },
    };
    const compile = async () => ({ kinds, wasm });
    return (await runTests({ root: project.root, paths: ["policies"], compile, json: true })) as TestRun;
  } finally {
    project.remove();
  }
}

test("fixtures and written tests run both ways", async () => {
  const result = await run({
    "policies/labels/fixtures/allowed-all.yaml": `${SETTINGS}---\n${namespace("{ owner: a, team: b }")}`,
    "policies/labels/fixtures/denied-none.yaml": `${SETTINGS}messages: [missing label owner, { msg: missing label team, details: { key: team } }]\n---\n${namespace("{}")}`,
    "policies/labels/fixtures/denied-some.yaml": `${SETTINGS}---\n${namespace("{ owner: a }")}`,
    "policies/labels/policy.test.ts": `
      import { expect, test } from "vitest";
      import "gatewright/testing";
      import policy from "./policy.js";
      const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "a", labels: { a: "b" } } };
      test("by hand", () => {
        expect(policy).toAllow(namespace, { parameters: { labels: ["a"] } });
        expect(policy).toDeny(namespace, { parameters: { labels: ["x"] }, messages: ["missing label x"] });
      });`,
  });
  expect(result).toMatchObject({ ok: true, errors: [], untested: [] });
  expect(result.files.map(({ file, tests }) => [file, tests.map(({ name, state }) => `${name}: ${state}`)])).toEqual([
    [
      "policies/labels/fixtures",
      [
        "RequiredLabels > allowed-all.yaml: passed",
        "RequiredLabels > denied-none.yaml: passed",
        "RequiredLabels > denied-some.yaml: passed",
      ],
    ],
    ["policies/labels/policy.test.ts", ["by hand: passed"]],
  ]);
});

test("a failure says what is missing and what was unexpected, where the object stands", async () => {
  const { ok, files } = await run({
    "policies/labels/fixtures/allowed-some.yaml": `${SETTINGS}---\n${namespace("{ owner: a }")}`,
    "policies/labels/fixtures/denied-other.yaml": `${SETTINGS}messages: [missing label owner, missing label none]\n---\n${namespace("{}")}`,
    "policies/labels/fixtures/denied-details.yaml": `${SETTINGS}messages: [{ msg: missing label team, details: { key: 1 } }]\n---\n${namespace("{ owner: a }")}`,
    "policies/labels/fixtures/denied-all.yaml": `${SETTINGS}---\n${namespace("{ owner: a, team: b }")}`,
  });
  expect(ok).toBe(false);
  expect(Object.fromEntries(files[0]?.tests.map(({ name, errors }) => [name, errors]) ?? [])).toEqual({
    "RequiredLabels > allowed-some.yaml": [
      {
        message: `RequiredLabels should allow policies/labels/fixtures/allowed-some.yaml:5:1\nunexpected: "missing label team" {"key":"team"} (policies/labels/policy.ts:14)`,
        place: { file: "policies/labels/fixtures/allowed-some.yaml", line: 5, column: 1 },
      },
    ],
    "RequiredLabels > denied-other.yaml": [
      {
        message: `RequiredLabels should deny policies/labels/fixtures/denied-other.yaml:6:1\nmissing:    "missing label none"\nunexpected: "missing label team" {"key":"team"} (policies/labels/policy.ts:14)`,
        place: { file: "policies/labels/fixtures/denied-other.yaml", line: 6, column: 1 },
      },
    ],
    "RequiredLabels > denied-details.yaml": [
      expect.objectContaining({
        message: expect.stringContaining(
          `missing:    "missing label team" {"key":1}\nunexpected: "missing label team" {"key":"team"} (policies/labels/policy.ts:14)`,
        ),
      }),
    ],
    "RequiredLabels > denied-all.yaml": [
      expect.objectContaining({ message: expect.stringContaining("no violation, where at least one was expected") }),
    ],
  });
});

test("a disagreement fails whatever is expected, and shows both sides", async () => {
  const { files } = await run(
    {
      "policies/labels/fixtures/denied-none.yaml": `${SETTINGS}---\n${namespace("{ owner: a }")}`,
      "policies/labels/policy.test.ts": `
        import { expect, test } from "vitest";
        import "gatewright/testing";
        import policy from "./policy.js";
        const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } };
        test("deny", () => expect(policy).toDeny(namespace, { parameters: { labels: ["a"] } }));
        test("not", () => expect(policy).not.toAllow(namespace, { parameters: { labels: ["a"] } }));`,
    },
    rego(', "!"'),
  );
  const message = `TypeScript and policy.wasm disagree. This is a fault of Gatewright; please report it.
TypeScript:
  "missing label team" {"key":"team"}
policy.wasm:
  "missing label team!" {"key":"team"}`;
  expect(files[0]?.tests[0]?.errors[0]?.message).toContain(message);
  expect(files[1]?.tests[0]?.errors[0]?.message).toContain(
    "RequiredLabels on Namespace a: TypeScript and policy.wasm disagree",
  );
  expect(files[1]?.tests[1]?.errors[0]?.message).toContain(".not.toAllow() is not supported: use .toDeny()");
});

test("a policy that fails is a failure that says so", async () => {
  const { files } = await run({ "policies/labels/fixtures/allowed-without.yaml": namespace("{}") });
  expect(files[0]?.tests[0]?.errors[0]?.message).toMatch(
    /TypeScript failed: policy RequiredLabels failed after 0 violations: .*not iterable/,
  );
});

test("fixtures that cannot be used fail at their place, and the others run", async () => {
  const { files } = await run({
    "policies/labels/fixtures/allowed-broken.yaml": "a: 1\na: 2\n",
    "policies/labels/fixtures/deny-typo.yaml": namespace("{}"),
    "policies/labels/fixtures/denied-fine.yaml": `${SETTINGS}inventory: [synced.yaml]\n---\n${namespace("{}")}`,
    "policies/labels/fixtures/synced.yaml": namespace("{}"),
    "policies/labels/fixtures/README.md": "# Fixtures",
  });
  expect(files[0]?.tests.map(({ name, errors }) => [name, errors[0]])).toEqual([
    [
      "RequiredLabels > allowed-broken.yaml",
      {
        message: 'policies/labels/fixtures/allowed-broken.yaml:2:1: the key "a" is there twice',
        place: { file: "policies/labels/fixtures/allowed-broken.yaml", line: 2, column: 1 },
      },
    ],
    ["RequiredLabels > denied-fine.yaml", undefined],
    [
      "RequiredLabels > deny-typo.yaml",
      expect.objectContaining({ message: expect.stringContaining("neither `allowed-` nor `denied-`") }),
    ],
  ]);
});

test("a test file that does not load is an error, and so is a policy that was not compiled", async () => {
  const { ok, files } = await run({
    "policies/broken.test.ts": "throw new Error('no');",
    "policies/other.test.ts": `
      import { policy } from "gatewright";
      import { expect, test } from "vitest";
      import "gatewright/testing";
      const other = policy({ kind: "Other", title: "", description: "", *violations() {} });
      test("other", () => expect(other).toAllow({ apiVersion: "v1", kind: "Pod" }));`,
  });
  expect(ok).toBe(false);
  expect(files[0]?.errors[0]).toEqual({
    message: "no",
    place: { file: "policies/broken.test.ts", line: 1, column: 7 },
  });
  expect(files[1]?.tests[0]?.errors[0]?.message).toContain(
    "policy Other is not among the compiled ones (RequiredLabels)",
  );
});

test("a policy without fixtures and tests is told", async () => {
  expect(await run({})).toEqual({ ok: true, files: [], errors: [], untested: ["RequiredLabels"] });
});

test("the schema's defaults are filled in as Gatekeeper does", async () => {
  const labels = { type: "array", items: { type: "string" }, default: ["x"] } as const;
  const { files } = await run(
    {
      "policies/labels/fixtures/denied-none.yaml": `${SETTINGS.replace("labels: [owner, team]", "")}messages: [missing label x]\n---\n${namespace("{}")}`,
    },
    rego(),
    { type: "object", properties: { labels } },
  );
  expect(files[0]?.tests).toMatchObject([{ state: "passed" }]);
});

test("a watch runs again after a change, with what was compiled anew", async () => {
  const fixture = "policies/labels/fixtures/denied-none.yaml";
  const project = new TemporaryProject({
    "package.json": '{"type":"module"}',
    "policies/labels/policy.ts": POLICY,
    [fixture]: `${SETTINGS}messages: [missing label team]\n---\n${namespace("{}")}`,
  });
  const stop = new AbortController();
  const runs: TestRun[] = [];
  let suffix = "";
  const seen = async (count: number) => {
    while (runs.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
    return runs[count - 1]?.files[0]?.tests[0]?.errors[0]?.message;
  };
  const compile = async () => {
    const source = rego(suffix);
    const { wasm } = await engine.buildWasm({
      modules: { "a.rego": source },
      entrypoints: ["requiredlabels/violation"],
    });
    const file = `${project.root}/policies/labels/policy.ts`;
    return { kinds: { RequiredLabels: { file, entrypoint: "requiredlabels/violation" } }, wasm };
  };
  try {
    const onRun = (run: TestRun) => runs.push(run);
    const last = runTests({ root: project.root, paths: ["policies"], compile, json: true, watch: stop.signal, onRun });
    expect(await seen(1)).toContain('unexpected: "missing label owner"');
    project.write(fixture, `${SETTINGS}---\n${namespace("{}")}`);
    expect(await seen(2)).toBeUndefined();
    suffix = ', "!"';
    project.write("policies/labels/policy.ts", POLICY.replace("missing label", "no label"));
    expect(await seen(3)).toContain('"no label owner"');
    expect(await seen(3)).toContain('"missing label owner!"');
    stop.abort();
    expect(await last).toBe(runs.at(-1));
  } finally {
    stop.abort();
    project.remove();
  }
});
