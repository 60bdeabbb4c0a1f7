/** What random programs once showed to differ, as small as it could be made: each mean the same three ways since then. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import { type Case, compileForAll } from "./three-ways.js";

const root = fileURLToPath(new URL("found/", import.meta.url));
const names = readdirSync(root);

describe("what random programs found", async () => {
  const compiled = await compileForAll(names.map((name) => `${root}${name}/policy.ts`));
  afterAll(() => compiled.close());

  it.each(names)("%s", async (name) => {
    const refusals = compiled.diagnostics.filter(({ span }) => span?.file.includes(`/${name}/`));
    expect(refusals.map(({ code, message, span }) => `${span?.line}:${span?.column} ${code} ${message}`)).toEqual([]);
    const { default: policy } = (await import(`${root}${name}/policy.ts`)) as { default: AnyPolicy };
    const cases = readFileSync(`${root}${name}/reviews.jsonl`, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Case);
    let violations = 0;
    for (const one of cases) {
      const { native, wasm, gatekeeper } = await compiled.ask(policy, one);
      expect(gatekeeper, `${one.id}: Gatekeeper against TypeScript`).toEqual(native);
      expect(wasm, `${one.id}: policy.wasm against TypeScript`).toEqual(native);
      violations += native.length;
    }
    expect(violations).toBeGreaterThan(0);
  });
});
