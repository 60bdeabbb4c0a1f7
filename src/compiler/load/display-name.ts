import { posix } from "node:path";
import { functionsName } from "./package-files.js";
import { standardName } from "./standard-library.js";

/** What a file is called in reports and in comments: the same on every machine. */
export function displayName(file: string, root: string): string {
  const ours = functionsName(file);
  if (ours !== undefined) return ours;
  const name = posix.relative(root, file);
  return name.startsWith("../") || name.includes("node_modules/") ? (standardName(file) ?? name) : name;
}
