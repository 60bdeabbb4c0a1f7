import { constraint } from "../gatekeeper/constraint.js";
import type { OutputFile } from "../gatekeeper/output-file.js";
import type { Suite, SuiteCase, SuiteTest } from "../gatekeeper/suite.js";
import { templateName } from "../gatekeeper/template.js";
import type { CompiledPolicy, Inventory, Json, ReviewInput } from "../model.js";
import type { FixtureCase } from "../testing/fixtures/read-fixture.js";
import type { PolicyFixtures } from "../testing/runner/find-fixtures.js";

/** gator's suites, and the files that they name: fixtures hold more than the one object that gator takes of a file. */
export interface FixtureSuites {
  readonly suites: readonly Suite[];
  readonly files: readonly OutputFile[];
}

const nothing: FixtureSuites = Object.freeze({ suites: [], files: [] });

/** A suite for each policy that has fixtures, with a test for each set of parameters in them. */
export function fixtureSuites(policies: readonly CompiledPolicy[], fixtures: readonly PolicyFixtures[]): FixtureSuites {
  const all = policies.filter(runsInGator).map((policy) => suiteOf(policy, casesOf(policy.kind, fixtures)));
  return { suites: all.flatMap(({ suites }) => suites), files: all.flatMap(({ files }) => files) };
}

/** gator has no providers of external data, and refuses a template that asks for them. */
export function runsInGator({ providers = [] }: CompiledPolicy): boolean {
  return providers.length === 0;
}

/** gator gives no review a Namespace object and has no clock but the system's, so that a case with its own would be judged otherwise. */
function casesOf(kind: string, fixtures: readonly PolicyFixtures[]): readonly FixtureCase[] {
  const own = fixtures.filter((one) => one.kind === kind).flatMap(({ files }) => files);
  return own
    .flatMap(({ cases }) => cases)
    .filter(({ question }) => Object.keys(question.review.namespaceObject ?? {}).length === 0)
    .filter(({ question }) => question.now === undefined);
}

function suiteOf(policy: CompiledPolicy, cases: readonly FixtureCase[]): FixtureSuites {
  if (cases.length === 0) return nothing;
  const base = `suites/${templateName(policy.kind)}`;
  const files: OutputFile[] = [];
  const write = (name: string, documents: readonly Json[]): string => {
    const path = `${base}.${name}.yaml`;
    files.push({ path, text: documents.map(document).join("---\n") });
    return path;
  };
  const tests = byParameters(cases).map((group, at): SuiteTest => {
    const name = `parameters-${at + 1}`;
    return {
      name,
      constraint: write(name, [constraintFor(policy, group[0], name)]),
      cases: group.map((one, index) =>
        suiteCase(one, (what, documents) => write(`${name}.case-${index + 1}.${what}`, documents)),
      ),
    };
  });
  return { suites: [{ policy: policy.kind, tests }], files };
}

/** The cases in groups that share their parameters, in the order of the groups' first cases. */
function byParameters(cases: readonly FixtureCase[]): readonly (readonly FixtureCase[])[] {
  const groups = new Map<string, FixtureCase[]>();
  for (const one of cases) {
    const key = JSON.stringify(one.question.parameters) ?? "";
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function suiteCase(one: FixtureCase, write: (what: string, documents: readonly Json[]) => string): SuiteCase {
  const { review, inventory } = one.question;
  const synced = objectsOf(inventory);
  return {
    name: one.name,
    object: write("object", [subject(review)]),
    ...(synced.length === 0 ? {} : { inventory: [write("inventory", synced)] }),
    violations: one.verdict === "allowed" ? "no" : "yes",
    ...(one.messages === undefined ? {} : { messages: [...new Set(one.messages.map(({ msg }) => msg))] }),
  };
}

/** Matches everything, as a fixture is about the policy and not about where it applies. */
function constraintFor({ kind }: CompiledPolicy, first: FixtureCase | undefined, name: string): Json {
  const span = { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 };
  const parameters = first?.question.parameters;
  return constraint({ kind, name, span, ...(parameters === undefined ? {} : { parameters }) }, []);
}

/** The object alone, or an AdmissionReview where the fixture has a request. */
function subject(review: ReviewInput): Json {
  const { namespaceObject: _, ...request } = review;
  if (request.operation === "") return request.object;
  const object = request.operation === "DELETE" ? null : request.object;
  const fields = Object.entries({ ...request, object }).filter(
    (entry): entry is [string, Json] => entry[1] !== undefined,
  );
  return { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", request: Object.fromEntries(fields) };
}

function objectsOf({ cluster, namespace }: Inventory): readonly Json[] {
  return [cluster, ...Object.values(namespace)]
    .flatMap((scope) => Object.values(scope))
    .flatMap((version) => Object.values(version))
    .flatMap((kind) => Object.values(kind));
}

/** JSON, which is YAML too: gator drops empty lines and those that start with `#` from other texts. */
function document(value: Json): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
