import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { artifacts } from "../../src/gatekeeper/artifacts.js";
import type { OutputFile } from "../../src/gatekeeper/output-file.js";
import type { Suite } from "../../src/gatekeeper/suite.js";
import { toYaml } from "../../src/gatekeeper/yaml.js";
import type { CompiledConstraint, CompiledPolicy, Json } from "../../src/model.js";
import { awkwardStrings } from "./awkward-strings.js";
import { echoPolicy } from "./echo-policy.js";
import { type GatorRun, runGator } from "./gator.js";

const span = { file: "policies/owner.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A policy with everything in it. */
const ownerPolicy: CompiledPolicy = {
  file: "policies/owner.ts",
  kind: "K8sUniqueOwner",
  title: "Unique owner: on",
  description: "Requires an owner\nthat no other Service has.\n",
  severity: "high",
  controls: { soc2: ["CC6.1", "CC6.2"], "cis-1.12": ["5.7.1"] },
  version: "1.2.3",
  annotations: { "example.com/team": "on" },
  matchKinds: [{ apiGroups: [""], kinds: ["Service"] }],
  schema: {
    type: "object",
    description: "What to look at.",
    properties: {
      label: { type: "string", minLength: 1, description: "The label: its key.", default: "owner" },
      n: { type: "array", items: { type: "string", enum: ["y", "no"] } },
    },
    default: {},
  },
  rego: [
    "package k8suniqueowner",
    "",
    'violation contains {"msg": msg, "details": {"label": label}} if {',
    "\tlabel := input.parameters.label",
    "\tnot input.review.object.metadata.labels[label]",
    '\tmsg := sprintf("missing label (%v)", [label])',
    "}",
    "",
    'violation contains {"msg": msg} if {',
    "\tsome namespace, name",
    "\tother := data.inventory.namespace[namespace].v1.Service[name]",
    "\tother.metadata.labels.owner == input.review.object.metadata.labels.owner",
    '\tmsg := sprintf("same owner as %v/%v", [namespace, name])',
    "}",
    "",
  ].join("\n"),
  sync: [[{ groups: [""], versions: ["v1"], kinds: ["Service"] }]],
};

const constraint: CompiledConstraint = { kind: "K8sUniqueOwner", name: "owner", enforcementAction: "dryrun", span };

const service = (name: string, labels: Json): OutputFile => ({
  path: `objects/${name}.yaml`,
  text: toYaml({ apiVersion: "v1", kind: "Service", metadata: { name, namespace: "shop", labels } }),
});

const objects = [service("plain", {}), service("owned", { owner: "n" }), service("rival", { owner: "n" })];

const suite = (messages: readonly string[]): Suite => ({
  policy: "K8sUniqueOwner",
  tests: [
    {
      name: "owner",
      constraint: "constraints/owner.yaml",
      cases: [
        { name: "no label", object: "objects/plain.yaml", violations: 1, messages },
        { name: "owned", object: "objects/owned.yaml", violations: "no" },
        {
          name: "rival",
          object: "objects/owned.yaml",
          inventory: ["objects/rival.yaml"],
          violations: "yes",
          messages: ["same owner as shop/rival"],
        },
      ],
    },
  ],
});

const build = (messages: readonly string[]) => [
  ...artifacts({ policies: [ownerPolicy], constraints: [constraint], suites: [suite(messages)] }),
  ...objects,
];

describe("gator takes what is written", () => {
  test("a template with everything in it, its constraint and its suite", () => {
    const run = runGator(["verify", "suites", "-v"], build(["missing label (owner)"]));
    expect(run.stdout + run.stderr).toContain("--- PASS: rival");
    expect(run.status).toBe(0);
  });

  test("a message of a suite is a whole text, not a pattern", () => {
    for (const wrong of ["missing label .owner.", "missing label (owner", "issing label (owner)"]) {
      const run = runGator(["verify", "suites"], build([wrong]));
      expect(run.status, wrong).toBe(1);
      expect(run.stdout).toContain("unexpected number of violations");
    }
  });

  test("the SyncSet answers what the template requires", () => {
    const files = build([]).filter(({ path }) => /^(?:templates|sync)/.test(path));
    const flags = ["-n", "templates", "-n", "sync.yaml", "--force-omit-gvk-manifest"];
    expect(runGator(["sync", "test", ...flags], files).status).toBe(0);
    const without = runGator(["sync", "test", "-n", "templates", "--force-omit-gvk-manifest"], files);
    expect(without.status).toBe(1);
    expect(without.stdout + without.stderr).toContain("k8suniqueowner");
  });

  test("its catalog has every policy, with the constraint of each set for the bundle of that name", () => {
    const bundle = { "metadata.gatekeeper.sh/bundle": "sizes-small, sizes-large" };
    const policies = [ownerPolicy, { ...echoPolicy("K8sEcho"), annotations: bundle }];
    const sized = (size: string) => ({ kind: "K8sEcho", name: "echo", set: `sizes/${size}`, parameters: {}, span });
    const constraints = [constraint, sized("small"), sized("large")];
    const sample = (size: string) => `library/sizes/k8secho/samples/sizes_${size}__echo/constraint.yaml`;
    const files = artifacts({ policies, constraints });
    const { written = "", stderr } = runGator(["policy", "generate-catalog"], files, "catalog.yaml");
    expect(stderr).toContain("Catalog validation passed");
    expect(parse(written).policies).toEqual([
      {
        name: "k8secho",
        version: "v1.0.0",
        description: "Says what its parameters are.",
        category: "sizes",
        templatePath: "library/sizes/k8secho/template.yaml",
        bundles: ["sizes-small", "sizes-large"],
        bundleConstraints: { "sizes-small": sample("small"), "sizes-large": sample("large") },
      },
      {
        name: "k8suniqueowner",
        version: "v1.2.3",
        description: "Requires an owner\nthat no other Service has.\n",
        category: "general",
        templatePath: "library/general/k8suniqueowner/template.yaml",
      },
    ]);
    const paths = new Set(files.map(({ path }) => path));
    expect([sample("small"), sample("large")].every((path) => paths.has(path))).toBe(true);
  });

  test("a policy without parameters takes none, and `parameters: {}`", () => {
    const refused = echoed({ a: 1 }, echoPolicy("K8sEcho"));
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("unknown fields: [spec.parameters.a]");
    expect(echoed({}, echoPolicy("K8sEcho")).status).toBe(1);
    expect(messagesOf(echoed({}, echoPolicy("K8sEcho")))).toEqual(["{}"]);
  });
});

const namespace: OutputFile = {
  path: "objects/namespace.yaml",
  text: toYaml({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }),
};

/** `gator test` of a policy that says its parameters. */
function echoed(parameters: { readonly [key: string]: Json }, policy: CompiledPolicy) {
  const files = artifacts({ policies: [policy], constraints: [{ kind: policy.kind, name: "echo", parameters, span }] });
  const read = files.filter(({ path }) => /^(?:templates|constraints)\//.test(path));
  return runGator(["test", "-f", ".", "-o", "json"], [...read, namespace]);
}

function messagesOf({ stdout, stderr }: GatorRun): readonly string[] {
  if (stdout === "") throw new Error(`gator said nothing but ${stderr}`);
  return (JSON.parse(stdout) as readonly { readonly msg: string }[]).map(({ msg }) => msg);
}

describe("awkward strings reach the policy as they are", () => {
  const parameters = {
    list: [...awkwardStrings],
    map: Object.fromEntries(awkwardStrings.map((text, index) => [text, index])),
  };
  const policy = echoPolicy("K8sEcho", {
    type: "object",
    properties: {
      list: { type: "array", items: { type: "string" } },
      map: { type: "object", additionalProperties: { type: "integer" } },
      // Keys of a schema are read by one of gator's two YAML parsers as well.
      ...Object.fromEntries(["n", "on", "0x1", "1e3", "yes", "null", "~"].map((name) => [name, { type: "string" }])),
    },
  });
  const keys = { n: "n", on: "on", "0x1": "0x1", "1e3": "1e3", yes: "yes", null: "null", "~": "~" };

  test("through gator test, whose YAML is 1.1", () => {
    const [message = "null"] = messagesOf(echoed({ ...parameters, ...keys }, policy));
    expect(JSON.parse(message)).toEqual({ ...parameters, ...keys });
  });

  test("through gator verify, whose YAML is 1.2", () => {
    const constraints = [{ kind: "K8sEcho", name: "echo", parameters: { ...parameters, ...keys }, span }];
    const files = artifacts({
      policies: [policy],
      constraints,
      suites: [
        {
          policy: "K8sEcho",
          tests: [
            {
              name: "echo",
              constraint: "constraints/echo.yaml",
              cases: [{ name: "said", object: "objects/namespace.yaml", violations: 0 }],
            },
          ],
        },
      ],
    });
    // The suite expects nothing, so that gator quotes what it got.
    const { stdout, status } = runGator(["verify", "suites"], [...files, namespace]);
    expect(status).toBe(1);
    expect(stdout).toContain("got messages [");
    const said = stdout.slice(stdout.indexOf("got messages [") + "got messages [".length);
    expect(JSON.parse(said.slice(0, said.indexOf("\n")).replace(/\]$/, ""))).toEqual({ ...parameters, ...keys });
  });
});
