import type { Compilation } from "../compiler/index.js";
import { artifacts } from "../gatekeeper/artifacts.js";
import type { OutputFile } from "../gatekeeper/output-file.js";
import { templateName } from "../gatekeeper/template.js";
import type { CompiledPolicy } from "../model.js";
import type { Engine } from "../opa/index.js";
import type { PolicyFixtures } from "../testing/runner/find-fixtures.js";
import { fixtureSuites } from "./fixture-suites.js";

/**
 * The files of a build: each policy's Rego as `opa fmt` leaves it and `opa check --strict` takes it, the objects for
 * Gatekeeper, gator's suites of the fixtures, and one policy.wasm and one bundle for all policies. Reads and writes nothing.
 */
export async function buildArtifacts(
  { policies, constraints }: Compilation,
  fixtures: readonly PolicyFixtures[],
  engine: Pick<Engine, "prepare">,
): Promise<readonly OutputFile[]> {
  const { modules, wasm, bundle } = await engine.prepare({
    modules: Object.fromEntries(policies.map((policy) => [moduleName(policy), policy.rego])),
    entrypoints: policies.map(({ kind }) => `${templateName(kind)}/violation`),
  });
  const formatted = policies.map((policy) => ({ ...policy, rego: modules[moduleName(policy)] ?? policy.rego }));
  const { suites, files } = fixtureSuites(policies, fixtures);
  return [
    ...files,
    ...artifacts({ policies: formatted, constraints, suites }),
    { path: "bundle.tar.gz", bytes: bundle },
    { path: "policies.wasm", bytes: wasm },
  ];
}

function moduleName({ kind }: CompiledPolicy): string {
  return `${templateName(kind)}.rego`;
}
