import { FixtureError, type Place } from "../place.js";

/** More than etcd holds of a single object, and enough for an inventory. */
export const MAXIMUM_BYTES = 4 * 1024 * 1024;

/** The text of a file in UTF-8, without a byte order mark. Throws a FixtureError for what is no such text. */
export function readText(file: string, bytes: Uint8Array): string {
  const start: Place = { file, line: 1, column: 1 };
  if (bytes.length > MAXIMUM_BYTES) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    throw new FixtureError(start, `it is ${size} MiB large; a fixture may have ${MAXIMUM_BYTES / 1024 / 1024} MiB`);
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new FixtureError(start, "it is UTF-16; save it as UTF-8");
  }
  const text = decode(bytes);
  if (text === undefined) throw new FixtureError(placeOf(file, bytes, firstInvalid(bytes)), "it is not UTF-8 text");
  const odd = text.search(ODD);
  if (odd >= 0) {
    const character = text.charAt(odd);
    const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    const before = new TextEncoder().encode(text.slice(0, odd));
    const problem = LINE_BREAK.test(character)
      ? `it has ${code}, which is a line break to Kubernetes only; write it as an escape in double quotes`
      : `it has ${code}, which YAML does not allow; is it binary?`;
    throw new FixtureError(placeOf(file, before, before.length), problem);
  }
  return text;
}

/** Line breaks of YAML 1.1, as Kubernetes reads it, that are none in YAML 1.2. */
const LINE_BREAK = /[\r\u0085\u2028\u2029]/;

// What YAML does not allow in a stream, outside of escapes in double quotes, and line breaks that are read in two ways.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|\r(?!\n)/;

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** How many bytes from the start are UTF-8: by halves, as every part of a text is one. */
function firstInvalid(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    // A cut within a character is no fault, so what is incomplete at the end is left to the next part.
    if (decodable(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function decodable(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function placeOf(file: string, bytes: Uint8Array, offset: number): Place {
  const before = new TextDecoder().decode(bytes.subarray(0, offset));
  const lines = before.split(/\r\n|\r|\n/);
  return { file, line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
}
