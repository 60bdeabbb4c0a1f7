import { canonicalJson } from "../language/violations.js";
import type { Violation } from "../model.js";
import { describeViolation } from "./compare.js";
import type { ExpectedViolation } from "./fixtures/settings.js";

/** What a policy is to say: nothing; something; exactly these messages. */
export type Expectation =
  | { readonly verdict: "allowed" }
  | { readonly verdict: "denied"; readonly messages?: readonly ExpectedViolation[] | undefined };

/**
 * What is wrong with the violations, one finding a line, or undefined when they are as expected. Messages are compared as a set: each
 * expected one is found, and each found one is expected. Details count where they are given.
 *
 * @param findPlaces Finds where in the policy a violation comes from, by `violationKey`; asked only when something is wrong.
 */
export function findMismatch(
  expectation: Expectation,
  actual: readonly Violation[],
  findPlaces: () => ReadonlyMap<string, string> = () => new Map(),
): string | undefined {
  const unwanted = (violations: readonly Violation[]): readonly string[] => {
    const places = violations.length === 0 ? undefined : findPlaces();
    return violations.map((one) => {
      const place = places?.get(violationKey(one));
      return `unexpected: ${describeViolation(one)}${place === undefined ? "" : ` (${place})`}`;
    });
  };
  if (expectation.verdict === "allowed") return lines(unwanted(actual));
  const { messages } = expectation;
  if (messages === undefined) return actual.length > 0 ? undefined : "no violation, where at least one was expected";
  const missing = messages.filter((expected) => !actual.some((one) => fits(expected, one)));
  const unexpected = actual.filter((one) => !messages.some((expected) => fits(expected, one)));
  return lines([...missing.map((one) => `missing:    ${describeViolation(one)}`), ...unwanted(unexpected)]);
}

/** Equal violations have equal keys. */
export function violationKey({ msg, details }: Violation): string {
  return canonicalJson([msg, details]);
}

function fits({ msg, details }: ExpectedViolation, actual: Violation): boolean {
  return msg === actual.msg && (details === undefined || canonicalJson(details) === canonicalJson(actual.details));
}

function lines(findings: readonly string[]): string | undefined {
  return findings.length === 0 ? undefined : findings.join("\n");
}
