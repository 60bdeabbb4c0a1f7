/** The Pod Security Standards of the standard library against Kubernetes' own: its test Pods, and Pods made at random. */
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { entrypoint } from "../../src/compiler/ir/package-name.js";
import { constraint } from "../../src/gatekeeper/constraint.js";
import { template } from "../../src/gatekeeper/template.js";
import { type AnyPolicy, evaluateNatively } from "../../src/language/evaluate.js";
import type { CompiledConstraint, Json, KubernetesObject, Violation } from "../../src/model.js";
import { loadPolicies, openEngine, type WasmPolicies } from "../../src/opa/index.js";
import { type Gatekeeper, openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { toReview } from "../../src/testing/review.js";
import { host } from "../laws/three-ways.js";
import { evaluator, judge, type Level, testPods, type Verdict } from "./kubernetes.js";
import { randomPod } from "./random-pods.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const levels: readonly Level[] = ["baseline", "restricted"];
const framework = "pod-security-1.37";
const inventory = { cluster: {}, namespace: {} };

/** More for a long run: `POD_SECURITY_PODS=50000 npx vitest run test/pod-security`. */
const count = Number(process.env["POD_SECURITY_PODS"] ?? 1500);
const seed = Number(process.env["POD_SECURITY_SEED"] ?? 137);

if ("missing" in evaluator) console.warn(`Left out: test/pod-security, ${evaluator.missing}.`);

describe.skipIf("missing" in evaluator)("Pod Security Standards", () => {
  const { policies, constraints, diagnostics } = compile(
    levels.map((level) => `${root}stdlib/pod-security/${level}.ts`),
    host,
  );
  /** Kubernetes' check that a policy is, by the policy's kind. */
  const checkOf = new Map(
    policies.map(({ kind, controls }) => [kind, controls?.[framework]?.[0]?.split("/") as [Level, string]]),
  );
  const native = new Map<string, AnyPolicy>();
  let wasm: WasmPolicies;
  let gatekeeper: Gatekeeper;

  beforeAll(async () => {
    for (const { kind, file } of policies) {
      native.set(kind, ((await import(`${root}${file}`)) as { readonly default: AnyPolicy }).default);
    }
    const engine = await openEngine();
    const modules = Object.fromEntries(policies.map(({ kind, rego }) => [`${kind.toLowerCase()}.rego`, rego]));
    const prepared = await engine.prepare({ modules, entrypoints: policies.map(({ kind }) => entrypoint(kind)) });
    await engine.close();
    wasm = await loadPolicies(prepared.wasm);
    gatekeeper = await openGatekeeper();
    for (const policy of policies) {
      const rego = prepared.modules[`${policy.kind.toLowerCase()}.rego`] as string;
      await gatekeeper.load(template({ ...policy, rego }));
    }
  });
  afterAll(() => gatekeeper?.close());

  const messages = (found: readonly Violation[]) => found.map(({ msg }) => msg);

  function asTypeScript(kind: string, pod: KubernetesObject): readonly string[] {
    const review = toReview(pod as unknown as Json, { namespaceObject: undefined });
    return messages(evaluateNatively(native.get(kind) as AnyPolicy, { review, parameters: {}, inventory }));
  }

  function throughWasm(kind: string, pod: KubernetesObject): readonly string[] {
    const review = toReview(pod as unknown as Json, { namespaceObject: undefined });
    const found = wasm.evaluate(entrypoint(kind), { review, parameters: {} } as unknown as Json);
    return [...new Set(messages((found ?? []) as unknown as readonly Violation[]))].toSorted();
  }

  /** With the very constraint that a build writes. */
  async function byGatekeeper(one: CompiledConstraint, pod: KubernetesObject): Promise<readonly string[]> {
    const matchKinds = policies.find(({ kind }) => kind === one.kind)?.matchKinds ?? [];
    const { spec } = constraint(one, matchKinds) as { readonly spec: { readonly [key: string]: Json } };
    return messages(await gatekeeper.evaluate({ kind: one.kind, constraint: spec, review: { object: pod } }));
  }

  const setOf = (level: Level) => constraints.filter(({ set }) => set === `pod-security/${level}`);

  /** Compares what is found with what Kubernetes says: each policy with its check, each set with its profile. */
  function expectAgreement(pod: KubernetesObject, found: ReadonlyMap<string, readonly string[]>, said: Verdict): void {
    const refused = [...found].filter(([, list]) => list.length > 0).map(([kind]) => kind);
    const failed = refused.map((kind) => checkOf.get(kind)?.[1]).toSorted();
    expect(failed, JSON.stringify(pod)).toEqual(said.failed.toSorted());
    for (const level of levels) {
      const allowed = !setOf(level).some(({ kind }) => refused.includes(kind));
      expect(allowed, `${level}: ${JSON.stringify(pod)}`).toBe(said[level]);
    }
  }

  test("are Kubernetes' newest, a policy for each check and a set for each profile", () => {
    const { version, checks } = judge([]);
    expect(diagnostics).toEqual([]);
    expect(`pod-security-${version.slice(1)}`).toBe(framework);
    const ours = [...checkOf.values()].map(([level, id]) => ({ id, level }));
    expect(ours.toSorted((left, right) => (left.id < right.id ? -1 : 1))).toEqual(checks);
    expect(setOf("baseline").map(({ kind }) => checkOf.get(kind)?.[0])).toEqual(
      checks.filter(({ level }) => level === "baseline").map(() => "baseline"),
    );
    expect(constraints.length).toBe(setOf("baseline").length + setOf("restricted").length);
    for (const { kind, annotations } of policies) {
      const sets = levels.filter((level) => setOf(level).some((one) => one.kind === kind));
      const bundles = sets.map((level) => `pod-security-standards-${level}`).join(", ");
      expect(annotations, kind).toEqual({ "metadata.gatekeeper.sh/bundle": bundles });
    }
    for (const { enforcementAction, match, parameters } of constraints) {
      expect({ enforcementAction, match, parameters }).toEqual({ enforcementAction: "deny" });
    }
    for (const { matchKinds } of policies) expect(matchKinds).toMatchObject([{ apiGroups: [""], kinds: ["Pod"] }]);
  });

  test("say of Kubernetes' own test Pods what Kubernetes says", async (context) => {
    const own = testPods("v1.37");
    if (own === undefined) return context.skip("the module's test data are not in Go's cache");
    expect(own.filter(({ allowed }) => allowed).length).toBeGreaterThan(30);
    expect(own.filter(({ allowed }) => !allowed).length).toBeGreaterThan(90);
    const { verdicts } = judge(own.map(({ pod }) => pod));
    for (const [index, { name, level, allowed, pod }] of own.entries()) {
      const found = new Map(policies.map(({ kind }) => [kind, asTypeScript(kind, pod)]));
      for (const { kind } of policies) expect(throughWasm(kind, pod), `${name}: ${kind}`).toEqual(found.get(kind));
      const denials: string[] = [];
      for (const one of setOf(level)) {
        const said = await byGatekeeper(one, pod);
        expect(said, `${name}: ${one.kind}`).toEqual(found.get(one.kind));
        denials.push(...said);
      }
      expect(denials.length === 0, `${name}: ${denials.join("; ")}`).toBe(allowed);
      expectAgreement(pod, found, verdicts[index] as Verdict);
    }
  });

  test(`say of ${count} Pods made at random what Kubernetes says`, { timeout: 60_000 + count * 100 }, async () => {
    const pods = fc.sample(randomPod, { numRuns: count, seed });
    const { checks, verdicts } = judge(pods);
    for (const [index, pod] of pods.entries()) {
      const found = new Map(policies.map(({ kind }) => [kind, asTypeScript(kind, pod)]));
      expectAgreement(pod, found, verdicts[index] as Verdict);
      for (const { kind } of policies)
        expect(throughWasm(kind, pod), `${kind}: ${JSON.stringify(pod)}`).toEqual(found.get(kind));
      if (index % 15 !== 0) continue;
      for (const one of setOf(index % 2 === 0 ? "restricted" : "baseline")) {
        expect(await byGatekeeper(one, pod), `${one.kind}: ${JSON.stringify(pod)}`).toEqual(found.get(one.kind));
      }
    }
    // Neither side may be agreed upon by nothing.
    const some = count / 100;
    for (const { id } of checks) {
      const refused = verdicts.filter(({ failed }) => failed.includes(id)).length;
      expect(refused, id).toBeGreaterThan(some);
      expect(count - refused, id).toBeGreaterThan(some);
    }
    for (const level of levels) {
      const allowed = verdicts.filter((one) => one[level]).length;
      expect(allowed, level).toBeGreaterThan(some);
      expect(count - allowed, level).toBeGreaterThan(some);
    }
  });
});
