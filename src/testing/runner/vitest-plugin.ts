import { posix } from "node:path";
import type { Plugin } from "vitest/config";
import type { PolicyFixtures } from "./find-fixtures.js";
import { markYields } from "./mark-yields.js";
import { ownModule, resolveOwn } from "./own-files.js";

/**
 * The part of a run that vite does: `gatewright` is the running package, and the folder of a policy's fixtures is a test file.
 *
 * @param fixturesIn The fixtures in a folder, as they are now; undefined when it is none.
 */
export function gatewrightPlugin(root: string, fixturesIn: (folder: string) => PolicyFixtures | undefined): Plugin {
  return {
    name: "gatewright",
    enforce: "pre",
    resolveId(source) {
      const own = resolveOwn(source);
      if (own !== undefined) return own;
      // Vitest asks for test files by their paths, and vite for what is in the project by paths from its root.
      return [source, posix.join(root, source)].find((path) => fixturesIn(path) !== undefined);
    },
    load(id) {
      const fixtures = fixturesIn(id);
      return fixtures === undefined ? undefined : testFile(fixtures, root);
    },
    transform(code, id) {
      const marked = id.startsWith(`${root}/`) && id.endsWith(".ts") && code.includes("yield");
      // Lines stay as they are, and so does whatever maps them.
      return marked
        ? { code: markYields(code, this.parse(code, { lang: "ts" }), id.slice(root.length + 1)), map: null }
        : undefined;
    },
  };
}

/** The module that tests a policy's fixtures. They are text in it, so that no key in them is read as JavaScript. */
function testFile({ policyFile, files }: PolicyFixtures, root: string): string {
  const text = JSON.stringify(JSON.stringify(files));
  return [
    `import { defineFixtureTests } from ${JSON.stringify(ownModule("testing/fixture-suite"))};`,
    `import policy from ${JSON.stringify(policyFile)};`,
    `defineFixtureTests(policy, ${JSON.stringify(posix.relative(root, policyFile))}, ${JSON.stringify(root)}, JSON.parse(${text}));`,
    "",
  ].join("\n");
}
