import { type Amount, amountOf } from "./amount.js";

const FORM = /^([+-]?)(?:0|(?:(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:ns|us|µs|μs|ms|s|m|h)){1,20})$/;
const PART = /([0-9]*)[.]?([0-9]*)(ns|us|µs|μs|ms|s|m|h)/g;

const NANOS: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** What Go's durations hold: 64 bits of nanoseconds. */
const MOST = 2n ** 63n;

/**
 * A duration of Go and of Kubernetes, in seconds: `"1h30m"`, `"300ms"`, `"1.5s"`, `"-2m"`, `"0"`. Units are ns, us or µs, ms, s, m and h. Of a
 * part that is finer than a nanosecond the rest is cut off, after 18 digits of its fraction.
 *
 * @returns undefined for what is none, such as `"1d"`, `"90"` or `""`, for 292 years and more, as in Go, and for more than 20 parts
 */
export function duration(text: string): Amount | undefined {
  const [, sign] = FORM.exec(text) ?? [];
  if (sign === undefined) return undefined;
  let nanos = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of text.matchAll(PART)) {
    const digits = whole.replace(/^0+/, "");
    if (digits.length > 19) return undefined;
    const attos = BigInt(`${digits}${fraction.slice(0, 18).padEnd(18, "0")}`);
    nanos += (attos * (NANOS[unit] as bigint)) / 10n ** 18n;
  }
  if (nanos > (sign === "-" ? MOST : MOST - 1n)) return undefined;
  return amountOf((sign === "-" ? -nanos : nanos) * 10n ** 9n);
}
