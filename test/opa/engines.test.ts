import { delimiter, dirname } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type Engine, loadPolicies, OPA_VERSION, openEngine, type RegoError } from "../../src/opa/index.js";
import { realOpa } from "./real-opa.js";

const opa = realOpa();
const opening: { readonly [name: string]: Promise<Engine> } = {
  $OPA_BIN: openEngine({ env: { OPA_BIN: opa }, cacheDir: false }),
  PATH: openEngine({ env: { PATH: ["/nowhere", dirname(opa)].join(delimiter) }, cacheDir: false }),
  "embedded, native": openEngine({ prefer: "embedded", cacheDir: false }),
  "embedded, in Node": openEngine({ prefer: "embedded-wasm", cacheDir: false }),
};

const untidy = `package k8spods
violation contains {"msg": msg} if { some c in input.review.object.spec.containers
  strings.any_prefix_match(c.image, input.parameters.images); msg := concat(" ", ["image", c.image]) }`;
const tidy = `package k8spods

violation contains {"msg": msg} if {
	some c in input.review.object.spec.containers
	strings.any_prefix_match(c.image, input.parameters.images)
	msg := concat(" ", ["image", c.image])
}
`;
const synced = `package k8ssynced

violation contains {"msg": name} if some name, _ in data.inventory.cluster
`;

const input = {
  review: { object: { spec: { containers: [{ image: "evil/a" }, { image: "good/b" }] } } },
  parameters: { images: ["evil/"] },
};

afterAll(async () => {
  for (const engine of Object.values(opening)) await (await engine).close();
});

describe.each(Object.entries(opening))("OPA by way of %s", (way, opened) => {
  it("says what it is", async () => {
    const engine = await opened;
    expect(engine.version).toBe(OPA_VERSION);
    expect(engine.kind).toBe(way.startsWith("embedded") ? "embedded" : "opa");
    if (engine.kind === "opa") expect(engine.location).toBe(opa);
    if (way === "embedded, in Node") expect(engine.location).toMatch(/engine\.wasm\.gz$/);
  });

  it("formats", async () => {
    expect(await (await opened).format(untidy, "rego/pods.rego")).toBe(tidy);
  });

  it("says where source that cannot be formatted is wrong", async () => {
    const failure: RegoError = await (await opened).format("package a\n\np if {", "a.rego").catch((error) => error);
    expect(failure.name).toBe("RegoError");
    expect(failure.problems[0]).toMatchObject({ code: "rego_parse_error", file: "a.rego", line: 3 });
  });

  it("reports every file that does not parse", async () => {
    const problems = await (await opened).check({ "a.rego": "pack", "lib/b.rego": "package b\n\np {" });
    expect(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([
      "a.rego:1:1",
      "lib/b.rego:3:3",
    ]);
  });

  it("checks more than ten problems, strictly if asked", async () => {
    const engine = await opened;
    const rules = Array.from({ length: 12 }, (_, index) => `p${index} if x := ${index}`);
    const modules = { "a.rego": `package a\n\n${rules.join("\n")}\n` };
    expect(await engine.check(modules)).toEqual([]);
    const problems = await engine.check(modules, { strict: true });
    expect(problems).toHaveLength(12);
    expect(problems[0]).toEqual({
      code: "rego_compile_error",
      message: "assigned var x unused",
      file: "a.rego",
      line: 3,
      column: 7,
    });
  });

  it("knows the builtins that policy.wasm lacks", async () => {
    const engine = await opened;
    const modules = { "a.rego": 'package a\n\nviolation contains sprintf("%v", [1])\n' };
    expect(await engine.check(modules, { strict: true })).toEqual([]);
    const [problem] = await engine.check(modules, { wasm: true });
    expect(problem).toMatchObject({ code: "rego_type_error", message: "undefined function sprintf", line: 3 });
    const failure: RegoError = await engine
      .buildWasm({ modules, entrypoints: ["a/violation"] })
      .catch((error) => error);
    expect(failure.problems).toEqual([problem]);
  });

  it("prepares many policies in one go", async () => {
    const prepared = await (await opened).prepare({
      modules: { "k8spods.rego": untidy, "k8ssynced.rego": synced },
      entrypoints: ["k8spods/violation", "k8ssynced/violation"],
    });
    expect(prepared.modules).toEqual({ "k8spods.rego": tidy, "k8ssynced.rego": synced });
    const policies = await loadPolicies(prepared.wasm);
    expect(policies.entrypoints).toEqual(["k8spods/violation", "k8ssynced/violation"]);
    policies.setData({ inventory: { cluster: { v1: {} } } });
    expect(policies.evaluate("k8spods/violation", input)).toEqual([{ msg: "image evil/a" }]);
    expect(policies.evaluate("k8ssynced/violation", input)).toEqual([{ msg: "v1" }]);
  });

  it("keeps what only Gatekeeper can run out of the bundle", async () => {
    const engine = await opened;
    const asking =
      'package asking\n\nviolation contains external_data({"provider": "p", "keys": ["k"]}).responses[_]\n';
    const modules = { "k8spods.rego": tidy, "asking.rego": asking };
    const entrypoints = ["k8spods/violation", "asking/violation"];
    const alone = await engine.prepare({ modules: { "k8spods.rego": tidy }, entrypoints: ["k8spods/violation"] });
    const both = await engine.prepare({ modules, entrypoints, unbundled: ["asking.rego"] });
    expect(both.modules).toEqual(modules);
    expect(both.bundle).toEqual(alone.bundle);
    const policies = await loadPolicies(both.wasm);
    const externalData = { p: { responses: { k: 1 } } };
    expect(policies.evaluate("asking/violation", {}, { externalData })).toEqual([["k", 1]]);
    expect((await engine.buildWasm({ modules, entrypoints, unbundled: ["asking.rego"] })).bundle).toEqual(alone.bundle);
  });

  it("names the entrypoint that is not there", async () => {
    const building = (await opened).buildWasm({ modules: { "a.rego": tidy }, entrypoints: ["a/violation"] });
    await expect(building).rejects.toThrow('entrypoint "a/violation" does not refer to a rule or policy decision');
  });

  it("evaluates", async () => {
    const engine = await opened;
    const modules = { "a.rego": tidy, "b.rego": synced };
    const evaluate = (query: string, more = {}) => engine.evaluate({ modules, query, ...more });
    expect(await evaluate("data.k8spods.violation", { input })).toEqual([{ msg: "image evil/a" }]);
    const data = { inventory: { cluster: { "apps/v1": {} } } };
    expect(await evaluate("data.k8ssynced.violation", { data })).toEqual([{ msg: "apps/v1" }]);
    expect(await evaluate("data.k8ssynced.violation")).toEqual([]);
    expect(await evaluate("input.x")).toBeUndefined();
    expect(await evaluate("input", { input: false })).toBe(false);
    expect(await evaluate("input", { input: null })).toBeNull();
    expect(await evaluate("-1")).toBe(-1);
    await expect(evaluate("data.")).rejects.toThrow(/rego_parse_error/);
  });

  it("refuses names that are no place for a module", async () => {
    const engine = await opened;
    for (const name of ["../a.rego", "/a.rego", "a", "file:a.rego", "ü.rego", "a\\b.rego", "-", "a/.rego", ""]) {
      await expect(engine.check({ [name]: "package a" })).rejects.toThrow(/cannot name a Rego module/);
    }
  });
});

describe("all ways", () => {
  it("give the same bytes", async () => {
    const request = {
      modules: {
        "k8spods.rego": untidy,
        "deep/k8ssynced.rego": synced,
        "quoted.rego": 'package a["b-c"].d\n\np := 1\n',
        "inner.rego": "package k8spods.inner\n\np := 1\n",
      },
      entrypoints: ["k8spods/violation", "k8ssynced/violation"],
    };
    const [first, ...others] = await Promise.all(
      Object.values(opening).map(async (engine) => (await engine).prepare(request)),
    );
    for (const other of others) expect(other).toEqual(first);
  });
});
