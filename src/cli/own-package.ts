import { readFileSync } from "node:fs";

/** The fields of Gatewright's own package.json that it reads. */
interface PackageFile {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly dependencies: { readonly [name: string]: string };
  readonly bugs?: { readonly url?: string };
}

/** Gatewright's own package.json. */
export function readPackage(): PackageFile {
  return JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as PackageFile;
}
