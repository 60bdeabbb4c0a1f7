// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policies are source text
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../scripts/build-gatekeeper.mjs";
import { template } from "../../src/gatekeeper/template.js";
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

const policy = { file: "", kind: "RequiredLabels", title: "", description: "", matchKinds: [], sync: [] };
const labels = { type: "array", items: { type: "string" } } as const;
const SCHEMA: OpenApiSchema = { type: "object", required: ["labels"], properties: { labels } };

const SETTINGS = "apiVersion: gatewright.dev/v1\nkind: Fixture\nparameters: { labels: [owner, team] }\n";
const namespace = (labels: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: ${labels} }\n`;

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

interface Options {
  /** What policy.wasm is made of, and what Gatekeeper is given. */
  readonly wasm?: string;
  readonly template?: string;
  readonly schema?: OpenApiSchema;
  readonly gatekeeper?: string;
}

async function run(files: { readonly [path: string]: string }, options: Options = {}): Promise<TestRun> {
  const { schema = SCHEMA, gatekeeper } = options;
  const project = new TemporaryProject({
    "package.json": '{"type":"module"}',
    "policies/labels/policy.ts": POLICY,
    ...files,
  });
  try {
    const { wasm } = await engine.buildWasm({
      modules: { "a.rego": options.wasm ?? rego() },
      entrypoints: ["requiredlabels/violation"],
    });
    const kinds = {
      RequiredLabels: {
        file: `${project.root}/policies/labels/policy.ts`,
        entrypoint: "requiredlabels/violation",
        schema,
        template: template({ ...policy, schema, rego: options.template ?? rego() }),
      },
    };
    const compile = async () => ({ kinds, wasm });
    return (await runTests({ root: project.root, paths: ["policies"], compile, json: true, gatekeeper })) as TestRun;
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

test("a policy that asks for the time is told what the test states", async () => {
  const lateRego = `package requiredlabels

violation contains {"msg": concat("", ["late by ", format_int((time.now_ns() / 1000000000) - 1795291200, 10)])}
`;
  const { files } = await run(
    {
      "policies/labels/policy.ts": POLICY.replace("{ policy,", "{ now, policy,").replace(
        /for \(const key[\s\S]*?\n {4}\}\n/,
        "yield 'late by ' + String(now()[4] - 795291200);\n",
      ),
      "policies/labels/fixtures/denied-late.yaml": `${SETTINGS}now: 2026-11-21T20:15:00.5Z\nmessages: [late by 900]\n---\n${namespace("{}")}`,
      "policies/labels/fixtures/denied-timeless.yaml": `${SETTINGS}---\n${namespace("{}")}`,
      "policies/labels/policy.test.ts": `
        import { expect, test } from "vitest";
        import "gatewright/testing";
        import policy from "./policy.js";
        const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } };
        const parameters = { labels: [] };
        const now = "2026-11-21T21:15:00+01:00";
        test("late", () => expect(policy).toDeny(namespace, { parameters, now, messages: ["late by 900"] }));
        test("never", () => expect(policy).toDeny(namespace, { parameters, now: "later" }));`,
    },
    { wasm: lateRego, template: lateRego, gatekeeper: build("runner") },
  );
  expect(
    files.flatMap(({ tests }) => tests.map(({ name, state, errors }) => [name, state, errors[0]?.message])),
  ).toEqual([
    ["RequiredLabels > denied-late.yaml", "passed", undefined],
    [
      "RequiredLabels > denied-timeless.yaml",
      "failed",
      expect.stringMatching(/^RequiredLabels on .*: it calls now\(\), and no time is stated: write `now: /),
    ],
    ["late", "passed", undefined],
    ["never", "failed", expect.stringContaining('now: "later" is no time such as')],
  ]);
}, 900_000);

test("a policy that asks for external data is told what the test states", async () => {
  const asking = `package requiredlabels

violation contains {"msg": concat("", [pair[0], " is ", pair[1]])} if {
	some pair in external_data({"provider": "facts", "keys": [input.review.object.metadata.name]}).responses
}
`;
  const facts = (key: string) => `externalData: { facts: { responses: { ${key}: known } } }\n`;
  const { files } = await run(
    {
      "policies/labels/policy.ts": POLICY.replace("{ policy,", "{ externalData, policy,").replace(
        /for \(const key[\s\S]*?\n {4}\}\n/,
        "for (const { key, value } of externalData('facts', [object.metadata?.name ?? '']).responses) yield `${key} is ${value as string}`;\n",
      ),
      "policies/labels/fixtures/denied-known.yaml": `${SETTINGS}${facts("a")}messages: [a is known]\n---\n${namespace("{}")}`,
      "policies/labels/fixtures/denied-other.yaml": `${SETTINGS}${facts("b")}---\n${namespace("{}")}`,
      "policies/labels/policy.test.ts": `
        import { expect, test } from "vitest";
        import "gatewright/testing";
        import policy from "./policy.js";
        const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } };
        const parameters = { labels: [] };
        const externalData = { facts: { responses: { a: "here" } } };
        test("here", () => expect(policy).toDeny(namespace, { parameters, externalData, messages: ["a is here"] }));
        test("never", () => expect(policy).toDeny(namespace, { parameters, externalData: { facts: "a" } }));`,
    },
    { wasm: asking, template: asking, gatekeeper: build("runner") },
  );
  expect(
    files.flatMap(({ tests }) => tests.map(({ name, state, errors }) => [name, state, errors[0]?.message])),
  ).toEqual([
    ["RequiredLabels > denied-known.yaml", "passed", undefined],
    [
      "RequiredLabels > denied-other.yaml",
      "failed",
      expect.stringMatching(/^RequiredLabels on .*: it asks the provider facts about "a", and nothing is stated/),
    ],
    ["here", "passed", undefined],
    ["never", "failed", expect.stringContaining('externalData: of the provider "facts": it is not an object')],
  ]);
}, 900_000);

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
        expected: [],
        actual: ["missing label team"],
      },
    ],
    "RequiredLabels > denied-other.yaml": [
      {
        message: `RequiredLabels should deny policies/labels/fixtures/denied-other.yaml:6:1\nmissing:    "missing label none"\nunexpected: "missing label team" {"key":"team"} (policies/labels/policy.ts:14)`,
        place: { file: "policies/labels/fixtures/denied-other.yaml", line: 6, column: 1 },
        expected: ["missing label owner", "missing label none"],
        actual: ["missing label owner", "missing label team"],
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
    { wasm: rego(', "!"') },
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
  const { files } = await run(
    { "policies/labels/fixtures/allowed-without.yaml": namespace("{}") },
    { schema: { type: "object", properties: { labels } } },
  );
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
  expect(await run({})).toEqual({
    ok: true,
    engines: ["TypeScript", "policy.wasm"],
    files: [],
    errors: [],
    untested: ["RequiredLabels"],
    milliseconds: expect.any(Number),
  });
});

test("the schema's defaults are filled in as Gatekeeper does", async () => {
  const { files } = await run(
    {
      "policies/labels/fixtures/denied-none.yaml": `${SETTINGS.replace("labels: [owner, team]", "")}messages: [missing label x]\n---\n${namespace("{}")}`,
    },
    { schema: { type: "object", properties: { labels: { ...labels, default: ["x"] } } } },
  );
  expect(files[0]?.tests).toMatchObject([{ state: "passed" }]);
});

describe("with Gatekeeper itself", () => {
  const fixtures = {
    "policies/labels/fixtures/allowed-all.yaml": `${SETTINGS}inventory: [{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: ns } }]\nnamespace: { metadata: { name: a, labels: {} } }\n---\n${namespace("{ owner: a, team: b }")}`,
    "policies/labels/fixtures/denied-update.yaml": `${SETTINGS}messages: [missing label owner]\n---\napiVersion: admission.k8s.io/v1\nkind: AdmissionReview\nrequest:\n  operation: UPDATE\n  object: { apiVersion: v1, kind: Namespace, metadata: { labels: { team: a } } }\n`,
    "policies/labels/policy.test.ts": `
      import { expect, test } from "vitest";
      import "gatewright/testing";
      import policy from "./policy.js";
      const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } };
      test("by hand", () => expect(policy).toDeny(namespace, { parameters: { labels: ["x"] } }));`,
  };
  const messages = ({ files }: TestRun) =>
    files.flatMap(({ tests }) => tests.map(({ errors }) => errors[0]?.message.split("\n").slice(1) ?? []));
  let gatekeeper: string;
  beforeAll(() => {
    gatekeeper = build("runner");
  }, 900_000);

  test("three ways are compared, in fixtures and in written tests", async () => {
    const result = await run(fixtures, { gatekeeper });
    expect(result.files.flatMap(({ tests }) => tests.flatMap(({ errors }) => errors))).toEqual([]);
    expect(result).toMatchObject({ ok: true, engines: ["TypeScript", "policy.wasm", "Gatekeeper v3.23.1"] });
  });

  test("what it alone says fails each test and is shown beside the others", async () => {
    const result = await run(fixtures, { gatekeeper, template: `${rego()}\nviolation contains {"msg": "more"}\n` });
    expect(result.ok).toBe(false);
    expect(messages(result)).toEqual([
      ["TypeScript: no violation", "policy.wasm: no violation", "Gatekeeper v3.23.1:", '  "more"'],
      [
        ...["TypeScript:", '  "missing label owner" {"key":"owner"}', "policy.wasm:"],
        ...['  "missing label owner" {"key":"owner"}', "Gatekeeper v3.23.1:"],
        ...['  "missing label owner" {"key":"owner"}', '  "more"'],
      ],
      expect.arrayContaining(["Gatekeeper v3.23.1:", '  "more"']),
    ]);
    expect(result.files[0]?.tests[0]?.errors[0]?.message).toContain(
      "TypeScript, policy.wasm and Gatekeeper v3.23.1 disagree. This is a fault of Gatewright",
    );
  });

  test("a template that it refuses fails each test, with its reason", async () => {
    const result = await run(fixtures, { gatekeeper, template: "package requiredlabels\n\nallow := true\n" });
    expect(messages(result)).toHaveLength(3);
    for (const lines of messages(result)) {
      expect(lines).toContainEqual(expect.stringMatching(/^Gatekeeper v3\.23\.1 failed: .*missing required rules/));
    }
  });

  test("parameters reach it as they are stated, so that its own defaults are compared", async () => {
    const schema: OpenApiSchema = { type: "object", default: { labels: ["x"] }, properties: { labels } };
    const fixture = { "policies/labels/fixtures/denied-none.yaml": namespace("{}") };
    const template = `package requiredlabels\n\nviolation contains {"msg": json.marshal(input.parameters)}\n`;
    expect(messages(await run(fixture, { gatekeeper, schema }))).toEqual([[]]);
    expect(messages(await run(fixture, { gatekeeper, schema, template }))).toEqual([
      expect.arrayContaining(["Gatekeeper v3.23.1:", '  "{\\"labels\\":[\\"x\\"]}"']),
    ]);
  });

  test("a runner that cannot be started is an error", async () => {
    await expect(run(fixtures, { gatekeeper: "/does/not/exist" })).rejects.toThrow("could not be started (ENOENT)");
  });
});

test("parameters that do not fit the schema fail where they are stated", async () => {
  const { files } = await run({
    "policies/labels/fixtures/denied-more.yaml": `${SETTINGS.replace("labels:", "label:")}---\n${namespace("{}")}`,
    "policies/labels/fixtures/denied-none.yaml": `# Nothing.\n${namespace("{}")}`,
    "policies/labels/fixtures/denied-two.yaml": `${namespace("{}")}---\napiVersion: constraints.gatekeeper.sh/v1beta1\nkind: RequiredLabels\nspec: { parameters: { labels: [1] } }\n---\n${namespace("{}")}`,
    "policies/labels/policy.test.ts": `
      import { expect, test } from "vitest";
      import "gatewright/testing";
      import policy from "./policy.js";
      test("by hand", () => expect(policy).toAllow({ apiVersion: "v1", kind: "Pod" }, { parameters: { labels: "a" } }));`,
  });
  const errors = files.flatMap(({ tests }) => tests.flatMap((one) => one.errors));
  expect(errors.map(({ message, place }) => `${place?.line}: ${message}`)).toEqual([
    "3: RequiredLabels refuses the parameters for policies/labels/fixtures/denied-more.yaml:5:1\nspec.parameters.labels: is required\nspec.parameters.label: is not a field that the schema has",
    "2: RequiredLabels refuses the parameters for policies/labels/fixtures/denied-none.yaml:2:1\nspec.parameters.labels: is required",
    "1: RequiredLabels refuses the parameters for policies/labels/fixtures/denied-two.yaml:1:1\nspec.parameters.labels: is required",
    "7: RequiredLabels refuses the parameters for policies/labels/fixtures/denied-two.yaml:9:1\nspec.parameters.labels[0]: must be a string, is 1",
    '5: RequiredLabels refuses the parameters for Pod\nspec.parameters.labels: must be an array, is "a"',
  ]);
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
    const kind = { file, entrypoint: "requiredlabels/violation", schema: SCHEMA };
    const one = { ...kind, template: template({ ...policy, schema: SCHEMA, rego: source }) };
    return { kinds: { RequiredLabels: one }, wasm };
  };
  try {
    const onRun = (run: TestRun) => runs.push(run);
    const options = { root: project.root, paths: ["policies"], gatekeeper: build("runner"), json: true, onRun };
    const last = runTests({ ...options, compile, watch: stop.signal });
    expect(await seen(1)).toContain('unexpected: "missing label owner"');
    project.write(fixture, `${SETTINGS}---\n${namespace("{}")}`);
    expect(await seen(2)).toBeUndefined();
    suffix = ', "!"';
    project.write("policies/labels/policy.ts", POLICY.replace("missing label", "no label"));
    expect(await seen(3)).toContain('"no label owner"');
    expect(await seen(3)).toMatch(
      /policy\.wasm:\n {2}"missing label owner!".*\nGatekeeper v3.*:\n {2}"missing label owner!"/s,
    );
    stop.abort();
    expect(await last).toBe(runs.at(-1));
  } finally {
    stop.abort();
    project.remove();
  }
});
