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
 */
export function findMismatch(expectation: Expectation, actual: readonly Violation[]): string | undefined {
  if (expectation.verdict === "allowed") return lines(actual.map((one) => `unexpected: ${describeViolation(one)}`));
  const { messages } = expectation;
  if (messages === undefined) return actual.length > 0 ? undefined : "no violation, where at least one was expected";
  const missing = messages.filter((expected) => !actual.some((one) => fits(expected, one)));
  const unexpected = actual.filter((one) => !messages.some((expected) => fits(expected, one)));
  return lines([
    ...missing.map((one) => `missing:    ${describeViolation(one)}`),
    ...unexpected.map((one) => `unexpected: ${describeViolation(one)}`),
  ]);
}

function fits({ msg, details }: ExpectedViolation, actual: Violation): boolean {
  return msg === actual.msg && (details === undefined || canonicalJson(details) === canonicalJson(actual.details));
}

function lines(findings: readonly string[]): string | undefined {
  return findings.length === 0 ? undefined : findings.join("\n");
}
