import { describe, test } from "vitest";
import type { AnyPolicy } from "../language/evaluate.js";
import type { FixtureCase } from "./fixtures/read-fixture.js";
import { isPolicy } from "./is-policy.js";
import { type Failure, judge } from "./judge.js";
import type { Place } from "./place.js";

/** A fixture file as the test runner reads it: its cases, or why it has none. */
export interface FixtureFile {
  readonly file: string;
  readonly cases: readonly FixtureCase[];
  readonly problem?: { readonly message: string; readonly place: Place };
}

/**
 * Declares the tests of a policy's fixtures, one for each object in them.
 *
 * @param exported The default export of the policy's module.
 * @param policyFile The module, for messages.
 * @param root The folder that the names of files are relative to.
 */
export function defineFixtureTests(
  exported: unknown,
  policyFile: string,
  root: string,
  files: readonly FixtureFile[],
): void {
  if (!isPolicy(exported)) throw new Error(`${policyFile} does not export a policy by default`);
  describe(exported.definition.kind, () => {
    for (const { file, cases, problem } of files) {
      if (problem !== undefined) {
        test(file.slice(file.lastIndexOf("/") + 1), () => {
          throw failureAt(root, problem.place, { message: problem.message });
        });
      }
      for (const one of cases) test(one.name, () => run(exported, one, root));
    }
  });
}

function run(
  policy: AnyPolicy,
  { question, place, parametersPlace, verdict, messages }: FixtureCase,
  root: string,
): void {
  const failure = judge(policy, question, `${place.file}:${place.line}:${place.column}`, { verdict, messages });
  if (failure !== undefined) throw failureAt(root, failure.about === "parameters" ? parametersPlace : place, failure);
}

/** An error whose stack leads to the fixture, so that reports show its lines and not ours. */
function failureAt(root: string, { file, line, column }: Place, { message, expected, actual }: Failure): Error {
  const error = new Error(message);
  error.name = "FixtureFailure";
  error.stack = `${error.name}: ${message}\n    at ${root}/${file}:${line}:${column}`;
  return Object.assign(error, expected === undefined ? {} : { expected, actual, showDiff: false });
}
