import type { SerializedError, TestModule } from "vitest/node";

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
}

/** What vitest found, as plain data. */
export function toTestRun(
  modules: readonly TestModule[],
  unhandled: readonly unknown[],
  untested: readonly string[],
  root: string,
  engines: readonly string[],
): TestRun {
  const toError = (error: SerializedError) => testError(error, root);
  const files = modules
    .map(
      (module): TestedFile => ({
        file: relative(module.moduleId, root),
        tests: [...module.children.allTests()].map((test) => {
          const { state, errors = [] } = test.result();
          const milliseconds = test.diagnostic()?.duration ?? 0;
          return {
            name: test.fullName,
            state: state === "pending" ? "skipped" : state,
            milliseconds,
            errors: errors.map(toError),
          };
        }),
        errors: module.errors().map(toError),
      }),
    )
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const errors = unhandled.map((error) => toError(error as SerializedError));
  const failed = (file: TestedFile) => file.errors.length > 0 || file.tests.some(({ state }) => state === "failed");
  return { ok: errors.length === 0 && !files.some(failed), engines, files, errors, untested };
}

function testError(error: SerializedError, root: string): TestError {
  const frame = error.stacks?.find(({ file }) => file.startsWith(`${root}/`));
  const message = error.message ?? String(error);
  if (frame === undefined) return { message };
  return { message, place: { file: relative(frame.file, root), line: frame.line, column: frame.column } };
}

function relative(path: string, root: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
