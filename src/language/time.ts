import { type Amount, amountOf } from "./amount.js";

const FORM =
  /^([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:[.]([0-9]+))?(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))$/;

/**
 * A time as RFC 3339 writes it, in seconds since 1970: `"2026-11-21T20:15:00Z"`, `"2026-11-21T21:15:00.5+01:00"`. That is what
 * `metadata.creationTimestamp` and all other times of Kubernetes are. Of a fraction the first nine digits count.
 *
 * @returns undefined for what is none, such as `"2026-02-30T00:00:00Z"`, a day alone, a second 60 or a `z` that is not a capital
 */
export function time(text: string): Amount | undefined {
  const [, year, month, day, hour, minute, second, fraction = "", sign, hours, minutes] = FORM.exec(text) ?? [];
  if (year === undefined || Number(day) > daysOf(Number(year), Number(month))) return undefined;
  const ofDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const offset = sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  const seconds = daysSince1970(Number(year), Number(month), Number(day)) * 86_400 + ofDay - offset;
  const nanos = BigInt(fraction.slice(0, 9).padEnd(9, "0"));
  return amountOf(BigInt(seconds) * 10n ** 18n + nanos * 10n ** 9n);
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Years begin in March here, so that the day that some do not have is their last. */
function daysSince1970(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const ofYear = Math.floor((((month + 9) % 12) * 153 + 2) / 5) + day - 1;
  return years * 365 + leapDays + ofYear - 719_468;
}
