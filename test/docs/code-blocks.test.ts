/**
 * The TypeScript in the documentation compiles, or gets the code that stands behind its language: ```ts GW1009. Rego after it is what it
 * becomes. The modules of docs/diagnostics.md are those of the records, which test/diagnostics/records.test.ts compiles.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engine, openEngine } from "../../src/opa/index.js";
import { compileFiles } from "../diagnostics/memory-host.js";
import { type Block, blocksOf, pages } from "./pages.js";

interface Sample {
  readonly page: string;
  readonly file: string;
  readonly module: Block;
  /** The Rego that the page shows for it. */
  readonly rego?: string;
}

const samples: readonly Sample[] = pages
  .filter(({ name }) => name !== "docs/diagnostics.md")
  .flatMap((page) => {
    const blocks = blocksOf(page);
    return blocks.flatMap((module, at): Sample[] => {
      if (module.language !== "ts") return [];
      const next = blocks[at + 1];
      const rego = next?.language === "rego" ? next.text : undefined;
      const file = /^# (\S+\.ts):\d+$/m.exec(rego ?? "")?.[1] ?? `${page.name}.${at + 1}.ts`;
      return [{ page: page.name, file, module, ...(rego === undefined ? {} : { rego }) }];
    });
  });

test("there is something to compile on every page that shows how to write policies", () => {
  const shown = new Set(samples.map(({ page }) => page));
  for (const page of ["README.md", "docs/architecture.md", "docs/policies/requiredlabels.md"]) {
    expect(shown).toContain(page);
  }
});

test("blocks of code name their language", () => {
  const unnamed = pages.flatMap((page) => blocksOf(page).map(({ language }) => ({ page: page.name, language })));
  expect(unnamed.filter(({ language }) => !["ts", "rego", "yaml", "json", "sh", "text"].includes(language))).toEqual(
    [],
  );
});

test("JSON can be read", () => {
  const texts = pages.flatMap(blocksOf).filter(({ language }) => language === "json");
  expect(texts.length).toBeGreaterThan(0);
  for (const { text } of texts) expect(() => JSON.parse(text)).not.toThrow();
});

describe("each module", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  test.each(samples.map((one) => [`${one.page}: ${one.file}`, one] as const))(
    "%s",
    async (_, { file, module, rego }) => {
      const { policies, constraints, diagnostics } = compileFiles({ [file]: module.text }, [file]);
      const said = diagnostics.map(({ code, message, span }) => `${span?.line}: ${code} ${message}`).join("\n");
      expect(
        diagnostics.map(({ code }) => code),
        said,
      ).toEqual(module.note === "" ? [] : [module.note]);
      if (module.note === "") expect(policies.length + constraints.length).toBeGreaterThan(0);
      if (rego !== undefined) expect(await engine.format(policies[0]?.rego ?? "", "policy.rego")).toBe(rego);
    },
  );
});
