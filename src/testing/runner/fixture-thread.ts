/** What parses fixtures while the policies that they are for are compiled: the thread of `fixture-reader.ts`. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { verdictOf } from "../fixtures/read-fixture.js";
import { type ParsedDocument, parseDocuments } from "../yaml/parse-documents.js";
import { readText } from "../yaml/read-text.js";
import { findFixtures, type PolicyFiles } from "./find-fixtures.js";

/** What the thread is started with. */
export interface FixtureThreadData {
  /** The folders of the policies, absolute. */
  readonly folders: readonly string[];
  readonly root: string;
}

const { folders, root } = workerData as FixtureThreadData;
const parsed = new Map<string, readonly ParsedDocument[]>();
let isAsked = false;

parentPort?.once("message", (policies: PolicyFiles) => {
  isAsked = true;
  parentPort?.postMessage(findFixtures(policies, root, parseOnce));
});

for (const path of folders.flatMap(fixturesBelow)) {
  await new Promise((resolve) => setImmediate(resolve));
  if (isAsked) break;
  try {
    const file = posix.relative(root, path);
    parseOnce(file, readText(file, readFileSync(path)));
  } catch {
    // What is wrong with it is told when it is asked for.
  }
}

function parseOnce(file: string, text: string): readonly ParsedDocument[] {
  const key = `${file}\n${text}`;
  const documents = parsed.get(key) ?? parseDocuments(file, text);
  parsed.set(key, documents);
  return documents;
}

function fixturesBelow(folder: string): readonly string[] {
  try {
    const names = readdirSync(posix.join(folder, "fixtures"), { recursive: true, encoding: "utf8" });
    return names.map((name) => posix.join(folder, "fixtures", name)).filter((path) => verdictOf(path) !== undefined);
  } catch {
    return [];
  }
}
