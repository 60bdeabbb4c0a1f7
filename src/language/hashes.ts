import { createHash } from "node:crypto";

/** The SHA-256 of a text's UTF-8, in 64 hexadecimal digits: `"2cf24dba…"`. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The SHA-1 of a text's UTF-8, in 40 hexadecimal digits. For what was hashed by others: nobody should rely on it. */
export function sha1(text: string): string {
  return createHash("sha1").update(text, "utf8").digest("hex");
}

/** The MD5 of a text's UTF-8, in 32 hexadecimal digits. For what was hashed by others: nobody should rely on it. */
export function md5(text: string): string {
  return createHash("md5").update(text, "utf8").digest("hex");
}
