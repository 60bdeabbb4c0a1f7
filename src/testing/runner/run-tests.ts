import { posix } from "node:path";
import { createVitest, type TestSpecification, type Vitest } from "vitest/node";
import type { Json, OpenApiSchema } from "../../model.js";
import { changes } from "./changes.js";
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
  /** Files and folders, absolute or from `root`, whose policies and tests are run; also single tests and fixtures. */
  readonly paths: readonly string[];
  /** The fixtures that are run; absent: all of the policies that were compiled. */
  readonly fixtures?: ((file: string, policyFile: string) => boolean) | undefined;
  /** Only tests whose names match, those of groups before them, are run. */
  readonly filter?: RegExp | undefined;
  /** Compiles the policies in `paths`; undefined when they do not compile, which it has reported then. */
  readonly compile: (paths: readonly string[]) => Promise<TestablePolicies | undefined>;
  /** The runner that asks Gatekeeper itself, where there is one. */
  readonly gatekeeper?: string | undefined;
  /** Writes nothing: the caller reports what is returned. */
  readonly json?: boolean;
  /** Runs again after every change, until the signal; the last run is returned. */
  readonly watch?: AbortSignal;
  /** Hears of the files, from `root`, that a run of a watch is made for. */
  readonly onChange?: (files: readonly string[]) => void;
  /** Hears of each run, as soon as it is over. */
  readonly onRun?: (run: TestRun) => void;
  /** Hears what a test writes to the console, and which test that was, as far as it is known. */
  readonly onOutput?: (text: string, test: string | undefined) => void;
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
    // What changes in the course of the first run is not lost.
    const changed = options.watch === undefined ? [] : changes(options.root, options.watch);
    let result = await session.run();
    for await (const files of changed) {
      options.onChange?.(files);
      result = await session.run();
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
    const start = performance.now();
    const compiled = await this.#options.compile(this.#options.paths);
    if (compiled === undefined) return undefined;
    const files = new Map(
      Object.entries(compiled.kinds).flatMap(([kind, { file }]) =>
        file === undefined ? [] : [[kind, forwardSlashes(file)]],
      ),
    );
    const fixtures = this.#chosen(findFixtures(files, this.#root));
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
    const run = toTestRun(testModules, unhandledErrors, {
      root: this.#root,
      engines: ["TypeScript", "policy.wasm", ...(gatekeeper === undefined ? [] : [gatekeeper.channel.name])],
      untested: this.#untested(files, specifications),
      milliseconds: performance.now() - start,
      filter: this.#options.filter,
    });
    this.#options.onRun?.(run);
    return run;
  }

  async close(): Promise<void> {
    await this.#vitest?.close();
    await (await this.#gatekeeper.catch(() => undefined))?.close();
  }

  async #start(): Promise<Vitest> {
    const { json, paths, filter, onOutput } = this.#options;
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
        ...(filter === undefined ? {} : { testNamePattern: filter }),
        reporters: json
          ? [{ onUserConsoleLog: ({ content, taskId }) => onOutput?.(content, this.#nameOf(taskId)) }]
          : ["default"],
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

  #nameOf(taskId: string | undefined): string | undefined {
    const task = taskId === undefined ? undefined : this.#vitest?.state.getReportedEntityById(taskId);
    if (task === undefined || task.type === "module") return undefined;
    const file = task.module.moduleId;
    return `${file.startsWith(`${this.#root}/`) ? file.slice(this.#root.length + 1) : file} > ${task.fullName}`;
  }

  #chosen(all: readonly PolicyFixtures[]): readonly PolicyFixtures[] {
    const { fixtures } = this.#options;
    if (fixtures === undefined) return all;
    return all
      .map((one) => ({
        ...one,
        files: one.files.filter(({ file }) => fixtures(posix.join(this.#root, file), one.policyFile)),
      }))
      .filter(({ files }) => files.length > 0);
  }

  #untested(files: ReadonlyMap<string, string>, specifications: readonly TestSpecification[]): readonly string[] {
    const { fixtures, filter } = this.#options;
    if (fixtures !== undefined || filter !== undefined) return [];
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

function forwardSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
