import fc from "fast-check";
import { hostileText } from "../hostile.js";

const byte = fc.oneof(
  fc.nat(255).map(String),
  fc.constantFrom("0", "10", "255", "256", "00", "01", "1e1", "-1", "+1", "", "999"),
);
const group = fc.oneof(
  fc.nat(0xffff).map((number) => number.toString(16)),
  fc.constantFrom("0", "ffff", "FFFF", "0001", "00000", "g", "", "10000"),
);
const few = { size: "max" } as const;
const dotted = fc.array(byte, { minLength: 4, maxLength: 4 }).map((parts) => parts.join("."));
const anyDotted = fc.array(byte, { minLength: 1, maxLength: 6 }).map((parts) => parts.join("."));
const full = fc.array(group, { minLength: 8, maxLength: 8 }).map((parts) => parts.join(":"));
const short = fc
  .tuple(
    fc.array(group, { maxLength: 5, ...few }),
    fc.array(fc.oneof({ weight: 5, arbitrary: group }, dotted), { maxLength: 4, ...few }),
  )
  .map(([left, right]) => `${left.join(":")}::${right.join(":")}`);
const odd = fc.constantFrom(
  "::ffff:1.2.3.4",
  "::ffff:102:304",
  "::1.2.3.4",
  ":::",
  "::",
  "1::2::3",
  "1:2:3:4:5:6:1.2.3.4",
  "fe80::1%eth0",
  "[::1]",
  ":1",
  "1:",
);
const address = fc.oneof(dotted, dotted, anyDotted, full, short, short, odd, hostileText);
const length = fc.oneof(
  fc.nat(130).map((number) => `/${number}`),
  fc.constantFrom("", "", "/", "/08", "/-1", "/+1", "/1e1", "/ 8", "/8 ", "/0x8", "//8", "/8\n", "/9999999999"),
);
const text = fc.oneof({ weight: 8, arbitrary: fc.tuple(address, length).map((parts) => parts.join("")) }, hostileText);

/** Close enough to have addresses in common. */
const near = fc
  .tuple(fc.nat(32), fc.nat(32), fc.nat(3), fc.nat(3), fc.boolean())
  .map(([some, others, a, b, isLong]) =>
    isLong
      ? { text: `2001:db8:${a}::/${some * 4}`, other: `2001:db8:${b}::/${others * 4}` }
      : { text: `10.${a}.0.0/${some}`, other: `10.${b}.0.0/${others}` },
  );

export const values = fc.oneof(near, fc.record({ text, other: text }));

export const extremes = [
  { text: "1".repeat(100_000), other: "::1" },
  { text: `${"1:".repeat(50_000)}1`, other: "::1" },
  { text: "0.0.0.0/0", other: "::/0" },
  { text: "::/0", other: "0.0.0.0/0" },
];
