import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { artifacts } from "../../src/gatekeeper/artifacts.js";
import { isBuildPath } from "../../src/gatekeeper/output.js";
import { syncedKinds } from "../../src/gatekeeper/sync.js";
import type { CompiledConstraint, CompiledPolicy } from "../../src/model.js";
import { echoPolicy } from "./echo-policy.js";

const span = { file: "policies/echo.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };

const policy: CompiledPolicy = {
  ...echoPolicy("K8sEcho"),
  severity: "low",
  controls: { soc2: ["CC6.1", "CC6.2"], "cis-1.12": ["5.7.1"] },
  annotations: { "example.com/on": "off" },
  sync: [
    [
      { groups: ["extensions"], versions: ["v1beta1"], kinds: ["Ingress"] },
      { groups: ["networking.k8s.io"], versions: ["v1beta1", "v1"], kinds: ["Ingress"] },
    ],
    [{ groups: [""], versions: ["v1"], kinds: ["Service"] }],
  ],
};

const other = { ...echoPolicy("K8sOther"), matchKinds: [] };

const textOf = (path: string, constraints: readonly CompiledConstraint[] = []) => {
  const found = artifacts({ policies: [policy, other], constraints }).find((file) => file.path === path);
  if (found === undefined || !("text" in found)) throw new Error(`${path} is not written`);
  return found.text;
};

describe("artifacts", () => {
  test("the template, in full", () => {
    expect(textOf("templates/k8secho.yaml")).toBe(`apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata:
  name: k8secho
  annotations:
    metadata.gatekeeper.sh/title: Echo
    metadata.gatekeeper.sh/version: "1.0.0"
    description: Says what its parameters are.
    policy.gatewright.dev/severity: low
    policy.gatewright.dev/controls.cis-1.12: "5.7.1"
    policy.gatewright.dev/controls.soc2: CC6.1, CC6.2
    metadata.gatekeeper.sh/requires-sync-data: |
      "[
        [
          {
            "groups": ["extensions"],
            "versions": ["v1beta1"],
            "kinds": ["Ingress"]
          },
          {
            "groups": ["networking.k8s.io"],
            "versions": ["v1beta1", "v1"],
            "kinds": ["Ingress"]
          }
        ],
        [
          {
            "groups": [""],
            "versions": ["v1"],
            "kinds": ["Service"]
          }
        ]
      ]"
    example.com/on: "off"
spec:
  crd:
    spec:
      names:
        kind: K8sEcho
      validation:
        openAPIV3Schema:
          type: object
  targets:
    - target: admission.k8s.gatekeeper.sh
      code:
        - engine: Rego
          source:
            version: v1
            rego: |
              package k8secho

              violation contains {"msg": json.marshal(input.parameters)} if true
`);
  });

  test("paths, in order, all of them a build's", () => {
    const constraints = [
      { kind: "K8sEcho", name: "all", span },
      { kind: "K8sOther", name: "all", span },
      { kind: "K8sOther", name: "some", span },
    ];
    const suites = [{ policy: "K8sEcho", tests: [] }];
    const paths = artifacts({ policies: [policy, other], constraints, suites }).map(({ path }) => path);
    expect(paths).toEqual([
      "constraints/k8secho/all.yaml",
      "constraints/k8sother/all.yaml",
      "constraints/some.yaml",
      "kustomization.yaml",
      "library/general/k8secho/samples/all/constraint.yaml",
      "library/general/k8secho/template.yaml",
      "library/general/k8sother/samples/all/constraint.yaml",
      "library/general/k8sother/samples/some/constraint.yaml",
      "library/general/k8sother/template.yaml",
      "rego/k8secho.rego",
      "rego/k8sother.rego",
      "suites/k8secho.yaml",
      "sync.yaml",
      "templates/k8secho.yaml",
      "templates/k8sother.yaml",
    ]);
    expect(paths.every(isBuildPath)).toBe(true);
    expect(parse(textOf("kustomization.yaml", constraints))).toMatchObject({
      resources: [
        "templates/k8secho.yaml",
        "templates/k8sother.yaml",
        "sync.yaml",
        "constraints/k8secho/all.yaml",
        "constraints/k8sother/all.yaml",
        "constraints/some.yaml",
      ],
    });
  });

  test("constraints of sets, beside a kustomization for each", () => {
    const constraints = [
      { kind: "K8sEcho", name: "everywhere", span },
      { kind: "K8sEcho", name: "all", set: "size/small", span },
      { kind: "K8sOther", name: "all", set: "size/small", span },
      { kind: "K8sOther", name: "some", set: "size/small", span },
      { kind: "K8sEcho", name: "some", set: "size/large", span },
    ];
    const paths = artifacts({ policies: [policy, other], constraints }).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith("constraints/"))).toEqual([
      "constraints/everywhere.yaml",
      "constraints/size/large/kustomization.yaml",
      "constraints/size/large/some.yaml",
      "constraints/size/small/k8secho/all.yaml",
      "constraints/size/small/k8sother/all.yaml",
      "constraints/size/small/kustomization.yaml",
      "constraints/size/small/some.yaml",
    ]);
    expect(paths.every(isBuildPath)).toBe(true);
    expect(parse(textOf("constraints/size/small/kustomization.yaml", constraints))).toEqual({
      apiVersion: "kustomize.config.k8s.io/v1beta1",
      kind: "Kustomization",
      resources: ["k8secho/all.yaml", "k8sother/all.yaml", "some.yaml"],
    });
    expect(parse(textOf("kustomization.yaml", constraints)).resources).toEqual([
      "templates/k8secho.yaml",
      "templates/k8sother.yaml",
      "sync.yaml",
      "constraints/everywhere.yaml",
    ]);
    expect(parse(textOf("constraints/size/large/some.yaml", constraints))).toMatchObject({
      metadata: { name: "some" },
    });
  });

  test("the order of policies and constraints shows nowhere", () => {
    const constraints = [
      { kind: "K8sEcho", name: "b", span },
      { kind: "K8sEcho", name: "a", span },
    ];
    const forwards = artifacts({ policies: [policy, other], constraints });
    expect(artifacts({ policies: [other, policy], constraints: constraints.toReversed() })).toEqual(forwards);
  });

  test("a SyncSet has every kind once, and is not there without any", () => {
    expect(syncedKinds([policy, policy]).map(({ group, version, kind }) => `${group}/${version} ${kind}`)).toEqual([
      "/v1 Service",
      "extensions/v1beta1 Ingress",
      "networking.k8s.io/v1 Ingress",
      "networking.k8s.io/v1beta1 Ingress",
    ]);
    const paths = artifacts({ policies: [other], constraints: [] }).map(({ path }) => path);
    expect(paths).not.toContain("sync.yaml");
  });
});

describe("a constraint", () => {
  const specOf = (rest: Partial<CompiledConstraint>, kind = "K8sEcho") =>
    (parse(textOf("constraints/a.yaml", [{ kind, name: "a", span, ...rest }])) as { readonly spec: unknown }).spec;
  const kinds = [{ apiGroups: [""], kinds: ["Namespace"] }];

  test("matches the kinds of its policy", () => expect(specOf({})).toEqual({ match: { kinds } }));
  test("also when it matches something more", () =>
    expect(specOf({ match: { namespaces: ["a"] } })).toEqual({ match: { kinds, namespaces: ["a"] } }));
  test("unless it states kinds", () => expect(specOf({ match: { kinds: [] } })).toEqual({ match: { kinds: [] } }));
  test("has a spec with nothing in it too, because defaults need one", () =>
    expect(specOf({}, "K8sOther")).toEqual({}));
  test("keeps its enforcement action and parameters, also empty ones", () =>
    expect(specOf({ enforcementAction: "warn", parameters: {} })).toEqual({
      enforcementAction: "warn",
      match: { kinds },
      parameters: {},
    }));
});
