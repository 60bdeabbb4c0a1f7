/** Reads the standard library for its pages: what the compiler makes of each policy, its doc comment and its fixtures. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/\/$/, "");

/** The policies in the order of their folders' names. Throws when one does not compile, or has a fixture that cannot be read. */
export function readStandardLibrary({ compile, nodeHost, findFixtures }) {
  const names = readdirSync(join(root, "stdlib")).filter((name) => existsSync(join(root, "stdlib", name, "policy.ts")));
  const files = new Map(names.map((name) => [`stdlib/${name}/policy.ts`, name]));
  const { policies, diagnostics } = compile(
    [...files.keys()].map((file) => `${root}/${file}`),
    nodeHost(root),
  );
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${first.span?.file}:${first.span?.line}: ${first.code} ${first.message}`);
  const fixtures = findFixtures(new Map(policies.map(({ kind, file }) => [kind, `${root}/${file}`])), root);
  const problem = fixtures.flatMap((one) => one.files).find((file) => file.problem !== undefined)?.problem;
  if (problem !== undefined) throw new Error(problem.message);
  const documented = policies.map((policy) => ({
    name: files.get(policy.file),
    policy,
    comment: docComment(policy.file),
    fixtures: fixtures.find(({ kind }) => kind === policy.kind)?.files ?? [],
  }));
  return documented.sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The text of the comment above a module's default export. */
function docComment(file) {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const exported = source.statements.find((statement) => ts.isExportAssignment(statement));
  const comments = exported === undefined ? [] : ts.getJSDocCommentsAndTags(exported);
  return comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("\n\n");
}
