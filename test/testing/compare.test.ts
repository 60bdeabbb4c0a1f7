import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Evaluator, Json, Question, Violation } from "../../src/model.js";
import { type Engine, loadPolicies, openEngine, type WasmPolicies } from "../../src/opa/index.js";
import { compareThreeWays, describeSides } from "../../src/testing/compare.js";
import { toInventory } from "../../src/testing/inventory.js";
import { toReview } from "../../src/testing/review.js";

const REGO = `package named

violation contains {"msg": concat(" ", ["not", name])} if {
	name := input.review.object.metadata.name
	not input.parameters.allowed == name
}

violation contains {"msg": "synced", "details": {"names": sort(names)}} if {
	names := {name | some name, _ in data.inventory.namespace[_].v1.Pod}
	count(names) > 0
}

violation contains {"msg": input.parameters.broken} if input.parameters.broken
`;

const named = policy({
  kind: "Named",
  title: "",
  description: "",
  *violations({
    object,
    parameters,
  }: Review<Pod, { readonly allowed?: string; readonly synced?: readonly string[]; readonly broken?: string }>) {
    if (parameters.allowed !== object.metadata?.name) yield `not ${object.metadata?.name}`;
    if (parameters.synced !== undefined) yield { msg: "synced", details: { names: new Set(parameters.synced) } };
    if (parameters.broken !== undefined) yield parameters.broken;
  },
});

let engine: Engine;
let wasm: WasmPolicies;
beforeAll(async () => {
  engine = await openEngine();
  const built = await engine.buildWasm({ modules: { "a.rego": REGO }, entrypoints: ["named/violation"] });
  wasm = await loadPolicies(built.wasm);
});
afterAll(() => engine.close());

/** OPA's own evaluator; `adds` is what it says besides. */
const opa = (...adds: readonly Violation[]): Evaluator => ({
  name: "OPA",
  async evaluate({ review, parameters, inventory }: Question) {
    const input = { review, parameters } as unknown as Json;
    const data = { inventory } as unknown as { readonly [name: string]: Json };
    const found = await engine.evaluate({ modules: { "a.rego": REGO }, query: "data.named.violation", input, data });
    return [...(found as unknown as readonly Violation[]).map(({ msg, details = {} }) => ({ msg, details })), ...adds];
  },
  close: async () => {},
});

const pod = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "n" } });
const question = (parameters: Question["parameters"], synced: readonly Json[] = []): Question => ({
  review: toReview(pod("a")),
  parameters,
  inventory: toInventory(synced),
});
const compare = (asked: Question, other?: Evaluator) =>
  compareThreeWays(named, asked, { wasm, entrypoint: "named/violation" }, other);

test("three ways agree on the same set, whatever its order, and each sees its own inventory", async () => {
  const { agreed, sides } = await compare(question({ allowed: "b", synced: ["y", "x"] }, [pod("x"), pod("y")]), opa());
  expect(describeSides(agreed ? [] : sides)).toBe("");
  expect(sides.map(({ name }) => name)).toEqual(["TypeScript", "policy.wasm", "OPA"]);
  expect(sides[0].violations).toEqual([
    { msg: "not a", details: {} },
    { msg: "synced", details: { names: ["x", "y"] } },
  ]);
  expect(await compare(question({ allowed: "a" }), opa())).toMatchObject({
    agreed: true,
    sides: [{ violations: [] }, {}, {}],
  });
});

test("one way that says something else is a disagreement that names each side", async () => {
  const { agreed, sides } = await compare(question({ allowed: "a" }), opa({ msg: "more", details: { a: 1 } }));
  expect(agreed).toBe(false);
  expect(describeSides(sides)).toBe('TypeScript: no violation\npolicy.wasm: no violation\nOPA:\n  "more" {"a":1}');
});

test("one way that fails agrees with none", async () => {
  const { agreed, sides } = await compare(question({ allowed: "a", broken: 1 }));
  expect(agreed).toBe(false);
  expect(describeSides(sides)).toBe(
    'TypeScript failed: policy Named failed after 0 violations: it yielded 1; yield a string, or { msg, details }\npolicy.wasm failed: it gave {"msg":1}, whose msg is not a string',
  );
});
