import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generate, printHeader } from "../../src/kubernetes/generate/generate.js";
import { kubernetesVersion } from "../../src/kubernetes/generate/version.js";
import { document } from "./document.js";
import { folder } from "./program.js";

const committed = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
);

describe("the committed types", () => {
  it("carry the generator's version of Kubernetes in each file", () => {
    const others = [...committed].filter(([, text]) => !text.startsWith(printHeader(kubernetesVersion)));
    expect(others.map(([name]) => name)).toEqual([]);
    expect(committed.size).toBeGreaterThan(30);
  });

  it.skipIf(document === undefined)("are what the generator makes of the document, byte for byte", () => {
    const fresh = generate(document as NonNullable<typeof document>, kubernetesVersion);
    expect([...committed.keys()].sort()).toEqual([...fresh.keys()].sort());
    expect([...fresh].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name)).toEqual([]);
  });

  it.skipIf(document === undefined)("do not depend on the order of the document", () => {
    const { definitions, paths } = document as NonNullable<typeof document>;
    const turned = {
      definitions: Object.fromEntries(Object.entries(definitions).reverse()),
      paths: Object.fromEntries(Object.entries(paths).reverse()),
    };
    const fresh = generate(turned, kubernetesVersion);
    expect([...fresh].filter(([name, text]) => committed.get(name) !== text).map(([name]) => name)).toEqual([]);
  });
});
