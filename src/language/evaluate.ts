import type { Question, Violation } from "../model.js";
import { withClock } from "./current-clock.js";
import { withExternalData } from "./current-external-data.js";
import { withInventory } from "./current-inventory.js";
import { frozenCopy } from "./frozen-copy.js";
import { withoutInheritedNames } from "./inherited-names.js";
import type { Policy } from "./policy.js";
import { supplySetMethods } from "./set-methods.js";
import { asSet, toViolation } from "./violations.js";

/** A policy of whatever kinds and parameters; that a question fits it is the caller's promise, as it is Gatekeeper's. */
// biome-ignore lint/suspicious/noExplicitAny: a policy of Pods is no policy of all objects, and `never` is no object
export type AnyPolicy = Policy<any, any>;

/**
 * Runs a policy as TypeScript, on data as Gatekeeper's Rego would see them: frozen, and without prototypes, so that
 * `labels["constructor"]` is undefined unless the object has such a label. An undefined field of the review is absent.
 *
 * @param onViolation Hears of each violation, as the policy stands where it yields it.
 * @returns the violations as a set: sorted by msg, then by canonical JSON of details, without duplicates
 * @throws Error that names the policy when it throws, or yields what Gatekeeper could not report; `cause` is the reason
 */
export function evaluateNatively(
  policy: AnyPolicy,
  question: Question,
  onViolation?: (violation: Violation) => void,
): readonly Violation[] {
  supplySetMethods();
  const { kind } = policy.definition;
  const review = frozenCopy({ ...question.review, parameters: question.parameters }, `the review for policy ${kind}`);
  const inventory = frozenCopy(question.inventory, `the inventory for policy ${kind}`);
  const { now, externalData } = question;
  const names = JSON.stringify([question.review, question.parameters, question.inventory, externalData ?? {}]);
  const violations = () => asSet(run(policy, review as never, names, onViolation));
  return withClock(now, () => withInventory(inventory, () => withExternalData(externalData, violations)));
}

function run(
  { definition }: AnyPolicy,
  review: never,
  names: string,
  onViolation?: (violation: Violation) => void,
): readonly Violation[] {
  const violations: Violation[] = [];
  try {
    const outputs = definition.violations(review)[Symbol.iterator]();
    for (;;) {
      const { done, value: output } = withoutInheritedNames(names, () => outputs.next());
      if (done === true) break;
      const violation = toViolation(output);
      violations.push(violation);
      onViolation?.(violation);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`policy ${definition.kind} failed after ${count(violations.length)}: ${reason}`, { cause });
  }
  return violations;
}

function count(violations: number): string {
  return violations === 1 ? "1 violation" : `${violations} violations`;
}
