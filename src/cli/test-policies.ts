import { resolve } from "node:path";
import { compile } from "../compiler/index.js";
import { entrypoint } from "../compiler/ir/package-name.js";
import { template, templateName } from "../gatekeeper/template.js";
import type { CompiledPolicy, Diagnostic } from "../model.js";
import { type Engine, openEngine } from "../opa/index.js";
import { colours } from "../report/colour.js";
import { printable } from "../report/columns.js";
import { count } from "../report/diagnostics.js";
import type { Tested } from "../report/test-run.js";
import { findGatekeeper } from "../testing/gatekeeper/find-gatekeeper.js";
import { runTests, type TestablePolicies } from "../testing/runner/run-tests.js";
import type { TestRun } from "../testing/runner/test-run.js";
import { findPolicies } from "./find-policies.js";
import { forwardSlashes, nodeHost } from "./host.js";
import { either } from "./nearest.js";
import { startProgress } from "./progress.js";
import { selectTests } from "./select-tests.js";
import type { Terminal } from "./terminal.js";
import { UsageError } from "./usage-error.js";

/** A watch: the tests run again after every change, until the signal. */
export interface Watch {
  readonly signal: AbortSignal;
  /** Hears of each run, and of policies that do not compile. */
  readonly onResult: (tested: Tested) => void;
  /** Hears of the files that the next run is made for. */
  readonly onChange: (files: readonly string[]) => void;
  /** Hears why a run was not possible; the watch goes on. */
  readonly onUsageError: (error: UsageError) => void;
}

export interface TestPoliciesOptions {
  /** Policies, tests, fixtures and folders; none means the working folder. */
  readonly paths: readonly string[];
  /** Only tests whose names match. */
  readonly filter?: RegExp | undefined;
  readonly watch?: Watch;
}

/** Runs the fixtures and tests in `paths`; the policies are compiled before each run. */
export async function testPolicies(options: TestPoliciesOptions, terminal: Terminal): Promise<Tested> {
  const { paths, filter, watch } = options;
  const { cwd, env, stderr } = terminal;
  const progress = startProgress(stderr);
  const given = paths.length === 0 ? ["."] : paths;
  const selection = selectTests(given, cwd);
  let engine: Promise<Engine> | undefined;
  let diagnostics: readonly Diagnostic[] = [];

  const compileAll = async (): Promise<TestablePolicies | undefined> => {
    const entries = findPolicies(selection.policies, cwd);
    progress.step(`Compiling ${count(entries.length, "file")}`);
    const compilation = compile(entries, nodeHost(cwd));
    diagnostics = compilation.diagnostics;
    if (diagnostics.some(({ severity }) => severity === "error")) {
      progress.done();
      watch?.onResult({ diagnostics });
      return undefined;
    }
    engine ??= openEngine({ env });
    const testable = await testablePolicies(compilation.policies, cwd, await engine);
    progress.step("Testing");
    return testable;
  };
  const compileAgain = () =>
    compileAll().catch((error: unknown) => {
      progress.done();
      if (!(error instanceof UsageError) || watch === undefined) throw error;
      watch.onUsageError(error);
      return undefined;
    });
  const onRun = (run: TestRun) => {
    progress.done();
    watch?.onResult({ diagnostics, run });
  };
  const onOutput = (text: string, test: string | undefined) => {
    progress.done();
    const lines = text.endsWith("\n") ? text : `${text}\n`;
    stderr.write(`${colours(stderr.colour).dim(`console | ${printable(test ?? "outside of any test")}`)}\n${lines}`);
  };

  try {
    const run = await runTests({
      root: forwardSlashes(cwd),
      paths: given,
      compile: compileAgain,
      gatekeeper: findGatekeeper(env),
      fixtures: selection.fixtures,
      filter,
      json: true,
      onRun,
      onOutput,
      ...(watch === undefined ? {} : { watch: watch.signal, onChange: watch.onChange }),
    });
    if (run === undefined) return { diagnostics };
    if (watch === undefined) checkNotEmpty(run, options);
    return { diagnostics, run };
  } finally {
    progress.done();
    await (await engine?.catch(() => undefined))?.close();
  }
}

/** A run that tests nothing must not look like one that passed. */
function checkNotEmpty({ files, errors }: TestRun, { paths, filter }: TestPoliciesOptions): void {
  if (files.length > 0 || errors.length > 0) return;
  if (filter !== undefined) {
    throw new UsageError(
      `There is nothing to test: no test's name matches ${filter.source}.`,
      "Names are those that a run without --filter shows; upper and lower case differ.",
    );
  }
  if (paths.some((path) => /(?:^|[\\/])fixtures(?:[\\/]|$)/.test(path))) {
    throw new UsageError(
      `There is nothing to test in ${either(paths)}.`,
      "Fixtures are allowed-….yaml and denied-….yaml, in the folder fixtures beside a policy.",
    );
  }
  throw new UsageError(
    "There is nothing to test: no policy has fixtures or tests.",
    "Put Kubernetes objects into fixtures/allowed-….yaml and fixtures/denied-….yaml beside a policy; `gatewright init` shows how.",
  );
}

async function testablePolicies(
  policies: readonly CompiledPolicy[],
  cwd: string,
  engine: Engine,
): Promise<TestablePolicies> {
  const fileName = ({ kind }: CompiledPolicy) => `${templateName(kind)}.rego`;
  const { wasm, modules } = await engine.prepare({
    modules: Object.fromEntries(policies.map((policy) => [fileName(policy), policy.rego])),
    entrypoints: policies.map(({ kind }) => entrypoint(kind)),
  });
  const kinds = policies.map((policy) => {
    const file = isOfStandardLibrary(policy) ? {} : { file: forwardSlashes(resolve(cwd, policy.file)) };
    const formatted = { ...policy, rego: modules[fileName(policy)] ?? policy.rego };
    const compiled = { entrypoint: entrypoint(policy.kind), schema: policy.schema, template: template(formatted) };
    return [policy.kind, { ...file, ...compiled }] as const;
  });
  return { kinds: Object.fromEntries(kinds), wasm };
}

/** True for a policy that a constraint took from the standard library; one that the project hands on has a file of the project. */
function isOfStandardLibrary({ file }: CompiledPolicy): boolean {
  return file.startsWith("gatewright/stdlib/");
}
