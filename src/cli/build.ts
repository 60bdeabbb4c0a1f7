import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import type { OutputFile } from "../gatekeeper/output-file.js";
import type { RegoVersion } from "../gatekeeper/rego-version.js";
import type { CompiledPolicy } from "../model.js";
import { guard } from "../opa/guard.js";
import { type Engine, openEngine } from "../opa/index.js";
import type { Built } from "../report/build.js";
import { count } from "../report/diagnostics.js";
import type { PolicyFixtures } from "../testing/runner/find-fixtures.js";
import { openFixtureReader } from "../testing/runner/fixture-reader.js";
import { buildArtifacts } from "./build-artifacts.js";
import { forwardSlashes, nodeHost } from "./host.js";
import { type WrittenOutput, writeOutput } from "./output-folder.js";
import { startProgress } from "./progress.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

export interface BuildSettings {
  /** Where to write. */
  readonly out: string;
  /** How the templates have their Rego. */
  readonly rego?: RegoVersion;
  /** Whether to tell where the rules come from. */
  readonly explain?: boolean;
}

/** Builds policies into the folder `out`: all of it, or nothing when there are errors. */
export async function build(
  entries: readonly string[],
  { out, rego = "v1", explain = false }: BuildSettings,
  terminal: Terminal,
): Promise<Built> {
  const { cwd, env, stderr } = terminal;
  const progress = startProgress(stderr);
  const engine = await startEngine(env);
  const fixtures = openFixtureReader(entries, forwardSlashes(cwd));
  try {
    progress.step(`Compiling ${count(entries.length, "file")}`);
    const { compile } = await import("../compiler/index.js");
    const compilation = compile(entries, nodeHost(cwd), { explained: explain });
    const { policies, diagnostics } = compilation;
    if (diagnostics.some(({ severity }) => severity === "error")) return { ...compilation, out };
    if (policies.length === 0)
      throw new UsageError(
        "There is no policy to build, only constraints.",
        "Build the policies that they use as well.",
      );

    progress.step(`Building ${count(policies.length, "policy")} with OPA`);
    const absolute = (file: string) => forwardSlashes(resolve(cwd, file));
    const modules = new Map(policies.map(({ kind, file }) => [kind, absolute(file)]));
    if (engine instanceof Error) throw engine;
    const reading = fixtures.find(modules);
    const { files, explained } = await buildArtifacts(compilation, reading, engine, rego);
    const { removed, unchanged, warnings } = writeWhole(resolve(cwd, out), files);
    const sizes = files.map((file) => ({ path: file.path, bytes: sizeOf(file) }));
    const told = [...problems(await reading), ...policies.flatMap(neededProviders), ...warnings];
    const explanation = explain ? { explained } : {};
    return { ...compilation, out, files: sizes, removed, unchanged, warnings: told, ...explanation };
  } finally {
    progress.done();
    await fixtures.close();
    if (!(engine instanceof Error)) await engine.close();
  }
}

/**
 * An engine, or why there is none, which matters only once there is something to build. It starts while the compiler works, where there
 * is a core for each of them.
 */
async function startEngine(env: Terminal["env"]): Promise<Engine | Error> {
  try {
    const engine = await openEngine({ env });
    if (availableParallelism() > 1) engine.warmUp();
    return engine;
  } catch (error) {
    return error as Error;
  }
}

/** Fixtures that cannot be read: `gatewright test` fails for them, a build goes on without them. */
function problems(fixtures: readonly PolicyFixtures[]): readonly string[] {
  const files = fixtures.flatMap((one) => one.files);
  return files.flatMap(({ problem }) => (problem === undefined ? [] : [`${problem.message}; it is in no suite.`]));
}

/** What a cluster needs for a policy, and where the policy cannot be. */
function neededProviders({ kind, providers = [] }: CompiledPolicy): readonly string[] {
  if (providers.length === 0) return [];
  const names = `${providers.length === 1 ? "the Provider" : "the Providers"} ${providers.join(", ")}`;
  return [`${kind} asks for external data: it needs ${names}, and is in no suite for gator and not in bundle.tar.gz.`];
}

/** Writes the build; a signal that comes meanwhile has to wait until all of it is there. */
function writeWhole(folder: string, files: readonly OutputFile[]): WrittenOutput {
  const release = guard(() => {});
  try {
    return writeOutput(folder, files);
  } finally {
    release();
  }
}

function sizeOf(file: OutputFile): number {
  return "text" in file ? Buffer.byteLength(file.text) : file.bytes.byteLength;
}
