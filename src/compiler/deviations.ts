// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the expressions are source text
/**
 * Where a policy that compiles may answer differently in TypeScript and in Rego: all that is known, each with its reason. Whatever
 * else cannot be equal is a diagnostic. A test shows every entry by running both sides.
 */
export interface Deviation {
  readonly topic: string;
  /** What happens in TypeScript, by an example. */
  readonly typescript: string;
  /** What happens in Rego for the same. */
  readonly rego: string;
  /** Why it is so, and why it is not refused instead. */
  readonly reason: string;
}

const codePoints =
  "JavaScript's strings are sequences of UTF-16 units, Rego's of code points. They differ for characters beyond U+FFFF only, such as emoji, which names, labels, images and nearly everything else in Kubernetes cannot hold; refusing every length and slice for their sake would refuse what policies are made of.";

const cases =
  "JavaScript applies Unicode's special casing, which depends on context and may change the length; Go maps one code point to one. Names that Kubernetes restricts to ASCII cannot show the difference.";

const arithmetic =
  "OPA calculates with more digits than a float64 has: Go with a mantissa of 64 bits, policy.wasm in decimals. Whole numbers up to 2^53 are exact everywhere, and so are comparisons of numbers that were not calculated. Quantities of Kubernetes are texts.";

export const deviations: readonly Deviation[] = Object.freeze([
  {
    topic: "Length of a text",
    typescript: '`"😀".length` is 2',
    rego: "1",
    reason: codePoints,
  },
  {
    topic: "Positions in a text",
    typescript: '`"😀x".indexOf("x")` is 2, and `"😀x".slice(2)` is `"x"`',
    rego: '1, and `""`',
    reason: codePoints,
  },
  {
    topic: "Parts of a text",
    typescript: '`"😀x".split("")` has 3 parts, two of which are no characters',
    rego: '2 parts, as `[..."😀x"]` has in both',
    reason: codePoints,
  },
  {
    topic: "Order of texts",
    typescript: '`"😀" < "\\uffff"` is true: its first unit is U+D83D',
    rego: "false: U+1F600 comes after U+FFFF; `toSorted()` follows the same order",
    reason: codePoints,
  },
  {
    topic: "Half a surrogate pair in data",
    typescript: "A text of a fixture may hold half of a pair, as `\\ud83d` in JSON",
    rego: "U+FFFD stands in its place",
    reason:
      "JSON can spell what UTF-8 cannot, and Go replaces it when it reads it. The API server does so before any policy sees the object, so that only a fixture can hold it. In the text of a policy it is a diagnostic, GW1019.",
  },
  {
    topic: "Invisible characters in `fmt`",
    typescript: '`fmt(["a\\u00a0b"])` is `["a\\u00a0b"]`, with the number of the character',
    rego: "the character itself",
    reason:
      "OPA writes characters beyond ASCII that show nothing by their numbers, and has no builtin that tells which they are. Quotes, backslashes and the control characters of ASCII are written alike everywhere.",
  },
  {
    topic: "Characters of a pattern",
    typescript: '`/^.$/.test("😀")` is false without the flag u',
    rego: "true",
    reason: codePoints,
  },
  {
    topic: "U+0000 in a pattern of the data",
    typescript: '`matches("^a\\u0000b$", "a")` is false, as in Gatekeeper',
    rego: "true in policy.wasm, for which the pattern ends before the character",
    reason:
      "OPA hands patterns to RE2 as C does, and to look at each for a character that no constraint has would cost every review. In the text of a policy, patterns are escaped.",
  },
  {
    topic: "Letters of a pattern that ignores case",
    typescript: '`/k/i.test("\u212a")`, the sign of kelvin, is false, as is `/s/i.test("\u017f")`, the long s',
    rego: "true for both",
    reason:
      "RE2 folds these two letters into ASCII's, as Unicode does, and JavaScript leaves them out on purpose. Nothing that Kubernetes restricts to ASCII can show the difference.",
  },
  {
    topic: "Lower case",
    typescript: '`"ΟΔΟΣ".toLowerCase()` is `"οδος"`, and `"İ".toLowerCase()` has two code points',
    rego: '`"οδοσ"`, and `"i"`',
    reason: cases,
  },
  {
    topic: "Upper case",
    typescript: '`"ß".toUpperCase()` is `"SS"`, and `"ﬁ".toUpperCase()` is `"FI"`',
    rego: '`"ß"`, and `"ﬁ"`',
    reason: cases,
  },
  {
    topic: "White space",
    typescript: "`trim()` removes U+FEFF, and keeps U+0085",
    rego: "keeps U+FEFF, and removes U+0085",
    reason:
      "ECMAScript has a list of white space of its own, with U+FEFF and without U+0085, and Go follows Unicode's. All other white space is the same in both.",
  },
  {
    topic: "Fractions",
    typescript: "`0.1 + 0.2 === 0.3` is false",
    rego: "true",
    reason: arithmetic,
  },
  {
    topic: "Digits of a quotient",
    typescript: "The text of `4 / 7` is 0.5714285714285714",
    rego: "0.57142857142857142856 in Gatekeeper, 0.571428571428571429 in policy.wasm",
    reason: arithmetic,
  },
  {
    topic: "Digits of a number in a text",
    typescript: '`Number("0.30000000000000001") === 0.3` is true',
    rego: "false: no digit is rounded away",
    reason:
      "JavaScript keeps 17 significant digits of a number, and OPA keeps them all. Numbers of up to 15 digits, which is what people write, are the same in both.",
  },
  {
    topic: "Whole numbers beyond 2^53",
    typescript: "`9007199254740992 + 1` is 9007199254740992",
    rego: "9007199254740993",
    reason: arithmetic,
  },
  {
    topic: "Numbers beyond 1.8e308",
    typescript: "`1e300 * 1e300` is Infinity, and equal to its double",
    rego: "a number, and less than its double",
    reason: arithmetic,
  },
] satisfies readonly Deviation[]);
