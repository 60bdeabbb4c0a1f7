/** Projects that import policies of the standard library, as `gatewright/stdlib/<policy>`. */
import { expect, test } from "vitest";
import { compileFiles } from "../diagnostics/memory-host.js";

const constraints = `import { constraint } from "gatewright";
import requiredLabels from "gatewright/stdlib/requiredlabels";

export const owned = constraint(requiredLabels, {
  name: "namespaces-have-an-owner",
  match: { kinds: [{ apiGroups: [""], kinds: ["Namespace"] }] },
  parameters: { labels: [{ key: "owner", allowedRegex: "^[a-z]+$" }] },
});
`;

test("a constraint brings the policy that it is for", () => {
  const {
    policies,
    constraints: found,
    diagnostics,
  } = compileFiles({ "constraints.ts": constraints }, ["constraints.ts"]);
  expect(diagnostics).toEqual([]);
  expect(found.map(({ kind, name }) => [kind, name])).toEqual([["K8sRequiredLabels", "namespaces-have-an-owner"]]);
  expect(policies.map(({ kind, file }) => [kind, file])).toEqual([
    ["K8sRequiredLabels", "gatewright/stdlib/requiredlabels/policy.ts"],
  ]);
});

test("its parameters are held to the policy's schema, and its descriptions come along", () => {
  const files = { "constraints.ts": constraints.replace('key: "owner"', "key: 1") };
  const { diagnostics } = compileFiles(files, ["constraints.ts"]);
  expect(diagnostics.map(({ code, span }) => [code, span?.file, span?.line])).toEqual([
    ["TS2322", "constraints.ts", 7],
  ]);

  const { policies } = compileFiles({ "constraints.ts": constraints }, ["constraints.ts"]);
  expect(policies[0]?.schema?.properties?.labels?.description).toMatch(/labels/);
});

test("no place of this machine is in what is compiled", () => {
  const { policies } = compileFiles({ "constraints.ts": constraints }, ["constraints.ts"]);
  const comments = policies.flatMap(({ rego }) => [...rego.matchAll(/^# (\S+):\d+$/gm)].map(([, file]) => file));
  expect(new Set(comments)).toEqual(new Set(["gatewright/stdlib/requiredlabels/policy.ts"]));
});

test("a module that hands a policy on is its file, as fixtures may stand beside it", () => {
  const files = { "labels.ts": 'export { default } from "gatewright/stdlib/requiredlabels";\n' };
  const { policies, diagnostics } = compileFiles(files, ["labels.ts"]);
  expect(diagnostics).toEqual([]);
  expect(policies.map(({ kind, file }) => [kind, file])).toEqual([["K8sRequiredLabels", "labels.ts"]]);
});

test("both ways at once give one policy", () => {
  const files = {
    "constraints.ts": constraints,
    "labels.ts": 'export { default } from "gatewright/stdlib/requiredlabels";\n',
  };
  const { policies } = compileFiles(files, ["constraints.ts", "labels.ts"]);
  expect(policies.map(({ file }) => file)).toEqual(["labels.ts"]);
});

test("a policy that is not there, and other packages, are refused", () => {
  for (const name of [
    "gatewright/stdlib/requiredlabel",
    "gatewright/stdlib/shared",
    "gatewright/stdlib/../src/model",
  ]) {
    const files = { "constraints.ts": constraints.replace("gatewright/stdlib/requiredlabels", name) };
    const { policies, diagnostics } = compileFiles(files, ["constraints.ts"]);
    expect(diagnostics.map(({ severity, span }) => [severity, span?.line])).toContainEqual(["error", 2]);
    expect(policies).toEqual([]);
  }
});
