import { fileURLToPath } from "node:url";

/** `.js` when installed, `.ts` when the sources run as they are. */
const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));

/** The folder that the running package's modules are in: `src`, or `dist`. */
const modules = fileURLToPath(new URL("../..", import.meta.url))
  .replaceAll("\\", "/")
  .replace(/\/$/, "");

/** The running package's own folder. */
export const ownPackage = modules.slice(0, modules.lastIndexOf("/"));

/** A module of the running package, by its path below `src`, without its extension. */
export function ownModule(path: string): string {
  return `${modules}/${path}${extension}`;
}

/** What an import of `gatewright` means while tests run: always the running package, also where a project has none installed. */
export function resolveOwn(source: string): string | undefined {
  if (source === "gatewright") return ownModule("index");
  const [, entry] = /^gatewright\/(kubernetes|testing|compiler)$/.exec(source) ?? [];
  if (entry !== undefined) return ownModule(`${entry}/index`);
  const [, policy] = /^gatewright\/stdlib\/([a-z0-9-]+)$/.exec(source) ?? [];
  return policy === undefined ? undefined : `${ownPackage}/stdlib/${policy}/policy.ts`;
}

/** The running package's modules, but not what it depends on. */
export const ownModules = new RegExp(`^${escaped(ownPackage)}/(?!.*node_modules/)`);

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
