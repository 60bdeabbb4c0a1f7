import type { nodeHost } from "../src/cli/host.js";
import type { compile } from "../src/compiler/index.js";
import type { DocumentedPolicy } from "../src/report/policy-pages.js";
import type { findFixtures } from "../src/testing/runner/find-fixtures.js";

/** The policies of the standard library, read with these; the sources run them from more than one place. */
export function readStandardLibrary(using: {
  readonly compile: typeof compile;
  readonly nodeHost: typeof nodeHost;
  readonly findFixtures: typeof findFixtures;
}): readonly DocumentedPolicy[];
