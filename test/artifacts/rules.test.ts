import { describe, expect, test } from "vitest";
import { constraintProblems, duplicateConstraints, setsLikeKinds } from "../../src/compiler/check/constraint-rules.js";
import { duplicateKinds, policyProblems } from "../../src/compiler/check/policy-rules.js";
import type { RuleProblem } from "../../src/compiler/check/rule-problem.js";
import { gatekeeperRecords } from "../../src/compiler/diagnostics/gatekeeper.js";
import { fillIn } from "../../src/compiler/diagnostics/record.js";
import { artifacts } from "../../src/gatekeeper/artifacts.js";
import type { Json } from "../../src/model.js";
import { echoPolicy } from "./echo-policy.js";
import { runGator } from "./gator.js";

const codes = (problems: readonly RuleProblem[]) => problems.map(({ code }) => code);

describe("what a policy states", () => {
  const ok = { kind: "K8sOwner", version: "1.0.0-rc.1+b2", controls: { "cis-1.12": ["5.7.1", "a b"] } };

  test("a usual policy is fine", () => {
    expect(policyProblems({ ...ok, annotations: { "example.com/a": "x", plain_1: "y" } })).toEqual([]);
    expect(policyProblems({ kind: "K".repeat(59) })).toEqual([]);
    expect(policyProblems({ kind: "K8s-Owner-2" })).toEqual([]);
  });

  test.each([
    ["GW4001", { kind: "" }],
    ["GW4001", { kind: "1Owner" }],
    ["GW4001", { kind: "K8s-" }],
    ["GW4001", { kind: "-Owner" }],
    ["GW4001", { kind: "K8sÖwner" }],
    ["GW4001", { kind: "../owner" }],
    ["GW4002", { kind: "K".repeat(60) }],
    ["GW4004", { kind: "Default" }],
    ["GW4004", { kind: "input" }],
    ["GW4005", { kind: "K", version: "v1.0.0" }],
    ["GW4005", { kind: "K", version: "1.0" }],
    ["GW4005", { kind: "K", version: "01.0.0" }],
    ["GW4006", { kind: "K", controls: { "PCI DSS": [] } }],
    ["GW4006", { kind: "K", controls: { ["x".repeat(55)]: [] } }],
    ["GW4006", { kind: "K", controls: { "a/b": [] } }],
    ["GW4006", { kind: "K", annotations: { "a b": "" } }],
    ["GW4006", { kind: "K", annotations: { "A.com/x": "" } }],
    ["GW4006", { kind: "K", annotations: { "a/b/c": "" } }],
    ["GW4007", { kind: "K", annotations: { description: "" } }],
    ["GW4007", { kind: "K", annotations: { "metadata.gatekeeper.sh/requires-sync-data": "" } }],
    ["GW4007", { kind: "K", annotations: { "policy.gatewright.dev/severity": "" } }],
    ["GW4008", { kind: "K", controls: { a: [""] } }],
    ["GW4008", { kind: "K", controls: { a: ["b,c"] } }],
    ["GW4008", { kind: "K", controls: { a: [" b"] } }],
  ])("%s: %j", (code, policy) => {
    const problems = policyProblems(policy);
    expect(codes(problems)).toEqual([code]);
    expectTexts(problems);
  });

  test("capitals alone do not make another kind", () => {
    const policies = [
      { kind: "K8sA", at: 1 },
      { kind: "K8sB", at: 2 },
      { kind: "k8sa", at: 3 },
      { kind: "K8SA", at: 4 },
    ];
    expect(duplicateKinds(policies).map(({ policy, first }) => [policy.at, first.at])).toEqual([
      [3, 1],
      [4, 1],
    ]);
  });
});

/** Matches, and whether Gatekeeper takes them; those that it takes without meaning them have a reason. */
const matches: readonly (readonly [match: { readonly [key: string]: Json }, taken: boolean, differs?: string])[] = [
  [{}, true],
  [
    { kinds: [{ apiGroups: ["*"], kinds: ["Pod"] }], namespaces: ["a", "kube-*", "*-x", "*y*"], scope: "Namespaced" },
    true,
  ],
  [{ name: "*web", source: "Original", excludedNamespaces: [] }, true],
  [{ labelSelector: { matchLabels: { "a.b/c": "d", e: "" } } }, true],
  [{ namespaceSelector: { matchExpressions: [{ key: "a", operator: "Exists" }] } }, true],
  [{ namespaces: ["a*b"] }, false],
  [{ namespaces: ["Team"] }, false],
  [{ name: "a.b" }, false],
  [{ kind: [] }, false],
  [{ kinds: [{ apiGroup: [""], kinds: ["Pod"] }] }, false],
  [{ source: "all" }, false],
  [{ scope: "namespaced" }, false, "it takes any other scope for *"],
  [{ labelSelector: { matchLabels: { "a b": "c" } } }, false],
  [{ labelSelector: { matchLabels: { a: "b c" } } }, false],
  [{ labelSelector: { matchExpressions: [{ key: "a", operator: "In" }] } }, false],
  [{ labelSelector: { matchExpressions: [{ key: "a", operator: "Exists", values: ["b"] }] } }, false],
  [{ namespaceSelector: { matchExpressions: [{ key: "a", operator: "Equals" }] } }, false],
  [{ namespaceSelector: { matchExpressions: [{ operator: "Exists" }] } }, false],
];

describe("what a constraint states", () => {
  for (const [match, taken] of matches) {
    test(`match ${JSON.stringify(match)}`, () => {
      const problems = constraintProblems({ name: "a", match }, undefined);
      expect([...new Set(codes(problems))]).toEqual(taken ? [] : ["GW4011"]);
      expectTexts(problems);
    });
  }

  test.each(["Web", "a_b", "a/b", "", "-a", "a.", "a".repeat(64), ".."])("the name %j", (name) => {
    expect(codes(constraintProblems({ name }, undefined))).toEqual(["GW4009"]);
  });
  test.each(["web", "a.b-c", "1", "a".repeat(63)])("the name %j is fine", (name) => {
    expect(constraintProblems({ name }, undefined)).toEqual([]);
  });

  test.each(["", "Web", "a/", "/a", "a//b", "../a", "a/..", "a\\b", "a.b", "-a", "a".repeat(129)])(
    "the set %j",
    (set) => {
      const problems = constraintProblems({ name: "a", set }, undefined);
      expect(codes(problems)).toEqual(["GW4013"]);
      expectTexts(problems);
    },
  );
  test.each(["a", "pod-security/baseline", "1/2/3"])("the set %j is fine", (set) => {
    expect(constraintProblems({ name: "a", set }, undefined)).toEqual([]);
  });

  test("a set has neither the file of its kustomization nor a folder of constraints that share a name", () => {
    expect(codes(constraintProblems({ name: "kustomization", set: "a" }, undefined))).toEqual(["GW4013"]);
    expect(constraintProblems({ name: "kustomization" }, undefined)).toEqual([]);
    const all = [{ kind: "Echo" }, { kind: "Other", set: "a/echo" }, { kind: "Other", set: "a/echoes" }];
    expect(setsLikeKinds(all)).toEqual([{ constraint: all[1], kind: "Echo" }]);
  });

  test("parameters, each problem by itself", () => {
    const problems = constraintProblems({ name: "a", parameters: { x: 1, y: 2 } }, { type: "object" });
    expect(codes(problems)).toEqual(["GW4012", "GW4012"]);
    expectTexts(problems);
  });

  test("a name is taken once a kind", () => {
    const all = [
      { kind: "A", name: "x" },
      { kind: "B", name: "x" },
      { kind: "A", name: "x" },
    ];
    expect(duplicateConstraints(all)).toEqual([{ constraint: all[2], first: all[0] }]);
  });
});

describe("Gatekeeper says the same", () => {
  const span = { file: "a.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };
  const object = { path: "objects/a.yaml", text: "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n" };

  test("about matches and names", () => {
    const names = ["Web", "a_b", "-a", "web", "a.b-c", "1", "a".repeat(63), "a".repeat(64)];
    const constraints = [
      ...matches.map(([match], index) => ({
        name: `match-${index}`,
        match,
        taken: matches[index]?.[1],
        differs: matches[index]?.[2],
      })),
      ...names.map((name) => ({ name, taken: constraintProblems({ name }, undefined).length === 0 })),
    ].map((one) => ({ ...one, kind: "K8sEcho", span }));
    const policy = echoPolicy("K8sEcho");
    const suite = {
      policy: "K8sEcho",
      tests: constraints.map(({ name }) => ({ name, constraint: `constraints/${name}.yaml`, cases: [] })),
    };
    const files = artifacts({ policies: [policy], constraints, suites: [suite] });
    const { stdout } = runGator(["verify", "suites", "-v"], [...files, object]);
    for (const one of constraints) {
      const taken = stdout.includes(`--- PASS: ${one.name}\t`);
      expect(taken || stdout.includes(`--- FAIL: ${one.name}\t`), stdout).toBe(true);
      expect(taken, one.name).toBe(one.taken || ("differs" in one && one.differs !== undefined));
    }
  });

  test.each([
    ["K".repeat(59), true],
    ["K".repeat(60), false],
    ["1Echo", false],
    ["K8s_Echo", false],
    ["K8s-Echo", true],
    ["K8s--Echo-2", true],
    ["K8s-", false],
    ["-K8s", false],
  ])("about the kind %s", (kind, taken) => {
    const policy = { ...echoPolicy("K8sEcho"), kind };
    const files = artifacts({ policies: [policy], constraints: [{ kind, name: "echo", span }] });
    const read = files.filter(({ path }) => /^(?:templates|constraints)\//.test(path));
    const { stderr } = runGator(["test", "-f", "."], [...read, object]);
    expect(stderr.includes("adding template") || stderr.includes("invalid")).toBe(!taken);
    expect(policyProblems(policy).length === 0).toBe(taken);
  });
});

describe("the records", () => {
  test("their codes are their own, and none is without a text", () => {
    expect(new Set(gatekeeperRecords.map(({ code }) => code)).size).toBe(gatekeeperRecords.length);
    for (const record of gatekeeperRecords) for (const text of Object.values(record)) expect(text).not.toBe("");
  });
});

/** Every place of the record's texts is filled. */
function expectTexts(problems: readonly RuleProblem[]): void {
  for (const { code, args } of problems) {
    const record = gatekeeperRecords.find((candidate) => candidate.code === code);
    expect(record, code).toBeDefined();
    if (record === undefined) continue;
    for (const text of [fillIn(record.message, args), fillIn(record.help, args)]) {
      for (const [place, name = ""] of `${record.message} ${record.help}`.matchAll(/\{(\w+)\}/g)) {
        expect(Object.hasOwn(args, name), `${code} lacks ${place}: ${text}`).toBe(true);
      }
    }
  }
}
