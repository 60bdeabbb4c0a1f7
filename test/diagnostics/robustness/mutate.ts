// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the parts are source text
import type { Random } from "../../laws/fuzz/random.js";
import { rewritten } from "./rewrite.js";

type Edit = (tokens: readonly string[], random: Random) => readonly string[];

/** White space, words, numbers, texts, comments, and everything else a character at a time. */
const token =
  /\s+|\/\/.*|\/\*[\s\S]*?\*\/|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|=>|\?\?=?|\?\.|[=!]==?|&&|\|\||\.\.\.|[\s\S]/gu;

export function tokensOf(text: string): readonly string[] {
  return text.match(token) ?? [];
}

/** A text that was a policy, changed in a few places; `others` are texts that may lend their parts. */
export function mutated(text: string, others: readonly string[], random: Random): string {
  if (random.chance(0.1)) return random.pick(whole)(text, random);
  let result = text;
  for (let left = 1 + random.below(3); left > 0; left -= 1) result = rewritten(result, random);
  return result !== text && random.chance(0.85) ? result : withTokens(result, others, random);
}

function withTokens(text: string, others: readonly string[], random: Random): string {
  let tokens = tokensOf(text);
  for (let left = random.chance(0.7) ? 1 : 1 + random.below(5); left > 0; left -= 1) {
    tokens = random.pick(edits)(tokens, random);
    if (random.chance(0.1)) tokens = lent(tokens, tokensOf(random.pick(others)), random);
  }
  return tokens.join("");
}

const words = [
  ..."if else for of in while do switch case default break continue return yield yield* let const var function class new".split(
    " ",
  ),
  ..."this super async await typeof void delete instanceof as satisfies keyof try catch throw static enum namespace import".split(
    " ",
  ),
  ..."export type interface undefined null true false NaN Infinity never unknown any string number object symbol bigint".split(
    " ",
  ),
  ..."object parameters inventory matches Object.keys Object.entries Math.max new\u0020Set new\u0020Map Array.from JSON.parse".split(
    " ",
  ),
  ...". ?. , ; : ? ! ~ + - * / % ** = === !== == != < > <= >= && || ?? ??= += ++ -- => ... ( ) [ ] { } @ # $ & | ^ << >> >>>".split(
    " ",
  ),
  ...'"" "a" "\\ud800" "__proto__" "constructor" "*" 0 -1 1.5 1e400 0x1F 9007199254740993 10n /a/ /(?=b)/g `a${1}`'.split(
    " ",
  ),
  ...["``", "[]", "{}", "() => 1", "<T>", "a.b.c", "[...[]]", "{ ...{} }", "as const", "!", "#x", "\\u{61}"],
];

const edits: readonly Edit[] = [
  // Deletion, duplication, swaps.
  (tokens, random) => tokens.toSpliced(random.below(tokens.length), 1),
  (tokens, random) => tokens.toSpliced(random.below(tokens.length), 1 + random.below(12)),
  (tokens, random) => {
    const at = random.below(tokens.length);
    return tokens.toSpliced(at, 0, ...tokens.slice(at, at + 1 + random.below(30)));
  },
  swapped(() => true),
  swapped((one) => /^\s+$/.test(one) === false),
  swapped((one) => /^[\p{L}_$]/u.test(one)),
  swapped((one) => /^["`\d]/.test(one)),
  // What fits the grammar more often than chance: a word for a word, an operator for an operator.
  replaced(
    /^[a-z]\w*$/i,
    words.filter((one) => /^[A-Za-z.]+$/.test(one)),
  ),
  replaced(/^(?:[=!]==?|[<>+*/%-]|&&|\|\||\?\?)$/, [
    "===",
    "!==",
    "==",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "&&",
    "||",
    "??",
    "in",
    ",",
  ]),
  replaced(
    /^["`\d]/,
    words.filter((one) => /^["`\d/[{(-]/.test(one)),
  ),
  (tokens, random) => tokens.with(random.below(tokens.length), random.pick(words)),
  (tokens, random) => tokens.toSpliced(random.below(tokens.length), 0, ` ${random.pick(words)} `),
  // Around an expression or a statement.
  (tokens, random) => around(tokens, /^[\p{L}_$][\p{L}\p{N}_$]*$/u, random, wraps),
  (tokens, random) => around(tokens, /^["`\d]/, random, wraps),
  (tokens, random) => around(tokens, /^(?:if|for|yield|return|const)$/, random, starts),
];

const wraps: readonly (readonly [before: string, after: string])[] = [
  ["(", ")"],
  ["!", ""],
  ["[", "]"],
  ["[...", "]"],
  ["{ a: ", " }"],
  ["`${", "}`"],
  ["(() => ", ")()"],
  ["new Set([", "])"],
  ["Object.keys(", ")"],
  ["(true ? ", " : undefined)"],
  ["", "!"],
  ["", " as any"],
  ["", "?.[0]"],
  ["", ".toSorted()"],
  ["", ".map((x) => x)"],
  ["", ".filter((x, i) => i > 0)"],
  ["", ".length"],
];

const starts: readonly (readonly [before: string, after: string])[] = [
  ["{ ", ""],
  ["if (object) ", ""],
  ["for (const z of [1, 2]) ", ""],
  ["switch (1 as number) { case 1: break; default: } ", ""],
  ["while (true) ", ""],
  ["label: ", ""],
  ["return; ", ""],
  ["let z = 1; z = 2; ", ""],
  ["function f(x: number): number { return f(x); } ", ""],
  ["throw 1; ", ""],
];

/** Changes of the whole text: cut off, nested, huge, and in other encodings of lines and letters. */
const whole: readonly ((text: string, random: Random) => string)[] = [
  (text, random) => text.slice(0, random.below(text.length)),
  (text, random) => text.slice(random.below(text.length)),
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll("\n", "\r"),
  (text) => text.replaceAll("\n", "\u2028"),
  (text, random) =>
    insertedAt(text, random, random.pick(["\u0000", "\u200b", "\u202e", "\ud800", "é", "😀", "\u0085", "‘", "\ufeff"])),
  (text, random) =>
    text.replace(/\bobject\b/g, random.pick(["оbject", "objеct", "o\u0308bject", "\\u006fbject", "𝒐bject"])),
  (text, random) => nested(text, random, 20 + random.below(260)),
  (text, random) => nested(text, random, 5000),
  (text, random) =>
    text.replace(/"(?:[^"\\\n]|\\.)*"/, () => `"${random.pick(["a", "\\\\", "\\ud83d", "💥"]).repeat(100_000)}"`),
  (text, random) =>
    text.replace(/\b\d+\b/, () => random.pick(["9".repeat(50_000), "1e999999", `0.${"0".repeat(5000)}1`])),
  (text, random) =>
    text.replace("[]", () => `[${Array.from({ length: 1 + random.below(3000) }, (_, at) => `"n${at}"`)}]`),
  (text) => text.repeat(3),
];

function swapped(fits: (token: string) => boolean): Edit {
  return (tokens, random) => {
    const places = [...tokens.keys()].filter((at) => fits(tokens[at] as string));
    if (places.length < 2) return tokens;
    const [one, other] = [random.pick(places), random.pick(places)];
    return tokens.with(one, tokens[other] as string).with(other, tokens[one] as string);
  };
}

function replaced(which: RegExp, by: readonly string[]): Edit {
  return (tokens, random) => {
    const places = [...tokens.keys()].filter((at) => which.test(tokens[at] as string));
    return places.length === 0 ? tokens : tokens.with(random.pick(places), random.pick(by));
  };
}

function around(tokens: readonly string[], which: RegExp, random: Random, by: typeof wraps): readonly string[] {
  const places = [...tokens.keys()].filter((at) => which.test(tokens[at] as string));
  if (places.length === 0) return tokens;
  const at = random.pick(places);
  const [before, after] = random.pick(by);
  return tokens.with(at, `${before}${tokens[at]}${after}`);
}

function lent(tokens: readonly string[], others: readonly string[], random: Random): readonly string[] {
  const from = random.below(others.length);
  return tokens.toSpliced(random.below(tokens.length), random.below(5), ...others.slice(from, from + random.below(40)));
}

function insertedAt(text: string, random: Random, part: string): string {
  const at = random.below(text.length);
  return text.slice(0, at) + part + text.slice(at);
}

function nested(text: string, random: Random, depth: number): string {
  const [before, after] = random.pick([
    ["(", ")"],
    ["[", "]"],
    ["!", ""],
    ["-", ""],
    ["true ? 1 : ", ""],
    ["1 + ", ""],
    ['"a" + ', ""],
    ["true && ", ""],
    ["null ?? ", ""],
    ["{ a: ", " }"],
    ["() => ", ""],
    ["`${", "}`"],
    ["new Set([", "])"],
  ] as const);
  const places = [...text.matchAll(/"[^"\n]*"/g)].map(({ index }) => index);
  const at = places.length === 0 ? 0 : random.pick(places);
  const end = text.slice(at).match(/^"[^"\n]*"/)?.[0].length ?? 0;
  return (
    text.slice(0, at) + before.repeat(depth) + text.slice(at, at + end) + after.repeat(depth) + text.slice(at + end)
  );
}
