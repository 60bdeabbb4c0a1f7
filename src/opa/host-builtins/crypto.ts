import { createHash } from "node:crypto";
import type { HostBuiltin } from "./table.js";

/** `crypto.sha256` and its siblings: of a text's UTF-8, in hexadecimal digits. */
function hash(algorithm: string): HostBuiltin {
  return (text) => (typeof text === "string" ? createHash(algorithm).update(text, "utf8").digest("hex") : undefined);
}

export const sha256 = hash("sha256");
export const sha1 = hash("sha1");
export const md5 = hash("md5");
