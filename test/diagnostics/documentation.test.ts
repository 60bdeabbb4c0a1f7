import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readStandardLibrary } from "../../scripts/standard-library.mjs";
import { nodeHost } from "../../src/cli/host.js";
import { builtins, properties } from "../../src/compiler/builtins/index.js";
import { rewrites } from "../../src/compiler/builtins/instead.js";
import { deviations } from "../../src/compiler/deviations.js";
import { records } from "../../src/compiler/diagnostics/index.js";
import { compile } from "../../src/compiler/index.js";
import { diagnosticsPage, languagePage } from "../../src/report/documentation.js";
import { differencesPage } from "../../src/report/policy-differences.js";
import { policyIndexPage, policyPage } from "../../src/report/policy-pages.js";
import { findFixtures } from "../../src/testing/runner/find-fixtures.js";

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

const advice = "run `npm run docs`";

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

describe("docs/policies", () => {
  const policies = readStandardLibrary({ compile, nodeHost, findFixtures });

  test("has a page for each policy of the standard library, an index, and nothing else", () => {
    const library = new URL("../../stdlib/", import.meta.url);
    const folders = readdirSync(library).filter((name) => existsSync(new URL(`${name}/policy.ts`, library)));
    const pages = readdirSync(new URL("../../docs/policies", import.meta.url));
    expect(policies.map(({ name }) => name)).toEqual(folders.toSorted());
    expect(pages.toSorted()).toEqual(
      ["README.md", "differences.md", ...folders.map((name) => `${name}.md`)].toSorted(),
    );
    expect(page("policies/README.md"), advice).toBe(policyIndexPage(policies));
    expect(page("policies/differences.md"), advice).toBe(differencesPage(policies));
  });

  test("each difference from the community library has fixtures that there are", () => {
    const links = [...page("policies/differences.md").matchAll(/\]\(\.\.\/\.\.\/(stdlib\/[^)]+)\)/g)].map(
      ([, file]) => file,
    );
    const files = new Set(policies.flatMap(({ fixtures }) => fixtures.map(({ file }) => file)));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((file) => !files.has(file as string))).toEqual([]);
  });

  test.each(policies.map((one) => [one.name, one] as const))(
    "%s is what its policy and its fixtures say",
    (name, one) => {
      const text = policyPage(one);
      expect(page(`policies/${name}.md`), advice).toBe(text);
      for (const section of ["Parameters", "A constraint", "Allowed", "Denied"])
        expect(text).toContain(`\n## ${section}\n`);
      for (const { file, cases } of one.fixtures) {
        expect(text).toContain(`(../../${file})`);
        for (const { msg } of cases.flatMap(({ messages = [] }) => messages)) expect(text).toContain(msg);
      }
      expect(text.includes("\n## Unlike the community library's\n")).toBe(one.comment.includes("Unlike the community"));
    },
  );
});
