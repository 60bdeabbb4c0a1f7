import { dirname, join, relative, resolve } from "node:path";
import { findPolicies } from "./find-policies.js";
import { forwardSlashes, statOrNothing } from "./host.js";
import { UsageError } from "./usage-error.js";

/** What `gatewright test` runs for the paths that it is given. */
export interface TestSelection {
  /** Where the policies are: files and folders. */
  readonly policies: readonly string[];
  /** Whether a fixture is run, both absolute; absent: every one of these policies. */
  readonly fixtures?: (file: string, policyFile: string) => boolean;
}

/**
 * Paths of policies and folders select what is there. A test, a fixture and a folder of fixtures select themselves, and the policies that
 * they need: those beside a test, or all where there are none; those above a fixture's folder.
 */
export function selectTests(paths: readonly string[], cwd: string): TestSelection {
  const given = paths.length === 0 ? ["."] : paths;
  const tests = given.filter((path) => isTest(path, cwd));
  const fixtures = given.filter((path) => isFixture(path, cwd));
  if (tests.length + fixtures.length === 0) return { policies: given };
  const others = given.filter((path) => !tests.includes(path) && !fixtures.includes(path));
  const absolute = (path: string) => forwardSlashes(resolve(cwd, path));
  const chosen = [...fixtures, ...others].map(absolute);
  return {
    policies: [
      ...others,
      ...fixtures.map((path) => aboveFixtures(path, cwd)),
      ...tests.map((path) => beside(path, cwd)),
    ],
    fixtures: (...files) => files.some((file) => chosen.some((path) => file === path || file.startsWith(`${path}/`))),
  };
}

function isTest(path: string, cwd: string): boolean {
  return /\.(?:test|spec)\.ts$/.test(path) && statOrNothing(resolve(cwd, path))?.isFile() === true;
}

function isFixture(path: string, cwd: string): boolean {
  const absolute = resolve(cwd, path);
  const stats = statOrNothing(absolute);
  if (!forwardSlashes(absolute).split("/").includes("fixtures")) return false;
  return stats?.isDirectory() === true || (stats?.isFile() === true && /\.(?:ya?ml|json)$/.test(path));
}

function aboveFixtures(path: string, cwd: string): string {
  const parts = forwardSlashes(resolve(cwd, path)).split("/");
  return relative(cwd, parts.slice(0, parts.lastIndexOf("fixtures")).join("/")) || ".";
}

function beside(path: string, cwd: string): string {
  const folder = join(dirname(path));
  try {
    findPolicies([folder], cwd);
    return folder;
  } catch (error) {
    if (error instanceof UsageError) return ".";
    throw error;
  }
}
