/** The files of `gatewright init`, by path. */
type Files = { readonly [path: string]: string };

const policy = `import { matches, policy, type Review } from "gatewright";
import type { Deployment, Namespace } from "gatewright/kubernetes";

/** Becomes the OpenAPI schema of the constraint's \`spec.parameters\`. */
export interface Parameters {
  /**
   * Labels that every matched object carries.
   * @minItems 1
   */
  labels: {
    /** The label's key. */
    key: string;
    /** RE2 pattern that the value must contain a match for. */
    allowedRegex?: string;
  }[];
}

export default policy({
  kind: "K8sRequiredLabels",
  title: "Required labels",
  description: "Requires objects to carry labels whose values match a pattern.",
  severity: "medium",

  *violations({ object, parameters }: Review<Namespace | Deployment, Parameters>) {
    const labels = object.metadata?.labels ?? {};
    for (const { key, allowedRegex } of parameters.labels) {
      const value = labels[key];
      if (value === undefined) {
        yield { msg: \`missing label \${key}\`, details: { key } };
      } else if (allowedRegex !== undefined && !matches(allowedRegex, value)) {
        yield \`label \${key}: \${value} does not match \${allowedRegex}\`;
      }
    }
  },
});
`;

const constraints = `import { constraint } from "gatewright";
import requiredLabels from "./required-labels/policy.js";

/** Start with \`warn\`, and go on to \`deny\` when nothing is reported any more. */
export const owned = constraint(requiredLabels, {
  name: "namespaces-have-an-owner",
  enforcementAction: "warn",
  match: { kinds: [{ apiGroups: [""], kinds: ["Namespace"] }], excludedNamespaces: ["kube-*"] },
  parameters: { labels: [{ key: "owner", allowedRegex: "^[a-z-]+$" }] },
});
`;

const allowed = `apiVersion: gatewright.dev/v1
kind: Fixture
parameters:
  labels:
    - key: owner
      allowedRegex: ^[a-z-]+$
---
apiVersion: v1
kind: Namespace
metadata:
  name: payments
  labels:
    owner: team-payments
`;

const denied = `apiVersion: gatewright.dev/v1
kind: Fixture
parameters:
  labels:
    - key: owner
      allowedRegex: ^[a-z-]+$
    - key: stage
messages:
  - "label owner: Nobody? does not match ^[a-z-]+$"
  - msg: missing label stage
    details:
      key: stage
---
apiVersion: v1
kind: Namespace
metadata:
  name: payments
  labels:
    owner: Nobody?
`;

const test = `import { expect, test } from "vitest";
import "gatewright/testing";
import policy from "./policy.js";

const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "api", labels: { owner: "team-api" } } };

test("a label may have any value when no pattern is given", () => {
  expect(policy).toAllow(deployment, { parameters: { labels: [{ key: "owner" }] } });
});

test("every label that is missing is reported", () => {
  const parameters = { labels: [{ key: "owner" }, { key: "stage" }, { key: "tier" }] };
  expect(policy).toDeny(deployment, { parameters, messages: ["missing label stage", "missing label tier"] });
});
`;

const readme = `# Policies

Each folder below \`policies\` holds one policy in TypeScript, its fixtures and its test.
\`policies/constraints.ts\` puts the policies to use.

| Command | |
|---|---|
| \`npx gatewright check\` | find mistakes, write nothing |
| \`npx gatewright test --watch\` | run each policy against its fixtures, again after every change |
| \`npx gatewright build\` | write ConstraintTemplates, constraints and an OPA bundle to \`dist\` |
| \`kubectl apply --kustomize dist\` | put them to use in a cluster that runs Gatekeeper |
| \`npx gatewright explain GW1001\` | say why a diagnostic is one, and what to write instead |
| \`npx gatewright doctor\` | show what Gatewright uses here |
`;

/** The policy and what belongs to it: never written where one of them exists. */
export const starterFiles: Files = Object.freeze({
  "policies/constraints.ts": constraints,
  "policies/required-labels/fixtures/allowed-owner.yaml": allowed,
  "policies/required-labels/fixtures/denied-labels.yaml": denied,
  "policies/required-labels/policy.test.ts": test,
  "policies/required-labels/policy.ts": policy,
});

/** What a project has around its policies: kept where it exists. */
export function projectFiles(name: string, version: string): Files {
  return {
    ".gitignore": "node_modules/\ndist/\n",
    "README.md": readme,
    "package.json": json({
      name,
      private: true,
      type: "module",
      scripts: { check: "gatewright check", test: "gatewright test", build: "gatewright build --out dist" },
      devDependencies: { gatewright: `^${version}` },
    }),
    "tsconfig.json": json({
      compilerOptions: {
        target: "ES2023",
        module: "Preserve",
        moduleResolution: "Bundler",
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        verbatimModuleSyntax: true,
        skipLibCheck: true,
        noEmit: true,
        lib: ["ES2023"],
        types: [],
        plugins: [{ name: "gatewright" }],
      },
      include: ["policies"],
    }),
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
