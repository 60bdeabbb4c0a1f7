/** Beside what JSON escapes itself: what YAML does not print, and kustomize refuses even where YAML escapes it. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string as Rego has it, in quotes and in characters that can be written into any file. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What opa fmt writes in a reference as Go escapes it, and reads no more: `["\u0000"]` as `["\x00"]`. */
const unreadable = /[^\P{Cc}\b\t\n\f\r\u0080-\u009f]|[\u{10000}-\u{10ffff}]/u;

/** A string as the key of a reference, between brackets. */
export function keyText(key: string): string {
  return unreadable.test(key) ? `concat("", [${quotedText(key)}])` : quotedText(key);
}

/** A pattern as a raw string, where it can be one. */
export function rawText(text: string): string {
  // policy.wasm takes the character itself for the end of the pattern, and no raw string has it.
  const pattern = text.replaceAll("\0", "\\x00");
  const quoted = quotedText(pattern);
  const plain = !pattern.includes("`") && !/[\r\n]/.test(pattern) && quoted === JSON.stringify(pattern);
  return plain ? `\`${pattern}\`` : quoted;
}
