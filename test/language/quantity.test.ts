import { readFileSync } from "node:fs";
import { type Amount, equals, exceeds, quantity, times, total } from "gatewright";
import { describe, expect, it } from "vitest";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`vectors/quantities/${name}.json`, import.meta.url), "utf8"));
const nanos: readonly (string | null)[] = read("nanos");
const texts: readonly string[] = read("texts");

/** An amount in 10^-9. */
function sizeOf(amount: Amount | undefined): string | null {
  if (amount === undefined) return null;
  return String(amount.slice(0, -1).reduce((sum, part) => sum * 10n ** 9n + BigInt(part), 0n));
}

function amount(value: string | number): Amount {
  const known = quantity(value);
  if (known === undefined) throw new Error(`${value} is no quantity`);
  return known;
}

describe("a quantity", () => {
  it.each(texts.map((text, at) => [JSON.stringify(text), text, nanos[at] as string | null] as const))(
    "%s is what Kubernetes takes it for",
    (_, text, size) => {
      expect(sizeOf(quantity(text))).toBe(size);
    },
  );

  it.each([".", "+", "Ki", "-E5"])("without a digit is none: %s", (text) => {
    // Kubernetes' grammar asks for a digit; its parser takes these for zero.
    expect(quantity(text)).toBeUndefined();
  });

  it("is not cut down to 64 bits, and is none from 1000E on", () => {
    expect(exceeds(amount("10Ei"), amount("9Ei"))).toBe(true);
    expect(exceeds(amount("999E"), amount("800Ei"))).toBe(true);
    for (const text of [
      "1000E",
      "-1000E",
      "868Ei",
      "1e21",
      "1e999999999",
      "9".repeat(100_000),
      `${"9".repeat(100_000)}x`,
    ]) {
      expect(quantity(text)).toBeUndefined();
    }
  });

  it("may be a number", () => {
    expect(quantity(2)).toEqual(quantity("2000m"));
    expect(quantity(1.5e-7)).toEqual(quantity("150n"));
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e300]) expect(quantity(number)).toBeUndefined();
  });
});

describe("amounts", () => {
  it("compare exactly, beyond 2^53 and below zero", () => {
    expect(exceeds(amount("9007199254740993"), amount("9007199254740992"))).toBe(true);
    expect(exceeds(amount("1Ei"), amount("1152921504606846975999m"))).toBe(true);
    expect(exceeds(amount("-1"), amount("-1500m"))).toBe(true);
    expect(exceeds(amount("-1n"), amount("0"))).toBe(false);
    expect(exceeds(amount("1Gi"), amount("1024Mi"))).toBe(false);
    expect(equals(amount("1Gi"), amount("1024Mi"))).toBe(true);
  });

  it("add exactly", () => {
    expect(total(Array.from({ length: 10 }, () => amount("0.1")))).toEqual(amount("1"));
    expect(total([amount("1Ei"), amount("1n"), amount("-1Ei")])).toEqual(amount("1n"));
    expect(total([])).toEqual(amount("0"));
  });

  it("multiply exactly, for ratios", () => {
    expect(times(amount("0.57"), amount("100"))).toEqual(amount("57"));
    expect(times(amount("-1.5"), amount("8Ei"))).toEqual(amount("-12Ei"));
    const request = amount("1234567890123456789");
    const limit = total([times(request, amount("1.1"))]);
    expect(exceeds(limit, times(request, amount("1.1")))).toBe(false);
    expect(exceeds(limit, times(request, amount("1.099999999")))).toBe(true);
    expect(exceeds(times(amount("1n"), amount("1n")), amount("0"))).toBe(true);
  });
});
