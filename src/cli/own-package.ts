import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

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

/** A file that comes with Gatewright, by its path in the package. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
