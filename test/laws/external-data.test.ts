/**
 * `externalData` on whatever providers may say: the same violations as TypeScript, as policy.wasm and from Gatekeeper, whose own driver asks
 * a provider over TLS.
 */
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { template } from "../../src/gatekeeper/template.js";
import { type AnyPolicy, evaluateNatively } from "../../src/language/evaluate.js";
import type { CompiledPolicy, ExternalData, ProviderAnswers } from "../../src/model.js";
import { openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { toReview } from "../../src/testing/review.js";
import { hostileText } from "./imported/hostile.js";
import { compileForAll } from "./three-ways.js";

const file = fileURLToPath(new URL("external-data/policy.ts", import.meta.url));
const { default: policy } = (await import(file)) as { default: AnyPolicy };
const others: ProviderAnswers = { responses: { fixed: true } };

// The order of texts beyond U+FFFF is a known deviation, and the policy sorts.
const text = hostileText.filter((one) => !/[\u{10000}-\u{10ffff}]/u.test(one));

const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "nginx:1.29", "ghcr.io/acme/app@sha256:0", "constructor") },
  { weight: 2, arbitrary: text },
);
const value = fc.oneof(
  fc.constantFrom("verified", "", null, true, false, 0, -1.5, 1e21, 9007199254740992, [], {}, { signed: ["x"] }),
  hostileText,
  fc.jsonValue({ maxDepth: 2 }),
);
const reason = fc.oneof(fc.constantFrom("there is none", "%v", '"'), text).filter((one) => one !== "");

/** Keys that are asked, and a provider that says something about each of them. */
const cases = fc
  .record({ keys: fc.array(key, { maxLength: 4 }), more: fc.array(key, { maxLength: 2 }), seed: fc.array(fc.nat(2)) })
  .chain(({ keys, more, seed }) => {
    const all = [...new Set([...keys, ...more])];
    const isError = (at: number) => seed[at % Math.max(seed.length, 1)] === 0;
    return fc
      .record({
        values: fc.tuple(...all.map(() => value)),
        reasons: fc.tuple(...all.map(() => reason)),
        systemError: fc.option(reason, { nil: undefined, freq: 5 }),
      })
      .map(({ values, reasons, systemError }) => {
        const entries = <Item>(items: readonly Item[], wanted: boolean) =>
          Object.fromEntries(
            all.map((one, at) => [one, items[at] as Item] as const).filter((_, at) => isError(at) === wanted),
          );
        const answers = { responses: entries(values, false), errors: entries(reasons, true) };
        const facts = systemError === undefined ? answers : { systemError };
        return { keys, more, externalData: { facts, others } as ExternalData };
      });
  });

describe("external data", async () => {
  const compiled = await compileForAll([file]);
  afterAll(() => compiled.close());
  const ask = ({
    keys,
    more,
    externalData,
  }: {
    keys: readonly string[];
    more: readonly string[];
    externalData: ExternalData;
  }) => {
    const object = { apiVersion: "example.dev/v1", kind: "Sample", spec: { keys, more } };
    return compiled.ask(policy, { id: "", object, externalData });
  };

  it("compiles, and tells which providers it needs", () => {
    expect(compiled.diagnostics).toEqual([]);
    expect(compiled.policies.get("Facts")?.providers).toEqual(["facts", "others"]);
  });

  it("is the same three ways, whatever is said", async () => {
    for (const one of fc.sample(cases, { numRuns: 400, seed: 4 })) {
      const { native, wasm, gatekeeper } = await ask(one);
      expect(native.length).toBeGreaterThan(3);
      expect(gatekeeper, `${JSON.stringify(one)}: Gatekeeper against TypeScript`).toEqual(native);
      expect(wasm, `${JSON.stringify(one)}: policy.wasm against TypeScript`).toEqual(native);
    }
  });

  it("has an error for a key that Gatekeeper cannot ask about, and asks about the others", async () => {
    const externalData = { facts: { responses: { fine: "verified" } }, others };
    for (const odd of ["a\u007f", "\0", "line\n", "\u{e0001}", "😀"]) {
      const { native, wasm, gatekeeper } = await ask({ keys: ["fine", odd], more: [], externalData });
      expect(native.map(({ msg }) => msg)).toContain(`${odd}: the key has characters that cannot be asked about`);
      expect(native.map(({ msg }) => msg)).toContain("fine is verified");
      expect(gatekeeper).toEqual(native);
      expect(wasm).toEqual(native);
    }
  });

  it("is a system error in a cluster that does not know the provider", async () => {
    const gatekeeper = await openGatekeeper();
    try {
      await gatekeeper.load(template(compiled.policies.get("Facts") as CompiledPolicy));
      const object = { apiVersion: "example.dev/v1", kind: "Sample", spec: { keys: ["a"], more: [] } };
      const found = await gatekeeper.evaluate({ kind: "Facts", review: { object } });
      expect(found.map(({ msg }) => msg)).toContain("no answers: key is not found in provider cache");
      expect(found).toContainEqual({ msg: "counts", details: { responses: 0, errors: 0 } });
    } finally {
      await gatekeeper.close();
    }
  });

  it("fails where nothing is stated about what it asks", () => {
    const object = { apiVersion: "example.dev/v1", kind: "Sample", spec: { keys: ["a"], more: [] } };
    const asking = (externalData: ExternalData) => () =>
      evaluateNatively(policy, {
        review: toReview(object),
        parameters: {},
        inventory: { cluster: {}, namespace: {} },
        externalData,
      });
    expect(asking({ others })).toThrow("it asks the provider facts, about which nothing is stated");
    expect(asking({ facts: { responses: { b: 1 } }, others })).toThrow(
      'it asks the provider facts about "a", and nothing is stated about it',
    );
  });
});
