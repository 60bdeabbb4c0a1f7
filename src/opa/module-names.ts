import type { RegoModules } from "./engine.js";
import { OpaError } from "./errors.js";

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * Refuses names that would leave the folder that OPA works in, that OPA would read as something else (`file:…`), or
 * that policy.wasm garbles in its messages.
 */
export function checkModuleNames(modules: RegoModules): void {
  for (const name of Object.keys(modules)) {
    if (!name.endsWith(".rego") || name.split("/").some((segment) => !SEGMENT.test(segment))) {
      throw new OpaError(
        `${JSON.stringify(name)} cannot name a Rego module: ` +
          "use a relative path of letters, digits, `.`, `_` and `-`, with forward slashes, that ends with .rego",
      );
    }
  }
}
