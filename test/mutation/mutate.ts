/** Runs the fixtures of policies on variants of them with one mistake each, and tells which mistakes no fixture notices. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import ts from "typescript";
import { compile } from "../../src/compiler/index.js";
import { applyDefaults } from "../../src/compiler/schema/parameter-values.js";
import { type AnyPolicy, evaluateNatively } from "../../src/language/evaluate.js";
import type { OpenApiSchema } from "../../src/model.js";
import { findMismatch } from "../../src/testing/expectation.js";
import type { FixtureCase } from "../../src/testing/fixtures/read-fixture.js";
import { findFixtures } from "../../src/testing/runner/find-fixtures.js";
import { host } from "../laws/three-ways.js";
import { filesOf, javascriptOf, loadPolicy } from "./modules.js";
import { type Mutation, mutationsOf } from "./mutations.js";
import { type Variant, wellTyped } from "./well-typed.js";

/** A file with one mistake in it. */
export interface Mutant {
  /** From the root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The line that it is in, without the spaces around it. */
  readonly source: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

export interface Mutated {
  readonly file: string;
  readonly killed: number;
  readonly survivors: readonly Mutant[];
}

interface Subject {
  readonly path: string;
  readonly schema: OpenApiSchema | undefined;
  readonly cases: readonly FixtureCase[];
}

interface Candidate extends Variant {
  readonly mutant: Mutant;
  readonly code: string;
}

/**
 * Mutates policies and what they share. A mutant that does not type-check, or that is the same program, is none. It is killed where
 * any fixture of a policy that uses the file fails, or the policy throws.
 *
 * @param paths the policies' modules, absolute, with forward slashes
 * @param root the folder of tsconfig.json, without a slash at the end
 * @param only the files to mutate; all that the policies use, when it is left out
 * @throws Error when a fixture fails without any mistake
 */
export function mutate(paths: readonly string[], root: string, only?: readonly string[]): readonly Mutated[] {
  const subjects = subjectsOf(paths, root);
  const texts = new Map<string, string>();
  const read = (path: string): void => {
    if (texts.has(path) || !path.startsWith(`${root}/`)) return;
    texts.set(path, readFileSync(path, "utf8"));
    for (const { fileName } of ts.preProcessFile(texts.get(path) as string).importedFiles) {
      if (fileName.startsWith(".")) read(new URL(fileName.replace(/\.js$/, ".ts"), `file://${path}`).pathname);
    }
  };
  for (const { path } of subjects) read(path);
  const code = new Map([...texts].map(([path, text]) => [path, javascriptOf(text)]));
  const used = new Map(subjects.map(({ path }) => [path, filesOf(path, texts)]));
  for (const subject of subjects) {
    const failing = failure(loadPolicy(subject.path, code), subject);
    if (failing !== undefined) throw new Error(`${subject.path} fails as it is: ${failing}`);
  }

  const mutated = [...texts.keys()].filter((path) => only?.includes(path) ?? true);
  const candidates = mutated.flatMap((path) => candidatesOf(path, texts.get(path) as string, root));
  const mutants = wellTyped(candidates, root);
  return mutated.toSorted().map((path) => {
    const users = subjects.filter((subject) => used.get(subject.path)?.includes(path));
    const own = mutants.filter((one) => one.path === path);
    const survivors = own.filter((one) => !users.some((subject) => isKilled(one, subject, code)));
    return {
      file: relative(root, path).replaceAll("\\", "/"),
      killed: own.length - survivors.length,
      survivors: survivors.map(({ mutant }) => mutant),
    };
  });
}

function subjectsOf(paths: readonly string[], root: string): readonly Subject[] {
  const { policies, diagnostics } = compile([...paths], { ...host, root });
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new Error(`${error.span?.file}:${error.span?.line}: ${error.message}`);
  const files = new Map(policies.map(({ kind, file }) => [kind, `${root}/${file}`]));
  return findFixtures(files, root).map(({ kind, policyFile, files: fixtures }) => {
    const problem = fixtures.find((one) => one.problem !== undefined)?.problem;
    if (problem !== undefined) throw new Error(problem.message);
    return {
      path: policyFile,
      schema: policies.find((one) => one.kind === kind)?.schema,
      cases: fixtures.flatMap(({ cases }) => cases),
    };
  });
}

/** What is wrong with what a policy says about its fixtures. */
function failure(policy: AnyPolicy, { schema, cases }: Subject): string | undefined {
  for (const { name, verdict, messages, question } of cases) {
    try {
      const parameters = applyDefaults(schema, question.parameters);
      const found = evaluateNatively(policy, { ...question, parameters });
      const mismatch = findMismatch({ verdict, messages }, found);
      if (mismatch !== undefined) return `${name}: ${mismatch}`;
    } catch (error) {
      return `${name}: ${(error as Error).message}`;
    }
  }
  return undefined;
}

function isKilled(one: Candidate, subject: Subject, code: ReadonlyMap<string, string>): boolean {
  try {
    return failure(loadPolicy(subject.path, code, one), subject) !== undefined;
  } catch {
    return true;
  }
}

function candidatesOf(path: string, text: string, root: string): readonly Candidate[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const seen = new Set([javascriptOf(text)]);
  return mutationsOf(file).flatMap((mutation) => {
    const changed = text.slice(0, mutation.start) + mutation.replacement + text.slice(mutation.end);
    const code = javascriptOf(changed);
    if (seen.has(code)) return [];
    seen.add(code);
    return [{ path, text: changed, code, mutant: mutantOf(mutation, file, root) }];
  });
}

function mutantOf({ start, end, replacement, what }: Mutation, file: ts.SourceFile, root: string): Mutant {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const oneLine = (text: string) => text.replaceAll(/\s+/g, " ").trim();
  return {
    file: relative(root, file.fileName).replaceAll("\\", "/"),
    line: line + 1,
    column: character + 1,
    source: (file.text.split("\n")[line] ?? "").trim(),
    what,
    from: oneLine(file.text.slice(start, end)),
    to: oneLine(replacement),
  };
}
