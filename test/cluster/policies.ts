import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { AnyPolicy } from "../../src/language/evaluate.js";
import type { Json, OpenApiSchema } from "../../src/model.js";
import type { FixtureCase } from "../../src/testing/fixtures/read-fixture.js";
import { findFixtures } from "../../src/testing/runner/find-fixtures.js";
import type { Fields } from "./api.js";

/** A policy of the standard library, what the build made of it, and its fixtures. */
export interface PolicyUnderTest {
  /** Its folder in stdlib. */
  readonly name: string;
  readonly policy: AnyPolicy;
  /** The kind of its constraints. */
  readonly kind: string;
  readonly template: Fields;
  readonly schema: OpenApiSchema | undefined;
  /** What it reads from the inventory, as `networking.k8s.io/v1/Ingress`. */
  readonly reads: ReadonlySet<string>;
  readonly cases: readonly FixtureCase[];
}

/**
 * The policies of the standard library.
 *
 * @param built what `gatewright build stdlib` wrote
 * @param names the folders of those that are wanted; all, when there are none
 */
export async function readPolicies(
  root: string,
  built: string,
  names: readonly string[],
): Promise<readonly PolicyUnderTest[]> {
  const library = join(root, "stdlib");
  const all = readdirSync(library).filter((name) => existsSync(join(library, name, "policy.ts")));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`the standard library has no policy ${unknown}; it has ${all.join(", ")}`);
  const chosen = all.filter((name) => names.length === 0 || names.includes(name));
  const read: PolicyUnderTest[] = [];
  for (const name of chosen) read.push(await readPolicy(name, join(library, name, "policy.ts"), root, built));
  return read;
}

async function readPolicy(name: string, file: string, root: string, built: string): Promise<PolicyUnderTest> {
  const { default: policy } = (await import(/* @vite-ignore */ file)) as { readonly default: AnyPolicy };
  const { kind } = policy.definition;
  const template = parse(readFileSync(join(built, "templates", `${kind.toLowerCase()}.yaml`), "utf8")) as Fields;
  const [fixtures] = findFixtures(new Map([[kind, file]]), root);
  const problem = fixtures?.files.find((one) => one.problem !== undefined)?.problem;
  if (problem !== undefined) throw new Error(problem.message);
  const cases = (fixtures?.files ?? []).flatMap((one) => one.cases);
  return { name, policy, kind, template, schema: schemaOf(template), reads: readsOf(template), cases };
}

function schemaOf(template: Fields): OpenApiSchema | undefined {
  const { crd } = template["spec"] as unknown as {
    readonly crd: { readonly spec: { readonly validation?: { readonly openAPIV3Schema?: OpenApiSchema } } };
  };
  return crd.spec.validation?.openAPIV3Schema;
}

function readsOf(template: Fields): ReadonlySet<string> {
  const { annotations } = template["metadata"] as unknown as { readonly annotations?: { [name: string]: string } };
  const stated = annotations?.["metadata.gatekeeper.sh/requires-sync-data"];
  if (stated === undefined) return new Set();
  const list = (value: Json | undefined) => value as readonly string[];
  const kinds = (JSON.parse(stated.trim().replaceAll(/^"|"$/g, "")) as readonly (readonly Fields[])[]).flat();
  return new Set(
    kinds.flatMap(({ groups, versions, kinds }) =>
      list(groups).flatMap((group) =>
        list(versions).flatMap((version) =>
          list(kinds).map((kind) => `${group === "" ? "" : `${group}/`}${version}/${kind}`),
        ),
      ),
    ),
  );
}
