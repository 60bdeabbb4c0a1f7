import { compareData } from "./order.js";
import type { ApiVersion, Version } from "./version.js";

declare const digits: unique symbol;

/** A whole number of at most nine digits; larger or below zero only where it is an amount's first. */
export type NineDigits = number & { readonly [digits]?: never };

/**
 * An exact amount of anything, as `quantity`, `duration`, `time`, `total` and `times` make it: its digits by nines, those of the fraction in the last
 * two. Amounts are compared with `exceeds(a, b)` and `equals(a, b)`.
 */
export type Amount = readonly [
  e36: NineDigits,
  e27: NineDigits,
  e18: NineDigits,
  e9: NineDigits,
  ones: NineDigits,
  nanos: NineDigits,
  attos: NineDigits,
];

const BASE = 1_000_000_000n;

/** Whether an amount is more than another, or a version later. `!exceeds(other, amount)` is that it is at least as much. */
export function exceeds(amount: Amount, other: Amount): boolean;
export function exceeds(version: Version, other: Version): boolean;
export function exceeds(version: ApiVersion, other: ApiVersion): boolean;
export function exceeds(one: Amount | Version | ApiVersion, other: Amount | Version | ApiVersion): boolean {
  return compareData(one, other) > 0;
}

/** The sum of amounts, exactly; zero for none. */
export function total(amounts: readonly Amount[]): Amount {
  return amountOf(amounts.reduce((sum, amount) => sum + attosOf(amount), 0n));
}

/**
 * The product of two amounts, exactly: `exceeds(limit, times(request, ratio))` checks a ratio. Both are quantities or totals of
 * quantities, which have no more than nine digits after the point; a product has up to 18, of which only the first nine count here.
 */
export function times(amount: Amount, factor: Amount): Amount {
  return amountOf(nanosOf(amount) * nanosOf(factor));
}

/** An amount, from its size in 10^-18. */
export function amountOf(attos: bigint): Amount {
  const parts: number[] = [];
  let rest = attos;
  while (parts.length < 6) {
    const part = ((rest % BASE) + BASE) % BASE;
    parts.unshift(Number(part));
    rest = (rest - part) / BASE;
  }
  return [Number(rest), ...parts] as unknown as Amount;
}

function attosOf(amount: Amount): bigint {
  return amount.reduce((sum, part) => sum * BASE + BigInt(part), 0n);
}

function nanosOf(amount: Amount): bigint {
  return (attosOf(amount) - BigInt(amount[6])) / BASE;
}
