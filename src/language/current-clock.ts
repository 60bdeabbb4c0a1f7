import type { Amount } from "./amount.js";
import { time } from "./time.js";

/** A policy asked for the time, and the question has none. */
export class NoClockError extends Error {
  override readonly name = "NoClockError";
}

/** The times of the evaluations under way, the innermost last. */
const underWay: (Amount | undefined)[] = [];

/** What the evaluation under way takes for the present. Throws when there is none. */
export function currentTime(): Amount {
  if (underWay.length === 0) {
    throw new Error("now() can be called only while a policy runs: move the call into the policy's violations()");
  }
  const now = underWay.at(-1);
  if (now === undefined) {
    throw new NoClockError(
      'it calls now(), and no time is stated: write `now: "2026-11-21T20:15:00Z"`, or another one',
    );
  }
  return now;
}

/**
 * Runs `action` to its end at this time. `action` must be synchronous.
 *
 * @throws Error for what is no time of `momentProblem`
 */
export function withClock<Result>(now: string | undefined, action: () => Result): Result {
  const problem = now === undefined ? undefined : momentProblem(now);
  if (problem !== undefined) throw new Error(problem);
  underWay.push(now === undefined ? undefined : time(now));
  try {
    return action();
  } finally {
    underWay.pop();
  }
}

/** Why a text cannot be the present: all engines know times from 1970 to 2262, to the millisecond. */
export function momentProblem(now: string): string | undefined {
  const moment = time(now);
  const isKnown =
    moment !== undefined &&
    moment[0] === 0 &&
    moment[3] * 1e9 + moment[4] < 9_223_372_036 &&
    moment[5] % 1_000_000 === 0;
  return isKnown
    ? undefined
    : `${JSON.stringify(now)} is no time such as "2026-11-21T20:15:00.000Z", from 1970 to 2262`;
}
