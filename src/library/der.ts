import type { Integer } from "../kubernetes/scalars.js";
import { parseJson } from "../language/json.js";
import { bitsAt, byteOf, mostDigits, textAt } from "./base64-digits.js";

/** A value in the Distinguished Encoding Rules of X.690, and where its content is among the bytes. */
export interface Element {
  readonly tag: Integer;
  readonly start: Integer;
  readonly end: Integer;
}

type Span = Pick<Element, "start" | "end">;

const mostElements = 256;

/** What stands in an element of that tag, one after the other; nothing where it does not fill the element, or is too much. */
export function elementsIn(digits: string, { tag, start, end }: Element, expected: Integer): readonly Element[] {
  return tag === expected ? elementsFrom(digits, elementAt(digits, start, end), end) : [];
}

function elementsFrom(digits: string, first: Element, end: Integer): readonly Element[] {
  if (first.end >= end) return first.end === end && first.tag >= 0 ? [first] : [];
  return withMore(digits, [first, ...fourFrom(digits, first.end, end)], end);
}

function withMore(digits: string, few: readonly Element[], end: Integer): readonly Element[] {
  return endOf(few) >= end
    ? filling(few, end)
    : withMany(digits, [...few, ...sixteenFrom(digits, endOf(few), end)], end);
}

function withMany(digits: string, some: readonly Element[], end: Integer): readonly Element[] {
  return endOf(some) >= end ? filling(some, end) : filling([...some, ...manyFrom(digits, endOf(some), end)], end);
}

function filling(steps: readonly Element[], end: Integer): readonly Element[] {
  const elements = steps.filter(({ tag }) => tag >= 0);
  return endOf(steps) === end && elements.length <= mostElements ? elements : [];
}

function manyFrom(digits: string, at: Integer, limit: Integer): readonly Element[] {
  const first = sixtyFourFrom(digits, at, limit);
  const second = sixtyFourFrom(digits, endOf(first), limit);
  const third = sixtyFourFrom(digits, endOf(second), limit);
  const fourth = sixtyFourFrom(digits, endOf(third), limit);
  return [...first, ...second, ...third, ...fourth];
}

function sixtyFourFrom(digits: string, at: Integer, limit: Integer): readonly Element[] {
  const first = sixteenFrom(digits, at, limit);
  const second = sixteenFrom(digits, endOf(first), limit);
  const third = sixteenFrom(digits, endOf(second), limit);
  const fourth = sixteenFrom(digits, endOf(third), limit);
  return [...first, ...second, ...third, ...fourth];
}

function sixteenFrom(digits: string, at: Integer, limit: Integer): readonly Element[] {
  const first = fourFrom(digits, at, limit);
  const second = fourFrom(digits, endOf(first), limit);
  const third = fourFrom(digits, endOf(second), limit);
  const fourth = fourFrom(digits, endOf(third), limit);
  return [...first, ...second, ...third, ...fourth];
}

function fourFrom(digits: string, at: Integer, limit: Integer): readonly Element[] {
  const first = elementAt(digits, at, limit);
  const second = elementAt(digits, first.end, limit);
  const third = elementAt(digits, second.end, limit);
  const fourth = elementAt(digits, third.end, limit);
  return [first, second, third, fourth];
}

function endOf(elements: readonly Element[]): Integer {
  return elements.at(-1)?.end ?? 0;
}

/** The element at a position; of the tag -1 where there is none, with an end beyond the limit where what is there is wrong. */
export function elementAt(digits: string, at: Integer, limit: Integer): Element {
  if (at >= limit) return { tag: -1, start: at, end: at };
  const bits = bitsAt(digits, at);
  return elementOf(digits, at + 2, limit, bits, byteOf(bits.slice(8, 16)));
}

function elementOf(digits: string, at: Integer, limit: Integer, bits: string, stated: Integer): Element {
  return elementWithin(
    limit,
    bits,
    stated < 128 ? { start: at, end: at + stated } : longSpan(bitsAt(digits, at), at, stated),
  );
}

function elementWithin(limit: Integer, bits: string, { start, end }: Span): Element {
  const isWrong = end > limit || bits.slice(3, 8) === tagInMoreBytes;
  return isWrong ? { tag: -1, start, end: limit + 1 } : { tag: byteOf(bits.slice(0, 8)), start, end };
}

const tagInMoreBytes = "11111";

/** Of a length that has bytes of its own; endless for one in more than two, in more than it takes, and of no stated one. */
function longSpan(bits: string, at: Integer, stated: Integer): Span {
  const high: Integer = byteOf(bits.slice(0, 8));
  if (stated === 0x81 && high >= 128) return { start: at + 1, end: at + 1 + high };
  if (stated === 0x82 && high > 0) return { start: at + 2, end: at + 2 + high * 256 + byteOf(bits.slice(8, 16)) };
  return { start: at, end: mostDigits };
}

/** The text of an element that is one: in UTF-8 or a part of it, T61String as Latin-1, or BMPString. */
export function textIn(digits: string, { tag, start, end }: Element): string | undefined {
  if ([0x0c, 0x12, 0x13, 0x16, 0x1a].includes(tag)) return textAt(digits, start, end);
  if (tag === 0x14) return textOfUnits(hexadecimalAt(digits, start, end).replace(/../g, "\\u00$&"));
  if (tag !== 0x1e || (end - start) % 2 === 1) return undefined;
  return textOfUnits(hexadecimalAt(digits, start, end).replace(/0000$/, "").replace(/.{4}/g, "\\u$&"));
}

/** Of no halves of surrogate pairs: BMPString has the first plane of Unicode only. */
function textOfUnits(units: string): string | undefined {
  const text = /\\ud[89a-f]/.test(units) ? undefined : parseJson(`"${units}"`);
  return typeof text === "string" ? text : undefined;
}

function hexadecimalAt(digits: string, start: Integer, end: Integer): string {
  const bytes = Array.from({ length: end - start }, (_, index) => byteOf(bitsAt(digits, start + index).slice(0, 8)));
  return bytes
    .map(
      (byte) => `${hexadecimal.charAt(Math.floor(byte / 16))}${hexadecimal.charAt(byte - Math.floor(byte / 16) * 16)}`,
    )
    .join("");
}

const hexadecimal = "0123456789abcdef";
