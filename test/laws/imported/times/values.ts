import fc from "fast-check";
import { hostileText } from "../hostile.js";

const digits = fc.oneof(
  fc.nat(99).map(String),
  fc.stringMatching(/^[0-9]{0,22}$/),
  fc.constantFrom(
    "",
    "0",
    "2562047",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "999999999",
    "000000000000000000000000001",
  ),
);
const unit = fc.constantFrom("ns", "us", "µs", "μs", "ms", "s", "m", "h", "h", "m", "s", "d", "H", "");
const span = fc
  .tuple(
    digits,
    fc.oneof(
      fc.constant(""),
      digits.map((fraction) => `.${fraction}`),
    ),
    unit,
  )
  .map((parts) => parts.join(""));
const duration = fc
  .tuple(fc.constantFrom("", "", "", "-", "+", "--", " "), fc.array(span, { maxLength: 4 }))
  .map(([sign, spans]) => `${sign}${spans.join("")}`);

const two = (most: number) => fc.nat(most).map((number) => String(number).padStart(2, "0"));
const year = fc.oneof(
  fc.nat(9999).map((number) => String(number).padStart(4, "0")),
  fc.constantFrom("1900", "2000", "2024", "2026", "0000", "1970", "10000", "-001", "٢٠٢٦"),
);
const time = fc
  .tuple(
    year,
    two(13),
    two(32),
    fc.constantFrom("T", "T", "T", "T", "t", " "),
    two(25),
    two(61),
    two(61),
    fc.oneof(fc.constantFrom("", "", ".", ",5"), fc.stringMatching(/^[.][0-9]{1,12}$/)),
    fc.oneof(
      fc.constantFrom("Z", "Z", "Z", "z", "", "+0100"),
      fc
        .tuple(fc.constantFrom("+", "-"), two(24), two(60))
        .map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
    ),
  )
  .map(([y, m, d, t, h, min, s, fraction, zone]) => `${y}-${m}-${d}${t}${h}:${min}:${s}${fraction}${zone}`);
const valid = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());

const text = fc.oneof({ weight: 5, arbitrary: duration }, { weight: 1, arbitrary: hostileText });
const other = fc.oneof(
  { weight: 3, arbitrary: time },
  { weight: 3, arbitrary: valid },
  { weight: 1, arbitrary: hostileText },
);

export const values = fc.record({ text, other });

export const extremes = [
  { text: "1s".repeat(5000), other: `2026-11-21T20:15:00.${"9".repeat(50_000)}Z` },
  { text: `0.${"9".repeat(50_000)}s`, other: "2000-02-29T00:00:00Z" },
  { text: `${"0".repeat(50_000)}1h`, other: "2100-02-29T00:00:00Z" },
  { text: `${"9".repeat(50_000)}h`, other: "0000-01-01T00:00:00+23:59" },
];
