import fc from "fast-check";
import { hostileText } from "../hostile.js";

const number = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.stringMatching(/^-?[0-9]{1,17}([.][0-9]{1,17})?$/),
  fc.constantFrom(
    "0",
    "-0",
    "-0.0",
    "0.0",
    "1.0",
    "1.50",
    "0.000001",
    "0.0000001",
    "0.0000010",
    "1e2",
    "1E+2",
    "01",
    "1.",
    ".5",
    "+1",
    "-",
    "--1",
    "1_0",
  ),
);
const string = fc.oneof(
  fc.string().map((text) => JSON.stringify(text)),
  fc.string({ unit: "binary" }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    '"a"',
    '"b"',
    '"\\u0000"',
    '"\\ud83d\\ude00"',
    '"\\uD83D"',
    '"\\ude00"',
    '"\\ud83d\\ud83d\\ude00"',
    '"\\u00E9"',
    '"\\/\\b\\f"',
    '"\\x41"',
    '"\\u12"',
    '"\t"',
    '"\u007f"',
    '"a',
    "'a'",
    '"constructor"',
    '"__proto__"',
    '"[1,2"',
    '"\\""',
  ),
);
const space = fc.constantFrom("", "", "", " ", "\n\t\r", "\u00a0", "\f");

/** Pieces of JSON in any order: few are valid, and many nearly. */
const soup = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("[", "]", "{", "}", ",", ":", '"a"', "1", "null", " ") },
      {
        weight: 1,
        arbitrary: fc.oneof(
          number,
          string,
          fc.constantFrom("true", "false", "nul", "undefined", "NaN", "//", "\ufeff"),
        ),
      },
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.join(""));

/** Valid ones, but for a piece that was put in or taken out. */
const nearly = fc
  .tuple(
    fc.json({ maxDepth: 3 }),
    fc.nat(),
    fc.constantFrom("", "", ",", "]", "}", "[", "{", ":", "1", '"a"', " ", "\\", "-", "0"),
    fc.boolean(),
  )
  .map(([text, at, piece, isTaken]) => {
    const position = at % (text.length + 1);
    return `${text.slice(0, position)}${piece}${text.slice(position + Number(isTaken))}`;
  });

const written: fc.Arbitrary<string> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(number, string, fc.constantFrom("true", "false", "null")),
    fc
      .tuple(space, fc.array(tie("value"), { maxLength: 4 }))
      .map(([gap, items]) => `[${gap}${items.join(`${gap},`)}${gap}]`),
    fc
      .tuple(space, fc.array(fc.tuple(string, tie("value")), { maxLength: 4 }))
      .map(([gap, entries]) => `{${gap}${entries.map(([key, value]) => `${key}${gap}:${value}`).join(",")}}`),
  ),
})).value as fc.Arbitrary<string>;

export const values = fc.oneof(
  { weight: 4, arbitrary: soup },
  { weight: 2, arbitrary: nearly },
  { weight: 3, arbitrary: written },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: hostileText },
);

const nested = (levels: number, inner = "") => `${"[".repeat(levels)}${inner}${"]".repeat(levels)}`;

export const extremes = [
  nested(64),
  nested(65),
  nested(1000),
  "[".repeat(1000),
  nested(63, '{"a":1}'),
  nested(64, '{"a":1}'),
  `[${nested(63)},${nested(63)}]`,
  `[${nested(64)},1]`,
  JSON.stringify(Array.from({ length: 100 }, (_, at) => ({ name: `n${at}`, at, list: [at, "x"] }))),
  JSON.stringify("x".repeat(20_000)),
  JSON.stringify("\u0001".repeat(1000)),
  `[${"1,".repeat(200)}1]`,
  `${"1,".repeat(200)}1`,
];
