/** Quantities of all forms and sizes, their sums and products: the same amounts three ways. */
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import { compileForAll } from "./three-ways.js";

const file = fileURLToPath(new URL("amounts/policy.ts", import.meta.url));
const suffixes = [
  "",
  "n",
  "u",
  "m",
  "k",
  "M",
  "G",
  "T",
  "P",
  "E",
  "Ki",
  "Mi",
  "Gi",
  "Ti",
  "Pi",
  "Ei",
  "e3",
  "E-7",
  "e+18",
];

/** The same numbers in each run: a test that fails must fail again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function digits(random: (below: number) => number, most: number): string {
  const length = random(most + 1);
  return Array.from({ length }, () => (random(3) === 0 ? "09"[random(2)] : String(random(10)))).join("");
}

function randomValue(random: (below: number) => number): string | number {
  if (random(8) === 0) return (random(2 ** 31) - 2 ** 30) * 10 ** (random(36) - 20);
  const sign = ["", "", "", "-", "+"][random(5)];
  const whole = digits(random, random(4) === 0 ? 24 : 5);
  const fraction = random(2) === 0 ? "" : `.${digits(random, random(4) === 0 ? 24 : 4)}`;
  return `${sign}${whole}${fraction}${suffixes[random(suffixes.length)]}${random(20) === 0 ? "x" : ""}`;
}

describe("amounts", async () => {
  const compiled = await compileForAll([file]);
  afterAll(() => compiled.close());
  const { default: policy } = (await import(file)) as { default: AnyPolicy };

  it("compile", () => {
    expect(compiled.diagnostics.map(({ message, sourceLine }) => `${message}: ${sourceLine}`)).toEqual([]);
  });

  it.each(Array.from({ length: Number(process.env["AMOUNTS"] ?? 20) }, (_, seed) => seed))("%d", async (seed) => {
    const random = randomNumbers(seed + 1);
    const values = Array.from({ length: 30 }, () => randomValue(random));
    const object = { apiVersion: "example.dev/v1", kind: "Sample", metadata: { name: "sample" }, spec: { values } };
    const { native, wasm, gatekeeper } = await compiled.ask(policy, { id: "", object });
    expect(native.length).toBeGreaterThan(50);
    expect(gatekeeper, "Gatekeeper against TypeScript").toEqual(native);
    expect(wasm, "policy.wasm against TypeScript").toEqual(native);
  });
});
