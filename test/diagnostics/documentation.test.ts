import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtins, properties } from "../../src/compiler/builtins/index.js";
import { rewrites } from "../../src/compiler/builtins/instead.js";
import { deviations } from "../../src/compiler/deviations.js";
import { records } from "../../src/compiler/diagnostics/index.js";
import { diagnosticsPage, languagePage } from "../../src/report/documentation.js";

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

const advice = "run `node scripts/build-docs.mjs`";

test("docs/diagnostics.md is what the records say", () => {
  expect(page("diagnostics.md"), advice).toBe(diagnosticsPage(records));
});

test("docs/language.md is what the tables say", () => {
  expect(page("language.md"), advice).toBe(languagePage({ builtins, properties, rewrites, deviations }));
});

test("each record has its section, with both of its modules", () => {
  const text = diagnosticsPage(records);
  for (const { code, bad, good } of records) {
    expect(text).toContain(`\n### ${code}: `);
    expect(text).toContain(`\`\`\`ts ${code}\n${bad.trimEnd()}\n\`\`\``);
    expect(text).toContain(`\`\`\`ts\n${good.trimEnd()}\n\`\`\``);
    expect(text).toContain(`(#${code.toLowerCase()})`);
  }
});

test("every function that can be compiled is listed, and none of those that have a rewrite", () => {
  const text = languagePage({ builtins, properties, rewrites, deviations });
  for (const { samples } of [...builtins, ...properties]) {
    for (const sample of samples) expect(text).toContain(sample.replaceAll("|", "\\|").replaceAll("\n", " "));
  }
  const names = new Set(
    [...builtins, ...properties].map(({ owner, name }) => (owner === "global" ? name : `${owner}.${name}`)),
  );
  expect(Object.keys(rewrites).filter((name) => names.has(name))).toEqual([]);
});
