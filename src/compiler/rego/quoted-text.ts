/** Beside what JSON escapes itself: what YAML does not print, and kustomize refuses even where YAML escapes it. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A string as Rego has it, in quotes and in characters that can be written into any file. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A pattern as a raw string, where it can be one. */
export function rawText(pattern: string): string {
  const quoted = quotedText(pattern);
  const plain = !pattern.includes("`") && !/[\r\n]/.test(pattern) && quoted === JSON.stringify(pattern);
  return plain ? `\`${pattern}\`` : quoted;
}
