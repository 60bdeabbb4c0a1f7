import { readFileSync } from "node:fs";

interface PackageFile {
  readonly version: string;
  readonly bugs?: { readonly url?: string };
  readonly engines: { readonly node: string };
}

/** Gatewright's own package.json. */
export function readPackage(): PackageFile {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as PackageFile;
}
