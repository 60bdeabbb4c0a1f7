import type { Compilation } from "../compiler/index.js";
import { entrypoint } from "../compiler/ir/package-name.js";
import { artifacts } from "../gatekeeper/artifacts.js";
import type { OutputFile } from "../gatekeeper/output-file.js";
import { inVersion, type RegoVersion } from "../gatekeeper/rego-version.js";
import { templateName } from "../gatekeeper/template.js";
import type { CompiledPolicy } from "../model.js";
import type { Engine } from "../opa/index.js";
import type { ExplainedFile } from "../report/explained-rules.js";
import type { PolicyFixtures } from "../testing/runner/find-fixtures.js";
import { explainRego } from "./explained-rego.js";
import { fixtureSuites, runsInGator } from "./fixture-suites.js";

export interface Artifacts {
  readonly files: readonly OutputFile[];
  /** Where the rules come from, for policies that were compiled to tell. */
  readonly explained: readonly ExplainedFile[];
}

/**
 * The files of a build: each policy's Rego as `opa fmt` leaves it and `opa check --strict` takes it, the objects for
 * Gatekeeper, gator's suites of the fixtures, and one policy.wasm and one bundle for all policies. Reads and writes nothing.
 */
export async function buildArtifacts(
  { policies, constraints }: Compilation,
  fixtures: Promise<readonly PolicyFixtures[]>,
  engine: Pick<Engine, "prepare" | "format">,
  version: RegoVersion = "v1",
): Promise<Artifacts> {
  // OPA works in a process of its own, and meanwhile this one writes what does not depend on it.
  const [{ modules, wasm, bundle }, { suites, files }] = await Promise.all([
    engine.prepare({
      modules: Object.fromEntries(policies.map((policy) => [moduleName(policy), policy.rego])),
      entrypoints: policies.map(({ kind }) => entrypoint(kind)),
      unbundled: policies.filter((policy) => !runsInGator(policy)).map(moduleName),
    }),
    fixtures.then((found) => fixtureSuites(policies, found)),
  ]);
  const formatted = policies.map((policy) =>
    inVersion({ ...policy, rego: modules[moduleName(policy)] ?? policy.rego }, version),
  );
  const { explained, files: maps } = await explainRego(formatted, engine);
  const all = [
    ...files,
    ...artifacts({ policies: formatted, constraints, suites }),
    ...maps,
    { path: "bundle.tar.gz", bytes: bundle },
    { path: "policies.wasm", bytes: wasm },
  ];
  return { files: all, explained };
}

function moduleName({ kind }: CompiledPolicy): string {
  return `${templateName(kind)}.rego`;
}
