import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../../src/model.js";
import { type Engine, encodeJson, loadPolicies, openEngine, type WasmPolicies } from "../../src/opa/index.js";

const sdk = createRequire(import.meta.url)("@open-policy-agent/opa-wasm");

const modules = {
  "t.rego": `package t

echo := input

is_defined := true if input == input

conflict := 1 if input.a
conflict := 2 if input.b

broken := startswith(input.text, "x")

sum := input.a + input.b

count_data := count(data.items)

size := count(input)

prefix := strings.any_prefix_match(input.a, input.b)
suffix := strings.any_suffix_match(input.a, input.b)
subset := object.subset(input.a, input.b)
sha256 := crypto.sha256(input.a)
sha1 := crypto.sha1(input.a)
md5 := crypto.md5(input.a)

external := external_data({"provider": input.a, "keys": input.b})

moment := [time.now_ns(), time.now_ns() - 1763756100000000000]

subset_of_sets := object.subset({x | some x in input.a}, {x | some x in input.b})
`,
};
const rules = [
  "echo",
  "is_defined",
  "conflict",
  "broken",
  "sum",
  "count_data",
  "size",
  "prefix",
  "suffix",
  "subset",
  "subset_of_sets",
  "sha256",
  "sha1",
  "md5",
  "moment",
  "external",
];

let engine: Engine;
let wasm: Uint8Array;
let policies: WasmPolicies;

beforeAll(async () => {
  engine = await openEngine({ prefer: "embedded", cacheDir: false });
  ({ wasm } = await engine.buildWasm({ modules, entrypoints: rules.map((rule) => `t/${rule}`) }));
  policies = await loadPolicies(wasm);
});
afterAll(() => engine.close());

const ask = (rule: string, input: Json) => policies.evaluate(`t/${rule}`, input);

describe("policy.wasm", () => {
  it("takes falsy inputs for what they are", () => {
    for (const input of [false, 0, "", null]) {
      expect(ask("echo", input)).toBe(input);
      expect(ask("is_defined", input)).toBe(true);
    }
  });

  it("takes inputs that were encoded before", () => {
    const encoded = encodeJson({ a: "ü" });
    expect(policies.evaluate("t/echo", encoded)).toEqual({ a: "ü" });
    expect(encodeJson(encoded)).toBe(encoded);
    expect(encoded.bytes.byteLength).toBe(10);
  });

  it("keeps what is undefined", () => {
    expect(ask("sum", { a: 1 })).toBeUndefined();
    expect(ask("broken", { text: 1 })).toBeUndefined();
  });

  it("turns what the SDK throws into errors", () => {
    expect(() => ask("conflict", { a: true, b: true })).toThrow(
      expect.objectContaining({ name: "OpaError", message: expect.stringContaining("policy.wasm failed: t.rego") }),
    );
    expect(() => ask("nothing", {})).toThrow("policy.wasm has no entrypoint t/nothing; it has t/broken, t/conflict");
  });

  it("refuses what is not JSON", () => {
    const loop: { me?: unknown } = {};
    loop.me = loop;
    for (const value of [undefined, () => 1, loop, 1n]) {
      expect(() => ask("echo", value as Json)).toThrow(/^OPA takes JSON/);
    }
  });

  it("still answers after two thousand failures", () => {
    policies.setData({ items: [1, 2] });
    for (let index = 0; index < 2_000; index++) {
      expect(() => ask("conflict", { a: true, b: true })).toThrow();
    }
    expect(ask("count_data", {})).toBe(2);
  });

  it("survives what is nested too deeply", () => {
    const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as Json;
    expect(ask("size", nested(1_000))).toBe(1);
    for (const depth of [20_000, 200_000]) expect(() => ask("size", nested(depth))).toThrow(/nested too deeply/);
    expect(ask("size", [1])).toBe(1);
  });

  it("rounds the numbers of results to float64, as JavaScript does", () => {
    expect(ask("sum", { a: 2 ** 53, b: 1 })).toBe(2 ** 53);
    expect(ask("sum", { a: 1e21, b: 1e21 })).toBe(2e21);
  });

  it("passes text of any script", () => {
    expect(ask("echo", "grüße, 世界, 🎉")).toBe("grüße, 世界, 🎉");
  });

  it("rejects bytes that are no policy.wasm", async () => {
    await expect(loadPolicies(new Uint8Array([1, 2, 3]))).rejects.toThrow(/this is not a policy\.wasm/);
    const empty = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    await expect(loadPolicies(empty)).rejects.toThrow(/this is not a policy\.wasm/);
  });

  it("keeps its data when it needs more memory, and when it failed", () => {
    policies.setData({ items: [1, 2, 3] });
    const large = { text: "x".repeat(3_000_000) };
    expect(ask("size", large)).toBe(1);
    expect(ask("count_data", {})).toBe(3);
    expect(() => ask("conflict", { a: true, b: true })).toThrow();
    expect(ask("count_data", {})).toBe(3);
    policies.setData({ items: [] });
    expect(ask("count_data", {})).toBe(0);
  });
});

describe("host builtins", () => {
  const operands: readonly (readonly [string, Json, Json])[] = [
    ["prefix", "abc", "ab"],
    ["prefix", "abc", ["x", "a"]],
    ["prefix", ["x", "abc"], ["b", "c"]],
    ["prefix", [], ["a"]],
    ["prefix", "a", []],
    ["prefix", "", ""],
    ["prefix", ["a", 1], "a"],
    ["prefix", { a: 1 }, "a"],
    ["prefix", "🎉a", "🎉"],
    ["suffix", "abc", "bc"],
    ["suffix", ["x", "abc"], ["x", "y"]],
    ["suffix", "abc", ["ab", ""]],
    ["suffix", null, "a"],
    ["subset", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3 } }],
    ["subset", { a: 1, b: { c: 2 } }, { b: { c: 3 } }],
    ["subset", { a: 1 }, { constructor: 1 }],
    ["subset", { a: [1, { b: -0 }] }, { a: [1, { b: 0 }] }],
    ["subset", { a: [1, 2, 3] }, { a: [2, 3] }],
    ["subset", { a: null }, {}],
    ["subset", [1, 2, 3], [1, 2]],
    ["subset", [1, 2, 3], [4]],
    ["subset", 1, 1],
    ["subset", { a: 1 }, [1]],
    ["subset_of_sets", [1, 2, 3], [1, 3, 2]],
    ["sha256", "", null],
    ["sha256", "é😀\0", null],
    ["sha256", 1, null],
    ["sha1", "abc", null],
    ["md5", "abc", null],
    ["md5", ["abc"], null],
  ];

  it.each(operands)("%s(%j, %j) is what OPA says", async (rule, a, b) => {
    const expected = await engine.evaluate({ modules, query: `data.t.${rule}`, input: { a, b } });
    expect(ask(rule, { a, b })).toEqual(expected);
  });

  it("tell the time that an evaluation brings along, to the last digit", () => {
    const tell = (now: string) => policies.evaluate("t/moment", {}, { now });
    expect(tell("2025-11-21T20:15:00Z")).toEqual([1763756100000000000, 0]);
    expect(tell("2025-11-21T20:15:00.001Z")).toEqual([1763756100001000000, 1_000_000]);
    expect(() => ask("moment", {})).toThrow(/it asks for the time, and no time is stated/);
    expect(tell("2025-11-21T20:15:01Z")).toEqual([1763756101000000000, 1_000_000_000]);
  });

  it("tell what providers of external data are stated to say", () => {
    const externalData = { p: { responses: { a: null }, errors: { b: "none" } }, q: { systemError: "closed" } };
    const tell = (a: string, b: Json) => policies.evaluate("t/external", { a, b }, { externalData });
    const answered = { status_code: 200, system_error: "" };
    expect(tell("p", ["b", "a", "a"])).toEqual({
      responses: [
        ["a", null],
        ["a", null],
      ],
      errors: [["b", "none"]],
      ...answered,
    });
    expect(tell("q", ["a"])).toEqual({ responses: null, errors: null, status_code: 500, system_error: "closed" });
    expect(tell("unknown", [])).toMatchObject({ responses: [], system_error: "" });
    expect(tell("p", [1])).toBeUndefined();
    expect(() => tell("p", ["c"])).toThrow('it asks the provider p about "c", about which nothing is stated');
    expect(() => tell("constructor", ["a"])).toThrow("it asks the provider constructor, about which nothing is stated");
    expect(() => ask("external", { a: "p", b: ["a"] })).toThrow(
      "it asks the provider p, about which nothing is stated",
    );
  });

  it("do not guess between arrays and sets", () => {
    expect(() => ask("subset", { a: [1, 2, 3], b: [1, 3] })).toThrow(/policy\.wasm cannot tell apart/);
    expect(ask("subset", { a: {}, b: {} })).toBe(true);
  });
});

// What is too slow is too slow three times; a machine that is busy in just one half of a comparison is not.
describe("speed", { retry: 2 }, () => {
  /** What this process has worked since then, in microseconds: waiting for a processor does not count. */
  const cpuTime = (start: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const container = { name: "app", image: "registry.example/app:1.2.3", env: [{ name: "A", value: "b" }] };
  const review = (count: number) => ({
    object: { spec: { containers: Array.from({ length: count }, () => container) } },
  });

  it.each([
    ["0.7 kB", review(7)],
    ["10 kB", review(105)],
  ])("costs at most a quarter more than the SDK alone on a review of %s", async (_size, input) => {
    const fresh = await loadPolicies(wasm);
    const raw = await sdk.loadPolicy(wasm, 16, {});
    const rounds = Math.ceil(4_000_000 / JSON.stringify(input).length / 40);
    const time = (work: () => void): number => {
      const start = process.cpuUsage();
      for (let index = 0; index < rounds; index++) work();
      return cpuTime(start);
    };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let turn = 0; turn < 25; turn++) {
      theirs.push(time(() => raw.evaluate(input, "t/size")));
      ours.push(time(() => fresh.evaluate("t/size", input)));
    }
    // The turns with the least work: a busy machine and the collection of garbage only ever add.
    const ratio = Math.min(...ours) / Math.min(...theirs);
    expect(ratio).toBeLessThan(1.25);
  });

  it("makes room for large data at once", async () => {
    const text = JSON.stringify({
      items: Array.from({ length: 200_000 }, (_, id) => ({ id, name: `object-${id}`, ok: true })),
    });
    const data = encodeJson(JSON.parse(text));
    const pages = Math.ceil((text.length * 18) / 65_536) + 8;
    const time = (work: () => void): number => {
      const start = process.cpuUsage();
      work();
      return cpuTime(start);
    };
    let theirs = Number.POSITIVE_INFINITY;
    let ours = Number.POSITIVE_INFINITY;
    let fresh = await loadPolicies(wasm);
    for (let turn = 0; turn < 2; turn++) {
      const raw = await sdk.loadPolicy(wasm, pages, {});
      fresh = await loadPolicies(wasm);
      theirs = Math.min(
        theirs,
        time(() => raw.setData(data.bytes)),
      );
      ours = Math.min(
        ours,
        time(() => fresh.setData(data)),
      );
    }
    expect(ours).toBeLessThan(theirs * 3);
    expect(fresh.evaluate("t/count_data", {})).toBe(200_000);
  });
});
