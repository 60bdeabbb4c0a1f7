import { isPrintable } from "./printable.js";

const ESCAPES: { readonly [character: string]: string } = {
  '"': '\\"',
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** A string in quotes as Go's `strconv.Quote` writes it, and so OPA inside of arrays, objects and sets. */
export function quote(text: string): string {
  let quoted = "";
  for (const character of text) quoted += ESCAPES[character] ?? escaped(character);
  return `"${quoted}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  if (isPrintable(code)) return character;
  // Half a pair is no character; what reaches Go in its place is U+FFFD.
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  const digits = code.toString(16);
  if (code < 0x80) return `\\x${digits.padStart(2, "0")}`;
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}
