/**
 * The operations that terms are made of, named for what they do and not for how a target spells them. Every operation is strict: it
 * is undefined when an argument is. `total` ones are defined for all arguments that TypeScript's types allow.
 */
export interface Operation {
  readonly total: boolean;
  readonly result: "boolean" | "number" | "string" | "array" | "set" | "object" | "any";
  /** True when what it is undefined for is NaN in JavaScript. */
  readonly nan?: true;
  /** The operation that holds exactly when this one does not, for defined arguments. */
  readonly negated?: string;
}

const boolean = { total: true, result: "boolean" } as const;
const number = { total: true, result: "number" } as const;
const string = { total: true, result: "string" } as const;
const array = { total: true, result: "array" } as const;
const set = { total: true, result: "set" } as const;

export const operations = {
  equal: { ...boolean, negated: "notEqual" },
  notEqual: { ...boolean, negated: "equal" },
  less: { ...boolean, negated: "greaterOrEqual" },
  lessOrEqual: { ...boolean, negated: "greater" },
  greater: { ...boolean, negated: "lessOrEqual" },
  greaterOrEqual: { ...boolean, negated: "less" },
  plus: number,
  minus: number,
  times: number,
  divide: { total: false, result: "number" },
  remainder: { total: false, result: "number" },
  remainderOfFractions: { total: false, result: "number" },
  /** The 32 bits of a number as JavaScript takes them, without a sign, and what is done with them. */
  bitsOf: number,
  bitsInBoth: number,
  bitsInEither: number,
  bitsInOne: number,
  bitsLeft: number,
  bitsRight: number,
  signedBitsRight: number,
  /** The number with a sign that 32 bits stand for. */
  signedBits: number,
  abs: number,
  floor: number,
  ceil: number,
  /** `floor` and `ceil` of what is never below zero. */
  floorOfNatural: number,
  ceilOfNatural: number,
  /** A number without a fraction, however large. */
  isWhole: boolean,
  sum: number,
  product: number,
  /** The number that a text is, as a whole or at its start; undefined for none. */
  numberOfText: { total: false, result: "number", nan: true },
  floatOfText: { total: false, result: "number", nan: true },
  integerOfText: { total: false, result: "number", nan: true },
  /** `digitsOfText(text, prefix, digits)`: the whole number at the start of a text, to the base of the digits. */
  digitsOfText: { total: false, result: "number", nan: true },
  /** `quantity(value)`: the exact amount that a string or a number stands for; undefined for none. */
  quantity: { total: false, result: "array" },
  /** `totalOfAmounts(list)`, and `productOfAmounts(amount, factor)`. */
  totalOfAmounts: array,
  productOfAmounts: array,
  max: { total: false, result: "any" },
  min: { total: false, result: "any" },
  /** `in(x, xs)`: xs, an array or a set, has x; an object has the value x. */
  in: boolean,
  /** `hasKey(object, key)`. */
  hasKey: boolean,
  contains: boolean,
  startsWith: boolean,
  endsWith: boolean,
  matches: { total: false, result: "boolean" },
  /** `matchesGlob(pattern, text, separators)`. */
  matchesGlob: { total: false, result: "boolean" },
  /** `cidr(text)`: a block of addresses; undefined for none. */
  cidr: { total: false, result: "array" },
  containsBlock: boolean,
  overlapsBlock: boolean,
  /** Lists whose order is that of versions; undefined for none. */
  version: { total: false, result: "array" },
  apiVersion: { total: false, result: "array" },
  /** The amounts in seconds that texts stand for; undefined for none. */
  duration: { total: false, result: "array" },
  /** Nanoseconds since 1970, and the amount in seconds that they are. */
  clock: number,
  secondsOfNanos: array,
  timeOfText: { total: false, result: "array" },
  base64: string,
  base64Url: string,
  /** The text of UTF-8 that base64 stands for; undefined for none. */
  textOfBase64: { total: false, result: "string" },
  textOfBase64Url: { total: false, result: "string" },
  sha256: string,
  sha1: string,
  md5: string,
  /** The value that a text of JSON stands for; undefined for none. */
  parsedJson: { total: false, result: "any" },
  /** The value that a text of YAML stands for; undefined for none. */
  parsedYaml: { total: false, result: "any" },
  /** The parts of a URL; undefined for none. */
  parsedUrl: { total: false, result: "object" },
  /** `externalData(provider, keys)`: what Gatekeeper answers, with pairs of keys and values. */
  externalData: { total: true, result: "object" },
  /** `submatches(pattern, text, most)`: for each match, the whole of it and its groups. */
  submatches: array,
  isString: boolean,
  isNumber: boolean,
  isBoolean: boolean,
  isArray: boolean,
  isObject: boolean,
  isNull: boolean,
  isSet: boolean,
  /** Elements of an array, a set or an object; code points of a string. */
  count: number,
  indexOfText: number,
  /** `indexFrom(text, part, start)`, with a start that is never negative. */
  indexFrom: number,
  lastIndexOfText: number,
  /** The code point of a character, and its first UTF-16 unit. */
  codePoint: number,
  charCode: number,
  lower: string,
  upper: string,
  trimSpace: string,
  trimStart: string,
  trimEnd: string,
  trimPrefix: string,
  trimSuffix: string,
  split: array,
  join: string,
  replaceAll: string,
  /** `replaceFirst(text, part, by)`. */
  replaceFirst: string,
  /** `replaceFirstBy(text, part, by)` and its like for all: `$` in what is put there has the meaning of JavaScript. */
  replaceFirstBy: string,
  replaceAllBy: string,
  /** `repeat(text, times)`. */
  repeat: string,
  /** `padding(text, length, filler)`: what the text lacks. */
  padding: string,
  /** `substring(text, offset, length)`: a length below 0 means to the end. */
  substring: string,
  reverseText: string,
  /** The text of a whole number of at most 32 bits. */
  smallIntegerText: string,
  /** The text of a whole number. */
  integerText: string,
  /** The text of any number, as JavaScript writes it. */
  numberText: string,
  /** `basedText(number, base, digits)` of a whole number; the digits are those that 12 bits have. */
  basedText: string,
  /** `fixedText(number, digits)`. */
  fixedText: string,
  booleanText: string,
  /** The text of a string, a number or a boolean. */
  scalarText: string,
  /** A string in quotes, as JSON.stringify writes it. */
  jsonText: string,
  /** Any value, as `fmt` prints it. */
  format: string,
  /** A list of strings, and a set of them, as `fmt` prints them. */
  formatTexts: string,
  formatTextSet: string,
  sort: array,
  concatArrays: array,
  slice: array,
  reverse: array,
  range: array,
  union: set,
  intersection: set,
  difference: set,
  keys: set,
  toSet: set,
  /** `removeKeys(object, keys)`. */
  removeKeys: { total: true, result: "object" },
  /** The entries of both; of objects under one key, again the entries of both. */
  mergeObjects: { total: true, result: "object" },
  /** The entries of a list of objects, whose values are none: later ones win. */
  unionObjects: { total: true, result: "object" },
  /** `overlay(object, objects)`: entries of any values, where later ones win. */
  overlay: { total: true, result: "object" },
  /** `groupLists(object, pairs)`: what the pairs of a key and a list add to the lists under the keys. */
  groupLists: { total: true, result: "object" },
  /** `groupSets(object, pairs)`: what the pairs of a key and a list add to the sets under the keys. */
  groupSets: { total: true, result: "object" },
  /** `groupSums(object, pairs)`: what the pairs of a key and a number add to the numbers under the keys. */
  groupSums: { total: true, result: "object" },
  /** `firstByKey(object, pairs)`: the object with what the first pair of each key that it has not gives it. */
  firstByKey: { total: true, result: "object" },
  /** `greatest(pairs)`: of pairs of a measure and a value, the values whose measure is the greatest, in their order. */
  greatest: { total: false, result: "array" },
  least: { total: false, result: "array" },
} as const satisfies { readonly [name: string]: Operation };

export type OperationName = keyof typeof operations;

export function operation(name: string): Operation {
  const found = (operations as { readonly [name: string]: Operation })[name];
  if (found === undefined) throw new Error(`no operation is called ${name}`);
  return found;
}
