/** gator's suites hold the fixtures that gator judges as Gatekeeper would, and no others. */
import { expect, it } from "vitest";
import { fixtureSuites } from "../../src/cli/fixture-suites.js";
import type { CompiledPolicy } from "../../src/model.js";
import { readFixture } from "../../src/testing/fixtures/read-fixture.js";

const policy: CompiledPolicy = {
  file: "p/policy.ts",
  kind: "MyKind",
  title: "T",
  description: "D.",
  matchKinds: [],
  rego: "",
  sync: [],
};

const settings = (fields: string) => `apiVersion: gatewright.dev/v1\nkind: Fixture\n${fields}\n---\n`;
const pod = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ns } }\n`;

const kind = "MyKind";
const file = "p/fixtures/denied-x.yaml";
const read = (text: string) =>
  readFixture({ file, bytes: new TextEncoder().encode(text), kind, readSibling: () => undefined });

it("leaves out policies that ask for external data, which gator refuses", () => {
  const fixtures = [{ kind, files: [{ file, cases: read(pod("plain")) }] } as never];
  expect(fixtureSuites([policy], fixtures).suites).toHaveLength(1);
  expect(fixtureSuites([{ ...policy, providers: ["facts"] }], fixtures)).toEqual({ suites: [], files: [] });
});

it("leaves out what states a time or a Namespace, which gator has no place for", () => {
  const text = [
    `${settings("parameters: {}")}${pod("plain")}`,
    `${settings("now: 2026-11-21T20:15:00Z")}${pod("timed")}`,
    `${settings("namespace: { metadata: { labels: { a: b } } }")}${pod("placed")}`,
  ].join("---\n");
  const cases = read(text);
  expect(cases).toHaveLength(3);
  const { suites } = fixtureSuites([policy], [{ kind, files: [{ file, cases }] } as never]);
  const names = suites.flatMap(({ tests }) => tests.flatMap((test) => test.cases.map(({ name }) => name)));
  expect(names).toEqual(["denied-x.yaml #1 Pod ns/plain"]);
});
