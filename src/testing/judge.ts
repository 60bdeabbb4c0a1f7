import type { AnyPolicy } from "../language/evaluate.js";
import type { Json, Question, Violation } from "../model.js";
import { compareTwoWays, describeSides } from "./compare.js";
import { withDefaults } from "./defaults.js";
import { type Expectation, findMismatch } from "./expectation.js";
import type { ExpectedViolation } from "./fixtures/settings.js";
import { compiledPolicy } from "./installed.js";
import { findYields } from "./yields.js";

/** Why a test of a policy fails; `expected` and `actual` are there when a comparison of the two says more. */
export interface Failure {
  readonly message: string;
  readonly expected?: readonly Json[];
  readonly actual?: readonly Json[];
}

/** A question whose parameters have no defaults yet. */
export interface TestQuestion extends Question {
  readonly hasParameters: boolean;
}

/**
 * Asks a policy as TypeScript and through policy.wasm, and compares what they say with each other and with what is expected.
 *
 * @param subject What is reviewed, for the message: a file, or a kind and name.
 */
export function judge(
  policy: AnyPolicy,
  asked: TestQuestion,
  subject: string,
  expectation: Expectation,
): Failure | undefined {
  const { kind } = policy.definition;
  const compiled = compiledPolicy(kind);
  const parameters = withDefaults(asked.parameters, compiled.schema, asked.hasParameters);
  const question: Question = { review: asked.review, parameters, inventory: asked.inventory };
  const { agreed, sides } = compareTwoWays(policy, question, compiled);
  const [{ violations }] = sides;
  if (!agreed || violations === undefined) {
    return {
      message: `${kind} on ${subject}: TypeScript and policy.wasm disagree. This is a fault of Gatewright; please report it.\n${describeSides(sides)}`,
    };
  }
  const mismatch = findMismatch(expectation, violations, () => findYields(policy, question));
  if (mismatch === undefined) return undefined;
  const verdict = expectation.verdict === "allowed" ? "allow" : "deny";
  return { message: `${kind} should ${verdict} ${subject}\n${mismatch}`, ...difference(expectation, violations) };
}

/** Both lists in the same form, so that only what differs shows: with details only where they are expected. */
function difference(expectation: Expectation, violations: readonly Violation[]): Omit<Failure, "message"> {
  const messages = expectation.verdict === "allowed" ? [] : expectation.messages;
  if (messages === undefined || messages.length === 0) return {};
  const withDetails = (msg: string) => messages.some((one) => one.msg === msg && one.details !== undefined);
  const shown = ({ msg, details }: ExpectedViolation): Json =>
    details === undefined || !withDetails(msg) ? msg : { msg, details };
  return { expected: messages.map(shown), actual: violations.map(shown) };
}
