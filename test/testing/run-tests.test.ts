import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, openEngine } from "../../src/opa/index.js";
import { type RunTestsOptions, runTests } from "../../src/testing/runner/run-tests.js";
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
  options: Partial<RunTestsOptions> = {},
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
        schema: { type: "object" as const, default: {} },
      },
    };
    const compile = async () => ({ kinds, wasm });
    return (await runTests({ root: project.root, paths: ["policies"], compile, json: true, ...options })) as TestRun;
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
