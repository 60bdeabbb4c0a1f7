import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vitest/config";
import project from "../../vitest.config.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** For scripts/test-cluster.mjs alone: `npm test` does not see these. */
export default defineConfig({
  resolve: mergeConfig(project, {}).resolve,
  test: {
    include: ["test/cluster/*.cluster.ts"],
    globalSetup: [here("setup.ts")],
  },
});
