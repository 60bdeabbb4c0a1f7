import { readdirSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import type { FixtureFile } from "../fixture-suite.js";
import { readFixture, verdictOf } from "../fixtures/read-fixture.js";
import { FixtureError } from "../place.js";
import { parseDocuments } from "../yaml/parse-documents.js";

/** The policies of a run: kind → its module, absolute and with forward slashes. */
export type PolicyFiles = ReadonlyMap<string, string>;

/** The fixtures of one policy. */
export interface PolicyFixtures {
  readonly kind: string;
  readonly policyFile: string;
  /** The folder that they are in. */
  readonly folder: string;
  readonly files: readonly FixtureFile[];
}

type Parse = typeof parseDocuments;

/**
 * The fixtures beside each policy: in `fixtures/` when it is the only policy of its folder, otherwise in a folder of its own in there,
 * `fixtures/<name of the module>/`. A file that cannot be used is a problem of its own, not of the others.
 */
export function findFixtures(
  policies: PolicyFiles,
  root: string,
  parse: Parse = parseDocuments,
): readonly PolicyFixtures[] {
  return [...policies.keys()].flatMap((kind) => fixturesOf(kind, policies, root, parse));
}

/** The same, with a turn of the event loop before each policy, so that a process that was asked something meanwhile is heard. */
export async function findFixturesInTurns(policies: PolicyFiles, root: string): Promise<readonly PolicyFixtures[]> {
  const found: PolicyFixtures[] = [];
  for (const kind of policies.keys()) {
    await new Promise((resolve) => setImmediate(resolve));
    found.push(...fixturesOf(kind, policies, root, parseDocuments));
  }
  return found;
}

function fixturesOf(kind: string, policies: PolicyFiles, root: string, parse: Parse): readonly PolicyFixtures[] {
  const policyFile = policies.get(kind) as string;
  const folder = posix.dirname(policyFile);
  const neighbours = [...policies.values()].filter((other) => posix.dirname(other) === folder);
  const own = posix.join(folder, "fixtures", posix.basename(policyFile, ".ts"));
  const shared = posix.join(folder, "fixtures");
  const chosen = neighbours.length === 1 && !isFolder(own) ? shared : own;
  const files = readFolder(chosen, kind, root, parse);
  return files.length === 0 ? [] : [{ kind, policyFile, folder: chosen, files }];
}

function readFolder(folder: string, kind: string, root: string, parse: Parse): readonly FixtureFile[] {
  if (!isFolder(folder)) return [];
  const named = new Set<string>();
  const names = readdirSync(folder).filter(
    (name) => /\.(?:ya?ml|json)$/.test(name) && isFile(posix.join(folder, name)),
  );
  const fixtures = names
    .filter((name) => verdictOf(name) !== undefined)
    .toSorted()
    .map((name) => readFile(posix.join(folder, name), kind, root, named, parse));
  const strays = names.filter((name) => verdictOf(name) === undefined && !named.has(posix.join(folder, name)));
  return [...fixtures, ...strays.toSorted().map((name) => stray(posix.join(folder, name), root))];
}

function readFile(path: string, kind: string, root: string, named: Set<string>, parse: Parse): FixtureFile {
  const file = posix.relative(root, path);
  const readSibling = (name: string) => {
    const sibling = posix.resolve(posix.dirname(path), name);
    named.add(sibling);
    return isFile(sibling) ? readFileSync(sibling) : undefined;
  };
  try {
    return { file, cases: readFixture({ file, bytes: readFileSync(path), kind, readSibling, parse }) };
  } catch (error) {
    if (error instanceof FixtureError)
      return { file, cases: [], problem: { message: error.message, place: error.place } };
    throw error;
  }
}

/** Nothing is passed over in silence: `deny-root.yaml` would test nothing. */
function stray(path: string, root: string): FixtureFile {
  const place = { file: posix.relative(root, path), line: 1, column: 1 };
  const problem = "its name starts with neither `allowed-` nor `denied-`, and no fixture names it in its inventory";
  return { file: place.file, cases: [], problem: { message: new FixtureError(place, problem).message, place } };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
