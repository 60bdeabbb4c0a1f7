/** Fixtures that are parsed in a thread while policies compile are the same ones. It runs built, as a thread does. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type * as finding from "../../src/testing/runner/find-fixtures.js";
import type * as reading from "../../src/testing/runner/fixture-reader.js";
import { builtPackage, checkout } from "./built.js";

const folder = mkdtempSync(join(tmpdir(), "fixture-reader-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = readdirSync(join(checkout, "stdlib"))
  .filter((name) => readdirSync(join(checkout, "stdlib", name)).includes("fixtures"))
  .slice(0, 30);
for (const name of names) cpSync(join(checkout, "stdlib", name), join(folder, name), { recursive: true });
writeFileSync(join(folder, names[0] as string, "fixtures/denied-broken.yaml"), "kind: Pod\nkind: [\n");
writeFileSync(join(folder, names[1] as string, "fixtures/deny-stray.yaml"), "kind: Pod\n");
const policies = new Map(names.map((name) => [name, `${folder}/${name}/policy.ts`]));

async function modules(): Promise<typeof finding & typeof reading> {
  const load = async (name: string) =>
    import(pathToFileURL(join(await builtPackage(), "dist/testing/runner", `${name}.js`)).href);
  return { ...(await load("find-fixtures")), ...(await load("fixture-reader")) };
}

test("a thread reads what findFixtures reads, with what is wrong", { timeout: 180_000 }, async () => {
  const { findFixtures, openFixtureReader } = await modules();
  const wanted = findFixtures(policies, folder);
  expect(wanted.flatMap(({ files }) => files.flatMap(({ problem }) => problem ?? [])).length).toBeGreaterThan(1);
  const early = openFixtureReader([...policies.values()], folder);
  expect(await early.find(policies)).toEqual(wanted);
  await early.close();
  const late = openFixtureReader([...policies.values()], folder);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await late.find(policies)).toEqual(wanted);
  await late.close();
});

test("a thread that nobody asks ends", { timeout: 180_000 }, async () => {
  const { openFixtureReader } = await modules();
  const reader = openFixtureReader([...policies.values()], folder);
  await reader.close();
  await expect(reader.find(policies)).rejects.toThrow("ended with exit code");
});
