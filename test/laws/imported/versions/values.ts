import fc from "fast-check";
import { hostileText } from "../hostile.js";

const number = fc.oneof(
  fc.nat(12).map(String),
  fc.constantFrom("0", "00", "01", "999999999999999", "1000000000000000", "", "-1", "1e3", "\u0661"),
);
const identifier = fc.oneof(
  fc.nat(12).map(String),
  fc.constantFrom(
    "rc",
    "alpha",
    "beta",
    "gke",
    "a",
    "A",
    "-",
    "1a",
    "00",
    "01",
    "0a",
    "",
    "999999999999999",
    "1000000000000000",
    "日",
    "a_b",
  ),
);
const some = (one: fc.Arbitrary<string>, most: number) =>
  fc.array(one, { minLength: 1, maxLength: most, size: "max" }).map((parts) => parts.join("."));
const semantic = fc
  .tuple(
    fc.constantFrom("", "", "v", "V", " "),
    some(number, 4),
    fc.option(some(identifier, 3)),
    fc.option(some(identifier, 2)),
  )
  .map(
    ([v, numbers, before, build]) =>
      `${v}${numbers}${before === null ? "" : `-${before}`}${build === null ? "" : `+${build}`}`,
  );
const api = fc
  .tuple(
    fc.constantFrom("", "", "apps/", "/", "a/b/", "A/"),
    fc.constantFrom("v", "v", "v", "V", ""),
    number,
    fc.constantFrom("", "alpha", "beta", "gamma"),
    fc.oneof(fc.constant(""), number),
  )
  .map((parts) => parts.join(""));
/** Of which many are equal but for their end. */
const close = fc
  .tuple(fc.constantFrom("1.2.3", "v1.2", "1.2.3-rc"), fc.constantFrom("", ".1", "-1", ".10", "-a", ".a", "+b"))
  .map((parts) => parts.join(""));
const text = fc.oneof(semantic, close, close, api, api, hostileText);

export const values = fc.record({ text, other: text });

export const extremes = [
  { text: "1".repeat(100_000), other: "1" },
  { text: `1.2.3-${"a.".repeat(20_000)}a`, other: `1.2.3-${"a.".repeat(20_000)}b` },
  { text: `1.2.3-${"a".repeat(100_000)}`, other: "1.2.3-a" },
];
