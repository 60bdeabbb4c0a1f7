/** Values of all shapes and depths as `fmt` prints them: the same texts three ways. */
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import type { Json } from "../../src/model.js";
import { compileForAll } from "./three-ways.js";

const files = ["policy", "data"].map((name) => fileURLToPath(new URL(`printed/${name}.ts`, import.meta.url)));

const text = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    "",
    "1.5",
    " 1.5",
    "[2e3",
    ",",
    ":",
    "a,",
    ",b",
    "runtime/default",
    "true",
    "-0",
    "<&>",
    "a\\b",
    'a"b',
    "é",
    "\u007f",
    "\n",
    "\u0000",
    "😀",
  ),
);
const number = fc.oneof(
  fc.integer(),
  fc.integer({ min: 0, max: 70000 }),
  fc.constantFrom(0, 1.5, -0.25, 1000690000, 1e21, 123456789012345, 1234567890123456, -99999999999999, 1e-7, 2 ** 53),
);
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    { arbitrary: fc.oneof(text, number, fc.boolean(), fc.constant(null)), weight: 3 },
    { arbitrary: fc.array(tie("value"), { maxLength: 3 }), weight: 2 },
    { arbitrary: fc.dictionary(text, tie("value"), { maxKeys: 3 }), weight: 3 },
  ),
}));

describe.each(files)("printed values", async (file) => {
  const compiled = await compileForAll([file]);
  afterAll(() => compiled.close());
  const { default: policy } = (await import(file)) as { default: AnyPolicy };

  it("compile", () => {
    expect(compiled.diagnostics.map(({ message, sourceLine }) => `${message}: ${sourceLine}`)).toEqual([]);
  });

  it("are equal three ways", async () => {
    const spec = fc.record({
      values: fc.array(value, { maxLength: 8 }),
      lists: fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 3 }),
    });
    const asked = fc.asyncProperty(spec, async (spec) => {
      const object = { apiVersion: "example.dev/v1", kind: "Sample", metadata: { name: "sample" }, spec: { ...spec } };
      const { native, wasm, gatekeeper } = await compiled.ask(policy, { id: "", object });
      expect(gatekeeper, "Gatekeeper against TypeScript").toEqual(native);
      expect(wasm, "policy.wasm against TypeScript").toEqual(native);
    });
    await fc.assert(asked, { seed: 1, numRuns: Number(process.env["PRINTED"] ?? 150) });
  });
});
