/**
 * The functions of src/library, which are compiled as an author's own: each in a policy of its own, on data chosen to be difficult,
 * with the same violations three ways. `cases` are reviews; where it is known, `expected` says which messages one gives.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import { type Case, compileForAll } from "./three-ways.js";

interface Cases {
  readonly cases: readonly Omit<Case, "id">[];
  expected(one: Omit<Case, "id">): readonly string[] | undefined;
}

const root = fileURLToPath(new URL("functions/", import.meta.url));
const wanted = process.env["POLICIES"]?.split(",");
const names = readdirSync(root).filter((name) => wanted?.includes(name) ?? true);

describe("functions of the library", async () => {
  const files = names.map((name) => `${root}${name}/policy.ts`);
  const compiled = await compileForAll(files);
  const plain = await compileForAll(files, { optimised: false });
  afterAll(async () => {
    await compiled.close();
    await plain.close();
  });

  it("compile", () => {
    expect(compiled.diagnostics.map(({ message, span }) => `${span?.file}:${span?.line} ${message}`)).toEqual([]);
  });

  it.each(names)("%s", async (name) => {
    const { default: policy } = (await import(`${root}${name}/policy.ts`)) as { default: AnyPolicy };
    const { cases, expected } = (await import(`${root}${name}/cases.ts`)) as Cases;
    let known = 0;
    for (const one of cases) {
      const { native, wasm, gatekeeper } = await compiled.ask(policy, { id: "", ...one });
      const about = JSON.stringify(one);
      expect(gatekeeper, `${about}: Gatekeeper against TypeScript`).toEqual(native);
      expect(wasm, `${about}: policy.wasm against TypeScript`).toEqual(native);
      const { gatekeeper: unoptimised } = await plain.ask(policy, { id: "", ...one });
      expect(unoptimised, `${about}: without the optimiser`).toEqual(native);
      const messages = expected(one);
      if (messages === undefined) continue;
      known += 1;
      expect(native.map(({ msg }) => msg).toSorted(), about).toEqual(messages.toSorted());
    }
    expect(known).toBeGreaterThan(5);
  });

  it.each(names)("%s: what is compiled says where it stands, and nothing of this machine", (name) => {
    const policy = [...compiled.policies.values()].find(({ file }) => file.includes(`/${name}/`));
    const places = [...(policy?.rego ?? "").matchAll(/^# (\S+\.ts):\d+$/gm)].map(([, file]) => file as string);
    expect(places.some((file) => file.startsWith("gatewright/library/"))).toBe(true);
    expect(places.filter((file) => file.startsWith("/") || file.includes("node_modules"))).toEqual([]);
  });
});
