/** Policies over the whole language, on objects chosen to be difficult: the same violations three ways, and some at all. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import type { Inventory, Json, KubernetesObject } from "../../src/model.js";
import { compileForAll } from "./three-ways.js";

const root = fileURLToPath(new URL("policies/", import.meta.url));
const wanted = process.env["POLICIES"]?.split(",");
const names = readdirSync(root).filter((name) => name !== "objects" && (wanted?.includes(name) ?? true));

function objectsOf(kind: string): readonly KubernetesObject[] {
  const file = `${root}objects/${kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()}s.jsonl`;
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as KubernetesObject);
}

/** `parameters.json` lists what a policy is asked with, one after the other. */
function parametersOf(name: string): readonly { readonly [key: string]: Json }[] {
  const file = `${root}${name}/parameters.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [{}];
}

/** `inventory.json` lists what else there is in a cluster, for a policy that asks. */
function inventoriesOf(name: string): readonly (Inventory | undefined)[] {
  const file = `${root}${name}/inventory.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [undefined];
}

/** One module of all of them would take the engine a minute. */
const size = Math.ceil(names.length / Math.ceil(names.length / 30));
const parts = Array.from({ length: Math.ceil(names.length / size) }, (_, at) =>
  names.slice(at * size, (at + 1) * size),
);

describe.each(parts.map((part, at) => [at + 1, part] as const))(
  "policies over the whole language, %s",
  async (_, names) => {
    const compiled = await compileForAll(names.map((name) => `${root}${name}/policy.ts`));
    const plain = await compileForAll(
      names.map((name) => `${root}${name}/policy.ts`),
      { optimised: false },
    );
    afterAll(async () => {
      await compiled.close();
      await plain.close();
    });

    it("are written otherwise by the optimiser", () => {
      const written = ({ policies }: typeof plain) => [...policies.values()].map(({ rego }) => rego);
      expect(written(compiled)).not.toEqual(written(plain));
    });

    it.each(names)("%s", async (name) => {
      const refusals = compiled.diagnostics.filter(
        ({ severity, span }) => severity === "error" && span?.file.includes(`/${name}/`),
      );
      expect(refusals.map(({ code, message, span }) => `${span?.line}:${span?.column} ${code} ${message}`)).toEqual([]);
      const { default: policy } = (await import(`${root}${name}/policy.ts`)) as { default: AnyPolicy };
      const kinds = compiled.policies.get(policy.definition.kind)?.matchKinds.flatMap((match) => match.kinds) ?? [];
      const objects = [...new Set(kinds)].flatMap(objectsOf);
      expect(objects).not.toEqual([]);
      let violations = 0;
      const questions = parametersOf(name).flatMap((parameters) =>
        inventoriesOf(name).map((inventory) => ({
          id: "",
          parameters,
          ...(inventory === undefined ? {} : { inventory }),
        })),
      );
      for (const question of questions) {
        for (const object of objects) {
          const { native, wasm, gatekeeper } = await compiled.ask(policy, { ...question, object });
          const about = `${object.metadata?.name} with ${JSON.stringify(question.parameters)}`;
          expect(gatekeeper, `${about}: Gatekeeper against TypeScript`).toEqual(native);
          expect(wasm, `${about}: policy.wasm against TypeScript`).toEqual(native);
          const { gatekeeper: unoptimised } = await plain.ask(policy, { ...question, object });
          expect(unoptimised, `${about}: without the optimiser`).toEqual(native);
          violations += native.length;
        }
      }
      expect(violations).toBeGreaterThan(0);
    });
  },
);
