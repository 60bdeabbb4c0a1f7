import { resolve } from "node:path";
import { compile } from "../compiler/index.js";
import type { OutputFile } from "../gatekeeper/output-file.js";
import { guard } from "../opa/guard.js";
import { openEngine } from "../opa/index.js";
import type { Built } from "../report/build.js";
import { count } from "../report/diagnostics.js";
import { findFixtures, type PolicyFixtures } from "../testing/runner/find-fixtures.js";
import { buildArtifacts } from "./build-artifacts.js";
import { forwardSlashes, nodeHost } from "./host.js";
import { type WrittenOutput, writeOutput } from "./output-folder.js";
import { startProgress } from "./progress.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** Builds policies into the folder `out`: all of it, or nothing when there are errors. */
export async function build(entries: readonly string[], out: string, terminal: Terminal): Promise<Built> {
  const { cwd, env, stderr } = terminal;
  const progress = startProgress(stderr);
  try {
    progress.step(`Compiling ${count(entries.length, "file")}`);
    const compilation = compile(entries, nodeHost(cwd));
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
    const fixtures = findFixtures(modules, forwardSlashes(cwd));
    const engine = await openEngine({ env });
    try {
      const files = await buildArtifacts(compilation, fixtures, engine);
      const { removed, unchanged, warnings } = writeWhole(resolve(cwd, out), files);
      const sizes = files.map((file) => ({ path: file.path, bytes: sizeOf(file) }));
      return { ...compilation, out, files: sizes, removed, unchanged, warnings: [...problems(fixtures), ...warnings] };
    } finally {
      await engine.close();
    }
  } finally {
    progress.done();
  }
}

/** Fixtures that cannot be read: `gatewright test` fails for them, a build goes on without them. */
function problems(fixtures: readonly PolicyFixtures[]): readonly string[] {
  const files = fixtures.flatMap((one) => one.files);
  return files.flatMap(({ problem }) => (problem === undefined ? [] : [`${problem.message}; it is in no suite.`]));
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
