/** Templates in Rego v0, which Gatekeeper's client reads as v0 alone: the same violations as TypeScript, policy by policy. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inVersion } from "../../src/gatekeeper/rego-version.js";
import { template } from "../../src/gatekeeper/template.js";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import type { Inventory, Json, KubernetesObject } from "../../src/model.js";
import { openGatekeeper } from "../../src/testing/gatekeeper/client.js";
import { type Compiled, compileForAll } from "./three-ways.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const root = fileURLToPath(new URL("policies/", import.meta.url));
const names = readdirSync(root).filter((name) => name !== "objects");

function read<Value>(file: string, otherwise: Value): Value {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : otherwise;
}

function objectsOf(kind: string): readonly KubernetesObject[] {
  const file = `${root}objects/${kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}s.jsonl`;
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as KubernetesObject);
}

let compiled: Compiled;
beforeAll(async () => {
  compiled = await compileForAll(
    names.map((name) => `${root}${name}/policy.ts`),
    {},
    "v0",
  );
});
afterAll(() => compiled?.close());

describe("policies over the whole language, in Rego v0", () => {
  it.each(names)("%s", async (name) => {
    const { default: policy } = (await import(`${root}${name}/policy.ts`)) as { default: AnyPolicy };
    const kinds = compiled.policies.get(policy.definition.kind)?.matchKinds.flatMap((match) => match.kinds) ?? [];
    const objects = [...new Set(kinds)].flatMap(objectsOf);
    const [inventory] = read<readonly (Inventory | undefined)[]>(`${root}${name}/inventory.json`, [undefined]);
    let violations = 0;
    for (const parameters of read<readonly { readonly [key: string]: Json }[]>(`${root}${name}/parameters.json`, [
      {},
    ])) {
      for (const object of objects) {
        const question = { id: "", object, parameters, ...(inventory === undefined ? {} : { inventory }) };
        const { native, gatekeeper } = await compiled.ask(policy, question);
        expect(gatekeeper, `${object.metadata?.name} with ${JSON.stringify(parameters)}`).toEqual(native);
        violations += native.length;
      }
    }
    expect(violations).toBeGreaterThan(0);
  });
});

describe("Gatekeeper's client", () => {
  it("reads the legacy field as Rego v0: without the imports it refuses every policy that has a keyword of v1", async () => {
    const gatekeeper = await openGatekeeper();
    try {
      const [policy] = compiled.policies.values();
      if (policy === undefined) throw new Error("nothing was compiled");
      const bare = template({ ...inVersion(policy, "v0"), rego: policy.rego });
      await expect(gatekeeper.load(bare)).rejects.toThrow(/future\.keywords|rego_parse_error/);
      await gatekeeper.load(template(inVersion(policy, "v0")));
    } finally {
      await gatekeeper.close();
    }
  });
});
