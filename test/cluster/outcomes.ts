import { explanations } from "./explanations.js";
import type { Said } from "./run-wave.js";
import { type Step, shown } from "./steps.js";

/** What came of asking: what the cluster said, or why it could not be asked. */
export type Answered = Said | { readonly leftOut: string };

/** What became of a step: `equal` and `explained` are fine, `left out` says nothing, `different` is a failure. */
export interface Outcome {
  readonly name: string;
  readonly policy: string;
  readonly way: string;
  readonly result: "equal" | "explained" | "left out" | "different";
  /** Why it is not `equal`. */
  readonly note?: string;
}

/** What the cluster says otherwise than `gatewright test`, and why it is right. */
export interface Explanation {
  readonly reason: string;
  /** Fixtures such as `volumes/allowed-none.yaml`; after a comma the way, where the others are as they should be. */
  readonly steps: readonly string[];
  /** What the cluster says instead: its messages, or a part of the API server's reason to refuse the object. */
  readonly says: readonly string[] | { readonly refused: string };
}

/** Compares what the cluster said with what `gatewright test` says. */
export function judge(step: Step, answer: Answered): Outcome {
  const { name, fixture, policy, way } = step;
  const of = (result: Outcome["result"], note?: string): Outcome =>
    note === undefined ? { name, policy: policy.name, way, result } : { name, policy: policy.name, way, result, note };
  if ("leftOut" in answer) return of("left out", answer.leftOut);
  const expected = shown(step, step.expected(step.inventory));
  const explanation =
    explanations.find(({ steps }) => steps.includes(name)) ?? explanations.find(({ steps }) => steps.includes(fixture));
  if ("messages" in answer && equal(answer.messages, expected)) {
    if (explanation === undefined) return of("equal");
    return of("different", `what is explained does not occur: ${explanation.reason}`);
  }
  if (explanation !== undefined && foretold(explanation, answer)) {
    return of("refused" in explanation.says ? "left out" : "explained", explanation.reason);
  }
  return of("different", `gatewright:  ${describe({ messages: expected })}\nthe cluster: ${describe(answer)}`);
}

function foretold({ says }: Explanation, answer: Said): boolean {
  if ("refused" in says) return "refused" in answer && answer.refused.includes(says.refused);
  return "messages" in answer && equal(answer.messages, says);
}

function describe(said: Said): string {
  if ("refused" in said) return `refuses the object: ${said.refused}`;
  return said.messages.length === 0 ? "no violation" : said.messages.map((text) => JSON.stringify(text)).join(", ");
}

function equal(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other.toSorted());
}
