/** Modules of test/, as Vitest would load them, for scripts. */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createViteServer } from "vitest/node";

// For the modules that require, which Vitest gives them and Vite does not.
globalThis.require = createRequire(import.meta.url);

/**
 * Does work with modules that `load` gives by their paths, such as `/test/laws/fuzz/fuzz.ts`.
 *
 * @template Result
 * @param {(load: (path: string) => Promise<any>) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withTestModules(work) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const vite = await createViteServer({
    root,
    configFile: `${root}vitest.config.ts`,
    appType: "custom",
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  try {
    return await work((path) => vite.ssrLoadModule(path));
  } finally {
    await vite.close();
  }
}
