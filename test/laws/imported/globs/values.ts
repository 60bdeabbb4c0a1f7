import fc from "fast-check";
import { hostileText } from "../hostile.js";

const piece = fc.constantFrom(
  "*",
  "**",
  "?",
  "a",
  "b",
  "ab",
  "/",
  ".",
  "-",
  "]",
  "[",
  "^",
  "\\",
  "\\E",
  "\\Q",
  "日",
  "😀",
  "\n",
);
const word = fc.array(fc.constantFrom("a", "b", "/", ".", "]", "^", "\\", "E", "-", "日", "é", "😀", "\n", "\0"), {
  maxLength: 8,
});
const glob = fc.oneof(
  fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
  hostileText,
);
const text = fc.oneof(
  word.map((letters) => letters.join("")),
  hostileText,
);
const separators = fc.oneof(
  fc.constantFrom("", "/", ".", "/.", "]", "^", "-", "\\", "a-b", "日", "😀", "\n"),
  hostileText,
);

/** Texts that a glob is likely to match are as likely as any. */
const likely = fc.array(fc.tuple(piece, word), { maxLength: 6 }).map((parts) => ({
  glob: parts.map(([token]) => token).join(""),
  text: parts
    .map(([token, run]) => (token.startsWith("*") ? run.join("") : token === "?" ? (run[0] ?? "a") : token))
    .join(""),
}));

export const values = fc.oneof(
  fc.record({ glob, text, separators }),
  fc.tuple(likely, separators).map(([both, bars]) => ({ ...both, separators: bars })),
);

/** A regular expression has a bound, and time must not grow with the number of stars. */
export const extremes = [
  { glob: "a*".repeat(500), text: "a".repeat(1000), separators: "" },
  { glob: `${"a*".repeat(500)}b`, text: "a".repeat(1000), separators: "/" },
  { glob: "x".repeat(10_000), text: "x".repeat(10_000), separators: "/" },
  { glob: "x*".repeat(2000), text: "x".repeat(2000), separators: "/" },
  { glob: "?".repeat(1000), text: "日".repeat(1000), separators: "/" },
];
