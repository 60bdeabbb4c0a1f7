import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import { type Case, compileForAll } from "./three-ways.js";

const root = fileURLToPath(new URL("../../../shared/conformance/language/", import.meta.url));

/** Those whose refusal, with a reason and a rewrite, is a right answer. */
const mayBeRefused = new Set(["ephemeral-containers", "index-loops", "letters-unicode", "safe-json", "switch-in-loop"]);

/** What a deviation is documented about: a text's length counts code points in Rego, and two units for some in JavaScript. */
const deviating: { readonly [name: string]: RegExp } = { "letters-unicode": /[\u{10000}-\u{10FFFF}]/u };

function folders(tier: string): readonly string[] {
  return existsSync(root + tier) ? readdirSync(root + tier).map((name) => `${root}${tier}/${name}`) : [];
}

const all = (process.env["TIERS"] ?? "tier1,tier2").split(",").flatMap(folders);

describe.skipIf(all.length === 0)("policies as people write them", async () => {
  if (all.length === 0) return;
  const compiled = await compileForAll(all.map((folder) => `${folder}/policy.ts`));
  afterAll(() => compiled.close());

  for (const folder of all) {
    const name = folder.split("/").at(-1) as string;
    it(name, async () => {
      const refusals = compiled.diagnostics.filter(
        ({ severity, span }) => severity === "error" && span?.file.includes(`/${name}/`),
      );
      if (refusals.length > 0) {
        expect(
          mayBeRefused.has(name),
          refusals.map(({ code, message, span }) => `${span?.line}:${span?.column} ${code} ${message}`).join("\n"),
        ).toBe(true);
        return;
      }
      const { default: policy } = (await import(`${folder}/policy.ts`)) as { default: AnyPolicy };
      const cases = readFileSync(`${folder}/reviews.jsonl`, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Case)
        .filter((one) => deviating[name]?.test(JSON.stringify(one)) !== true);
      expect(cases.length).toBeGreaterThan(0);
      for (const one of cases) {
        const { native, wasm, gatekeeper } = await compiled.ask(policy, one);
        expect(gatekeeper, `${one.id}: Gatekeeper against TypeScript`).toEqual(native);
        expect(wasm, `${one.id}: policy.wasm against TypeScript`).toEqual(native);
      }
    });
  }
});
