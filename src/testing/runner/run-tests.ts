import { watch as watchFolder } from "node:fs";
import { posix } from "node:path";
import { createVitest, type TestSpecification, type Vitest } from "vitest/node";
import type { Json, OpenApiSchema } from "../../model.js";
import { findFixtures, type PolicyFixtures } from "./find-fixtures.js";
import { GatekeeperSession } from "./gatekeeper-session.js";
import { ownModule, ownModules } from "./own-files.js";
import type { ProvidedPolicies } from "./setup.js";
import { type TestRun, toTestRun } from "./test-run.js";
import { gatewrightPlugin } from "./vitest-plugin.js";

/** What the compiler gives for a run of the tests. */
export interface TestablePolicies {
  readonly kinds: {
    readonly [kind: string]: {
      /** The policy's module, absolute; absent for a policy of the standard library, which came here tested. */
      readonly file?: string;
      readonly entrypoint: string;
      readonly schema?: OpenApiSchema | undefined;
      /** Its ConstraintTemplate, for Gatekeeper. */
      readonly template: Json;
    };
  };
  /** One policy.wasm with all of them. */
  readonly wasm: Uint8Array;
}

export interface RunTestsOptions {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Files and folders, absolute or from `root`, whose policies and tests are run. */
  readonly paths: readonly string[];
  /** Compiles the policies in `paths`; undefined when they do not compile, which it has reported then. */
  readonly compile: (paths: readonly string[]) => Promise<TestablePolicies | undefined>;
  /** The runner that asks Gatekeeper itself, where there is one. */
  readonly gatekeeper?: string | undefined;
  /** Writes nothing: the caller reports what is returned. */
  readonly json?: boolean;
  /** Runs again after every change, until the signal; the last run is returned. */
  readonly watch?: AbortSignal;
  /** Hears of each run, as soon as it is over. */
  readonly onRun?: (run: TestRun) => void;
}

/**
 * Runs the fixtures and the tests of policies: each as TypeScript, through policy.wasm and, where it is given, by Gatekeeper. Rejects with
 * a GatekeeperError when that cannot be started.
 *
 * @returns undefined when the policies do not compile
 */
export async function runTests(options: RunTestsOptions): Promise<TestRun | undefined> {
  const session = new Session(options);
  try {
    let result = await session.run();
    if (options.watch !== undefined) {
      for await (const _ of changes(options.root, options.watch)) result = await session.run();
    }
    return result;
  } finally {
    await session.close();
  }
}

/** One vitest, which is started when there is something to run and then stays. */
class Session {
  readonly #options: RunTestsOptions;
  readonly #root: string;
  readonly #gatekeeper: Promise<GatekeeperSession | undefined>;
  #vitest: Vitest | undefined;
  #fixtures: ReadonlyMap<string, PolicyFixtures> = new Map();
  #version = 0;

  constructor(options: RunTestsOptions) {
    this.#options = options;
    this.#root = forwardSlashes(options.root);
    // It starts while the policies are compiled; a failure is told when it is needed.
    this.#gatekeeper =
      options.gatekeeper === undefined ? Promise.resolve(undefined) : GatekeeperSession.open(options.gatekeeper);
    this.#gatekeeper.catch(() => {});
  }

  async run(): Promise<TestRun | undefined> {
    const compiled = await this.#options.compile(this.#options.paths);
    if (compiled === undefined) return undefined;
    const files = new Map(
      Object.entries(compiled.kinds).flatMap(([kind, { file }]) =>
        file === undefined ? [] : [[kind, forwardSlashes(file)]],
      ),
    );
    const fixtures = findFixtures(files, this.#root);
    this.#fixtures = new Map(fixtures.map((one) => [one.folder, one]));
    this.#version++;
    const gatekeeper = await this.#gatekeeper;
    gatekeeper?.load(new Map(Object.entries(compiled.kinds).map(([kind, { template }]) => [kind, template])));
    const kinds = Object.entries(compiled.kinds).map(([kind, { entrypoint, schema }]) => [
      kind,
      { entrypoint, schema },
    ]);
    const provided = {
      version: this.#version,
      kinds: Object.fromEntries(kinds),
      wasm: compiled.wasm,
      gatekeeper: gatekeeper?.channel,
    };

    this.#vitest ??= await this.#start();
    const vitest = this.#vitest;
    const project = vitest.getRootProject();
    project.provide("gatewright", provided as ProvidedPolicies);
    for (const { moduleGraph } of Object.values(project.vite.environments)) moduleGraph.invalidateAll();
    const written = await vitest.globTestSpecifications();
    const specifications = [...written, ...fixtures.map(({ folder }) => project.createSpecification(folder))];
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true);
    const run = toTestRun(testModules, unhandledErrors, this.#untested(files, specifications), this.#root, [
      "TypeScript",
      "policy.wasm",
      ...(gatekeeper === undefined ? [] : [gatekeeper.channel.name]),
    ]);
    this.#options.onRun?.(run);
    return run;
  }

  async close(): Promise<void> {
    await this.#vitest?.close();
    await (await this.#gatekeeper.catch(() => undefined))?.close();
  }

  async #start(): Promise<Vitest> {
    const { json, paths } = this.#options;
    const vitest = await createVitest(
      "test",
      {
        root: this.#root,
        config: false,
        watch: false,
        include: paths.flatMap((path) =>
          patterns(posix.relative(this.#root, posix.resolve(this.#root, forwardSlashes(path)))),
        ),
        exclude: ["**/node_modules/**", "**/dist/**", "**/fixtures/**", "**/.*/**"],
        passWithNoTests: true,
        setupFiles: [ownModule("testing/runner/setup")],
        reporters: json ? [{}] : ["default"],
        // Policies have no state of their own to keep apart, and a worker a file takes longer than most tests do.
        isolate: false,
        pool: "threads",
        server: { deps: { inline: [ownModules] } },
      },
      { plugins: [gatewrightPlugin(this.#root, (folder) => this.#fixtures.get(folder))] },
    );
    await vitest.standalone();
    return vitest;
  }

  #untested(files: ReadonlyMap<string, string>, specifications: readonly TestSpecification[]): readonly string[] {
    const tested = specifications.map(({ moduleId }) => moduleId);
    return [...files]
      .filter(([kind, file]) => {
        const fixtures = [...this.#fixtures.values()].some((one) => one.kind === kind);
        return !fixtures && !tested.some((path) => path.startsWith(`${posix.dirname(file)}/`));
      })
      .map(([kind]) => kind);
  }
}

/** Where the tests for a path are: below a folder; beside a policy. */
function patterns(path: string): readonly string[] {
  const literal = path.replaceAll(/[\\*?[\]{}()!+@]/g, "\\$&");
  if (/\.(?:test|spec)\.ts$/.test(path)) return [literal];
  if (!path.endsWith(".ts")) return [posix.join(literal, "**/*.{test,spec}.ts")];
  return [`${literal.slice(0, -".ts".length)}.{test,spec}.ts`];
}

/** One event for all changes of sources and fixtures that come together. Ends with the signal. */
async function* changes(root: string, signal: AbortSignal): AsyncGenerator<void> {
  let wake = () => {};
  let changed = false;
  const notify = () => {
    changed = true;
    wake();
  };
  const watcher = watchFolder(root, { recursive: true, signal }, (_, name) => {
    const path = forwardSlashes(name ?? "");
    if (/\.(?:ts|ya?ml|json)$/.test(path) && !/(?:^|\/)(?:node_modules|dist|\.[^/]*)\//.test(path)) notify();
  });
  watcher.on("error", notify);
  signal.addEventListener("abort", notify);
  while (!signal.aborted) {
    if (!changed) await new Promise<void>((resolve) => (wake = resolve));
    // Editors write in several steps.
    await new Promise((resolve) => setTimeout(resolve, 50));
    changed = false;
    if (!signal.aborted) yield;
  }
}

function forwardSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
