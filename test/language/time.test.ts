/** Times and durations against JavaScript's own dates, and against what Go says about durations. */
import fc from "fast-check";
import { type Amount, duration, exceeds, quantity, time, times, total } from "gatewright";
import { describe, expect, it } from "vitest";

/** An amount in 10^-9. */
function nanosOf(amount: Amount | undefined): bigint | undefined {
  return amount?.slice(0, -1).reduce((sum, part) => sum * 10n ** 9n + BigInt(part), 0n);
}

function known(amount: Amount | undefined): Amount {
  if (amount === undefined) throw new Error("it stands for no amount");
  return amount;
}

describe("a time", () => {
  it("is the one that JavaScript reads", () => {
    const date = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9998-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    const offset = fc.constantFrom("Z", "+00:00", "-23:59", "+05:30");
    fc.assert(
      fc.property(date, offset, (one, zone) => {
        const text = one.toISOString().replace("Z", zone);
        expect(nanosOf(time(text))).toBe(BigInt(Date.parse(text)) * 1_000_000n);
      }),
      { numRuns: 1000 },
    );
  });

  it("is none on a day that its month does not have", () => {
    for (const year of [1900, 2000, 2023, 2024, 2100, 4]) {
      for (let month = 1; month <= 12; month += 1) {
        const length = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
        for (const day of [28, 29, 30, 31]) {
          const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${day}T00:00:00Z`;
          expect([text, time(text) !== undefined]).toEqual([text, day <= length]);
        }
      }
    }
  });

  it("is exact to the nanosecond", () => {
    expect(nanosOf(time("2026-11-21T20:15:00.123456789999Z"))).toBe(
      BigInt(Date.UTC(2026, 10, 21, 20, 15)) * 1_000_000n + 123_456_789n,
    );
  });
});

describe("a duration", () => {
  // What time.ParseDuration of Go 1.26 answers, in nanoseconds.
  it.each([
    ["0", 0n],
    ["-0", 0n],
    ["5s", 5_000_000_000n],
    ["+5s", 5_000_000_000n],
    ["5.0s", 5_000_000_000n],
    ["5.s", 5_000_000_000n],
    [".5s", 500_000_000n],
    ["1.0040s", 1_004_000_000n],
    ["12µs", 12_000n],
    ["12μs", 12_000n],
    ["3h30m", 12_600_000_000_000n],
    ["10.5s4m", 250_500_000_000n],
    ["-2m3.4s", -123_400_000_000n],
    ["1h2m3s4ms5us6ns", 3_723_004_005_006n],
    ["39h9m14.425s", 140_954_425_000_000n],
    ["52763797000ns", 52_763_797_000n],
    ["9007199254740993ns", 9_007_199_254_740_993n],
    ["9223372036854775807ns", 9_223_372_036_854_775_807n],
    ["9223372036s854ms775us807ns", 9_223_372_036_854_775_807n],
    ["-9223372036854775808ns", -9_223_372_036_854_775_808n],
    ["0.100000000000000000000h", 360_000_000_000n],
  ] as const)("%s is what Go takes it for", (text, nanos) => {
    expect(nanosOf(duration(text))).toBe(nanos);
  });

  it.each([
    "",
    "3",
    "-",
    "s",
    ".",
    "-.",
    ".s",
    "+.s",
    "1d",
    "\x85\x85",
    "9223372036854775810ns",
    "9223372036854775808ns",
    "-9223372036854775809ns",
    "9223372036854ms775us808ns",
    "3000000h",
    "hello \xffff world",
  ])("%s is none, as in Go", (text) => {
    expect(duration(text)).toBeUndefined();
  });

  it("adds to times, and compares with them", () => {
    const start = known(time("2026-11-21T20:15:00Z"));
    const end = total([start, times(known(duration("30m")), known(quantity("2")))]);
    expect(end).toEqual(time("2026-11-21T21:15:00Z"));
    expect(exceeds(end, start)).toBe(true);
    expect(exceeds(known(time("1969-12-31T23:59:59.999999999Z")), known(duration("0")))).toBe(false);
  });
});
