import type { Json } from "../../../src/model.js";
import type { Case } from "../three-ways.js";

/** Characters of src/compiler/deviations.ts: beyond U+FFFF, invisible, with a case or a width of their own. */
const ODD =
  /[\u{10000}-\u{10ffff}\ud800-\udfff\u0080-\u00a0\u00ad\u0130\u0131\u00df\u017f\u03a3\u03c2\u1e9e\u212a\ufb00-\ufb06\ufeff]|\p{Z}|\p{C}/gu;

/** Digits of numbers in texts, more than JavaScript keeps. */
const MANY_DIGITS = /(?<=[0-9]{15})[0-9]+/g;

/** A case without what known deviations are about: no such characters, and whole numbers up to 2^40. */
export function tamed(one: Case): Case {
  return tame(one as unknown as Json) as unknown as Case;
}

function tame(value: Json): Json {
  if (typeof value === "string")
    return value.replace(ODD, (character) => (character === " " ? character : "x")).replace(MANY_DIGITS, "");
  if (typeof value === "number") return Math.trunc(Math.max(-(2 ** 40), Math.min(2 ** 40, value)));
  if (Array.isArray(value)) return value.map(tame);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, property]) => [tame(key) as string, tame(property)]));
}
