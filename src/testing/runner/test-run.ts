import { stripVTControlCharacters } from "node:util";
import type { SerializedError, TestCase, TestModule, TestSuite } from "vitest/node";
import type { Json } from "../../model.js";

/** What a run of the tests gave: plain data, for reports. */
export interface TestRun {
  /** Nothing failed. True also when there was nothing to run. */
  readonly ok: boolean;
  /** What answered each question: `TypeScript`, `policy.wasm` and, where it was at hand, `Gatekeeper v3.23.1`. */
  readonly engines: readonly string[];
  readonly files: readonly TestedFile[];
  /** Errors outside of any test. */
  readonly errors: readonly TestError[];
  /** Kinds of policies that neither fixtures nor a test in their folder exist for. */
  readonly untested: readonly string[];
  /** How long it took, with compiling. */
  readonly milliseconds: number;
}

/** A test file, or a folder of fixtures. */
export interface TestedFile {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly tests: readonly TestedCase[];
  /** Errors of the file itself: it could not be loaded, say. */
  readonly errors: readonly TestError[];
}

export interface TestedCase {
  /** With the names of the groups that it is in, outermost first, joined by ` > `. */
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped";
  readonly milliseconds: number;
  readonly errors: readonly TestError[];
}

export interface TestError {
  readonly message: string;
  /** Where it happened, as far as that is in the project. */
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
  /** What was expected and what came, where the two were compared: the messages of a policy, or values as vitest prints them. */
  readonly expected?: Json;
  readonly actual?: Json;
  /** The lines in which they differ, where the message does not tell of them. */
  readonly diff?: string;
}

/** What a run is about, beside what vitest found. */
export interface RunContext {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly engines: readonly string[];
  readonly untested: readonly string[];
  readonly milliseconds: number;
  /** Tests whose names do not match are left out, as they were not run. */
  readonly filter?: RegExp | undefined;
}

/** What vitest found, as plain data. */
export function toTestRun(modules: readonly TestModule[], unhandled: readonly unknown[], context: RunContext): TestRun {
  const { root, engines, untested, milliseconds, filter } = context;
  const toError = (error: SerializedError) => testError(error, root);
  const files = modules
    .map((module): TestedFile => {
      const tests = [...module.children.allTests()].filter((test) => filter?.test(nameForFilter(test)) ?? true);
      return {
        file: relative(module.moduleId, root),
        tests: tests.map((test) => testedCase(test, toError)),
        errors: module.errors().map(toError),
      };
    })
    .filter(({ tests, errors }) => filter === undefined || tests.length + errors.length > 0)
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const errors = unhandled.map((error) => toError(error as SerializedError));
  const failed = (file: TestedFile) => file.errors.length > 0 || file.tests.some(({ state }) => state === "failed");
  return { ok: errors.length === 0 && !files.some(failed), engines, files, errors, untested, milliseconds };
}

function testedCase(test: TestCase, toError: (error: SerializedError) => TestError): TestedCase {
  const { state, errors = [] } = test.result();
  const milliseconds = test.diagnostic()?.duration ?? 0;
  return {
    name: test.fullName,
    state: state === "pending" ? "skipped" : state,
    milliseconds,
    errors: errors.map(toError),
  };
}

/** The name that vitest matches with its pattern. */
function nameForFilter({ name, parent }: TestCase | TestSuite): string {
  return parent.type === "suite" ? `${nameForFilter(parent)} ${name}` : name;
}

function testError(error: SerializedError, root: string): TestError {
  const frame = error.stacks?.find(({ file }) => file.startsWith(`${root}/`));
  return {
    message: error.message ?? String(error),
    ...(frame && { place: { file: relative(frame.file, root), line: frame.line, column: frame.column } }),
    // Vitest prints what it compares itself, and hands on what this project's own failures carry.
    ...("expected" in error && { expected: compared(error.expected) }),
    ...("actual" in error && { actual: compared(error.actual) }),
    ...(typeof error.diff === "string" && { diff: stripVTControlCharacters(error.diff) }),
  };
}

function compared(value: unknown): Json {
  if (typeof value === "string") return stripVTControlCharacters(value);
  return JSON.parse(JSON.stringify(value ?? null));
}

function relative(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
