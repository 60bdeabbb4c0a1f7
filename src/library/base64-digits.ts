import type { Integer } from "../kubernetes/scalars.js";
import { fromBase64 } from "../language/base64.js";

/** Bytes as the digits of base64 that they are written in. Each is reckoned where it is read, as few of many are. */
export interface Bytes {
  /** With zeros for padding. */
  readonly digits: string;
  readonly length: Integer;
}

const canonical = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$/;

/** 24 KiB: more than any certificate that is met has, and a time that an admission may take. Two bytes are enough for every length. */
export const mostDigits = 32_768;

/** The bytes that base64 stands for; undefined for what is none, and for more than 24 KiB. */
export function bytesOf(base64: string): Bytes | undefined {
  if (base64.length > mostDigits || !canonical.test(base64)) return undefined;
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return { digits: base64.replaceAll("=", "A"), length: Math.floor((base64.length / 4) * 3) - padding };
}

/** The bits of at least three bytes, where there are so many. */
export function bitsAt(digits: string, at: Integer): string {
  const triple = Math.floor(Math.abs(at) / 3);
  const window = digits.substring(triple * 4).slice(0, 7);
  const bits = [...window].map((digit) => bitsOf.get(digit) ?? "").join("");
  return bits.substring(Math.abs(at - triple * 3) * 8);
}

/** The number that eight bits are. */
export function byteOf(bits: string): Integer {
  return (numbers.get(bits.slice(0, 4)) ?? 0) * 16 + (numbers.get(bits.slice(4)) ?? 0);
}

/** Bytes in UTF-8; undefined for what is none. */
export function textAt(digits: string, start: Integer, end: Integer): string | undefined {
  if (start === end) return "";
  const first = Math.floor(Math.abs(start) / 3);
  const last = Math.ceil(Math.abs(end) / 3);
  const skipped = Math.abs(start - first * 3);
  const triples = digits.substring(first * 4, last * 4);
  return fromBase64(withoutEnd(withoutStart(triples, skipped), last * 3 - end))?.slice(skipped);
}

/** With zeros in the place of so many bytes. */
function withoutStart(triples: string, bytes: Integer): string {
  if (bytes === 0) return triples;
  if (bytes === 1) return `A${withBits(lastFour, triples.slice(1, 2))}${triples.slice(2)}`;
  return `AA${withBits(lastTwo, triples.slice(2, 3))}${triples.slice(3)}`;
}

/** With padding in the place of so many bytes. */
function withoutEnd(triples: string, bytes: Integer): string {
  if (bytes === 0) return triples;
  if (bytes === 1) return `${triples.slice(0, -2)}${withBits(firstFour, triples.slice(-2, -1))}=`;
  return `${triples.slice(0, -3)}${withBits(firstTwo, triples.slice(-3, -2))}==`;
}

function withBits(kept: string, digit: string): string {
  return kept.charAt(Math.abs(inOrder.indexOf(digit)));
}

const inOrder = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** For each digit, the one that has the same bits there and zeros elsewhere. */
const firstTwo = "AAAAAAAAAAAAAAAAQQQQQQQQQQQQQQQQggggggggggggggggwwwwwwwwwwwwwwww";
const firstFour = "AAAAEEEEIIIIMMMMQQQQUUUUYYYYccccggggkkkkoooosssswwww000044448888";
const lastFour = "ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOPABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP";
const lastTwo = "ABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCDABCD";

const numbers = new Map([
  ["0000", 0],
  ["0001", 1],
  ["0010", 2],
  ["0011", 3],
  ["0100", 4],
  ["0101", 5],
  ["0110", 6],
  ["0111", 7],
  ["1000", 8],
  ["1001", 9],
  ["1010", 10],
  ["1011", 11],
  ["1100", 12],
  ["1101", 13],
  ["1110", 14],
  ["1111", 15],
]);
const bitsOf = new Map([
  ["A", "000000"],
  ["B", "000001"],
  ["C", "000010"],
  ["D", "000011"],
  ["E", "000100"],
  ["F", "000101"],
  ["G", "000110"],
  ["H", "000111"],
  ["I", "001000"],
  ["J", "001001"],
  ["K", "001010"],
  ["L", "001011"],
  ["M", "001100"],
  ["N", "001101"],
  ["O", "001110"],
  ["P", "001111"],
  ["Q", "010000"],
  ["R", "010001"],
  ["S", "010010"],
  ["T", "010011"],
  ["U", "010100"],
  ["V", "010101"],
  ["W", "010110"],
  ["X", "010111"],
  ["Y", "011000"],
  ["Z", "011001"],
  ["a", "011010"],
  ["b", "011011"],
  ["c", "011100"],
  ["d", "011101"],
  ["e", "011110"],
  ["f", "011111"],
  ["g", "100000"],
  ["h", "100001"],
  ["i", "100010"],
  ["j", "100011"],
  ["k", "100100"],
  ["l", "100101"],
  ["m", "100110"],
  ["n", "100111"],
  ["o", "101000"],
  ["p", "101001"],
  ["q", "101010"],
  ["r", "101011"],
  ["s", "101100"],
  ["t", "101101"],
  ["u", "101110"],
  ["v", "101111"],
  ["w", "110000"],
  ["x", "110001"],
  ["y", "110010"],
  ["z", "110011"],
  ["0", "110100"],
  ["1", "110101"],
  ["2", "110110"],
  ["3", "110111"],
  ["4", "111000"],
  ["5", "111001"],
  ["6", "111010"],
  ["7", "111011"],
  ["8", "111100"],
  ["9", "111101"],
  ["+", "111110"],
  ["/", "111111"],
]);
