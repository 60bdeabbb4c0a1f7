import { type Amount, amountOf } from "./amount.js";

const FORM = /^([+-]?)([0-9]*)(?:[.]([0-9]*))?([numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]{1,9})$/;

const EXPONENTS: { readonly [suffix: string]: number } = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const FACTORS: { readonly [suffix: string]: bigint } = {
  Ki: 1n << 10n,
  Mi: 1n << 20n,
  Gi: 1n << 30n,
  Ti: 1n << 40n,
  Pi: 1n << 50n,
  Ei: 1n << 60n,
};

const ATTOS_OF_NANO = 10n ** 9n;

/** 1000E. */
const TOO_MUCH = 10n ** 39n;

/**
 * The exact amount that a quantity of Kubernetes stands for: `"500m"`, `"1.5Gi"`, `"1e3"`, `2`. Suffixes are n, u, m, k, M, G, T, P
 * and E; Ki, Mi, Gi, Ti, Pi and Ei; and exponents. What is finer than 1n is rounded up, away from zero, as Kubernetes does. Unlike
 * there, `10Ei` is not cut down to the largest 64-bit number.
 *
 * @returns undefined for what is no quantity, such as `"1 Gi"` or `""`, and for 1000E and more
 */
export function quantity(value: string | number): Amount | undefined {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const [, sign, whole, fraction = "", suffix] = FORM.exec(text) ?? [];
  if (whole === undefined || suffix === undefined) return undefined;
  if (!/^[+-]?[.]?[0-9]/.test(text)) return undefined;
  const factor = FACTORS[suffix];
  const exponent = factor === undefined ? (EXPONENTS[suffix] ?? Number(suffix.slice(1))) : 0;
  const attos = attosOf(whole, fraction, exponent) * (factor ?? 1n);
  const rounded = ((attos + ATTOS_OF_NANO - 1n) / ATTOS_OF_NANO) * ATTOS_OF_NANO;
  if (rounded >= TOO_MUCH) return undefined;
  return amountOf(sign === "-" ? -rounded : rounded);
}

/** A decimal with its point moved, in 10^-18, rounded up. */
function attosOf(whole: string, fraction: string, exponent: number): bigint {
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits === "") return 0n;
  const length = digits.length - fraction.length + exponent + 18;
  if (length <= 0) return 1n;
  if (length > 60) return TOO_MUCH;
  const attos = BigInt(digits.slice(0, length).padEnd(length, "0"));
  return /[1-9]/.test(digits.slice(length)) ? attos + 1n : attos;
}
