import { applyDefaults, validateParameters } from "../compiler/schema/parameter-values.js";
import { NoClockError } from "../language/current-clock.js";
import { NoExternalDataError } from "../language/current-external-data.js";
import type { AnyPolicy } from "../language/evaluate.js";
import type { Json, Violation } from "../model.js";
import { compareWays, describeSides, type Side } from "./compare.js";
import { type Expectation, findMismatch } from "./expectation.js";
import type { ExpectedViolation } from "./fixtures/settings.js";
import { GatekeeperError } from "./gatekeeper/gatekeeper-error.js";
import { compiledPolicy } from "./installed.js";
import type { StatedQuestion } from "./stated-question.js";
import { findYields } from "./yields.js";

/** Why a test of a policy fails; `expected` and `actual` are there where messages were compared, which the message tells line by line. */
export interface Failure {
  readonly message: string;
  readonly expected?: readonly Json[];
  readonly actual?: readonly Json[];
  /** What is wrong is not the verdict but the question. */
  readonly about?: "parameters";
}

/**
 * Asks a policy as TypeScript, through policy.wasm and, where it is at hand, Gatekeeper; compares what they say with each other and with
 * what is expected.
 *
 * @param subject What is reviewed, for the message: a file, or a kind and name.
 */
export function judge(
  policy: AnyPolicy,
  stated: StatedQuestion,
  subject: string,
  expectation: Expectation,
): Failure | undefined {
  const { kind } = policy.definition;
  const { gatekeeper, schema, ...compiled } = compiledPolicy(kind);
  const problems = validateParameters(schema, stated.parameters);
  if (problems.length > 0) {
    const message = [`${kind} refuses the parameters for ${subject}`, ...problems].join("\n");
    return { message, about: "parameters" };
  }
  const question = { ...stated, parameters: applyDefaults(schema, stated.parameters) };
  const third = gatekeeper && { name: gatekeeper.name, run: () => gatekeeper.evaluate(kind, stated) };
  const { agreed, sides } = compareWays(policy, question, compiled, third);
  const [{ violations, error }] = sides;
  if (error?.cause instanceof NoClockError || error?.cause instanceof NoExternalDataError)
    return { message: `${kind} on ${subject}: ${error.message}` };
  if (!agreed || violations === undefined) return { message: `${kind} on ${subject}: ${describeDisagreement(sides)}` };
  const mismatch = findMismatch(expectation, violations, () => findYields(policy, question));
  if (mismatch === undefined) return undefined;
  const verdict = expectation.verdict === "allowed" ? "allow" : "deny";
  return { message: `${kind} should ${verdict} ${subject}\n${mismatch}`, ...difference(expectation, violations) };
}

/** Stages at which Gatekeeper could not be asked, rather than said something else. */
const unasked: ReadonlySet<string> = new Set(["runner", "request", "inventory", "review"]);

function describeDisagreement(sides: readonly Side[]): string {
  const blameless = sides.some(({ error }) => error instanceof GatekeeperError && unasked.has(error.stage));
  const names = sides.map(({ name }) => name);
  const all = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const what = blameless ? `${names.at(-1)} could not be asked` : `${all} disagree`;
  const advice = blameless ? "." : ". This is a fault of Gatewright; please report it.";
  return `${what}${advice}\n${describeSides(sides)}`;
}

/** Both lists in the same form, so that only what differs shows: with details only where they are expected. */
function difference(expectation: Expectation, violations: readonly Violation[]): Omit<Failure, "message"> {
  const messages = expectation.verdict === "allowed" ? [] : expectation.messages;
  if (messages === undefined) return {};
  const withDetails = (msg: string) => messages.some((one) => one.msg === msg && one.details !== undefined);
  const shown = ({ msg, details }: ExpectedViolation): Json =>
    details === undefined || !withDetails(msg) ? msg : { msg, details };
  return { expected: messages.map(shown), actual: violations.map(shown) };
}
