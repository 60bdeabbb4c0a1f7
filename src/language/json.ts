import { frozenCopy } from "./frozen-copy.js";

/** What JSON holds. `typeof` and `Array.isArray` tell which of it a value is. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MOST_LEVELS = 64;

/** Strings, numbers and colons; a text that is JSON has nothing else that looks like them. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[-0-9][-+.0-9eE]*|:/g;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?$/;

/**
 * The value that a text of JSON stands for, such as an annotation may hold.
 *
 * @returns undefined for what is no JSON, and for what its readers take differently: a key twice in one object, numbers with an
 *   exponent, with more than 15 digits, below 0.000001 or -0, half of a surrogate pair, and more than 64 levels
 */
export function parseJson(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.some((token) => /^[-0-9]/.test(token) && !isPlainNumber(token))) return undefined;
  const keys = countKeys(value, 0);
  if (keys !== tokens.filter((token) => token === ":").length) return undefined;
  return frozenCopy(value, "the text");
}

function isPlainNumber(text: string): boolean {
  if (!NUMBER.test(text) || /^-?0[.]000000/.test(text) || /^-0(?:[.]0+)?$/.test(text)) return false;
  return text.replace(/[-.]/g, "").length <= 15;
}

/** The keys in all of a value; NaN, which equals no number, where it is too deep or has half of a pair. */
function countKeys(value: Json, levels: number): number {
  if (typeof value === "string") return /\p{Surrogate}/u.test(value) ? Number.NaN : 0;
  if (typeof value !== "object" || value === null) return 0;
  if (levels === MOST_LEVELS) return Number.NaN;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countKeys(item, levels + 1), 0);
  return Object.entries(value).reduce(
    (sum, [key, property]) => sum + 1 + countKeys(key, levels) + countKeys(property, levels + 1),
    0,
  );
}
