import { applyDefaults } from "../../src/compiler/schema/parameter-values.js";
import { evaluateNatively } from "../../src/language/evaluate.js";
import type { Json } from "../../src/model.js";
import { toInventory } from "../../src/testing/inventory.js";
import { toReview } from "../../src/testing/review.js";
import type { Explanation } from "./explanation.js";
import { explanations } from "./explanations.js";
import { refusals } from "./refusals.js";
import type { Said } from "./run-wave.js";
import { type Step, shown } from "./steps.js";

const explained = [...explanations, ...refusals];

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

/** Compares what the cluster said with what `gatewright test` says. */
export function judge(step: Step, answer: Answered): Outcome {
  const { name, policy, way } = step;
  const of = (result: Outcome["result"], note?: string): Outcome =>
    note === undefined ? { name, policy: policy.name, way, result } : { name, policy: policy.name, way, result, note };
  if ("leftOut" in answer) return of("left out", answer.leftOut);
  const expected = shown(step, step.expected(step.inventory));
  const explanation = explanationOf(step);
  if ("messages" in answer && equal(answer.messages, expected)) {
    if (explanation === undefined) return of("equal");
    return of("different", `what is explained does not occur: ${explanation.reason}`);
  }
  if (explanation !== undefined && "refused" in answer) {
    const foretold = explanation.refused !== undefined && answer.refused.includes(explanation.refused);
    if (foretold) return of("left out", explanation.reason);
  }
  const made = explanation?.refused === undefined ? explanation : undefined;
  const ofMade = made && saidOf(step, made);
  if (ofMade !== undefined && "messages" in answer && equal(answer.messages, ofMade))
    return of("explained", made?.reason);
  const ours = describe({ messages: ofMade ?? expected });
  return of("different", `gatewright:  ${ours}\nthe cluster: ${describe(answer)}`);
}

/** What is explained although there is no such step, of the policies that were asked. */
export function strays(steps: readonly Step[]): readonly Outcome[] {
  const known = new Set(steps.flatMap(({ name, fixture }) => [name, fixture]));
  const policies = new Set(steps.map(({ policy }) => policy.name));
  const unknown = explained.flatMap((one) => one.steps).filter((key) => !known.has(key));
  return unknown
    .map((name) => ({ name, policy: name.split("/")[0] as string }))
    .filter(({ policy }) => policies.has(policy))
    .map((one) => ({ ...one, way: "", result: "different", note: "it is explained, and there is no such step" }));
}

/** How many steps there are of each result, and why those are not `equal` that are fine all the same. */
export function summary(outcomes: readonly Outcome[]): readonly string[] {
  const results = ["equal", "explained", "left out", "different"] as const;
  return results.flatMap((result) => {
    const notes = outcomes.filter((one) => one.result === result).map(({ note = "" }) => note);
    const reasons = result === "explained" || result === "left out" ? [...new Set(notes)].toSorted() : [];
    const count = (reason: string) => notes.filter((note) => note === reason).length;
    return [`${notes.length} ${result}`, ...reasons.map((reason) => `  ${count(reason)}: ${reason}`)];
  });
}

function explanationOf({ name, fixture }: Step): Explanation | undefined {
  return [name, fixture].flatMap((key) => explained.find(({ steps }) => steps.includes(key)) ?? [])[0];
}

/** What gatewright says of what the API server makes of an object. */
function saidOf(step: Step, { becomes = (object) => object, synced }: Explanation): readonly string[] {
  const { policy, schema } = step.policy;
  const object = becomes(step.object) as unknown as Json;
  const inventory = [...step.inventory, ...(synced ? [step.object] : [])] as unknown as readonly Json[];
  const question = {
    review: toReview(object),
    parameters: applyDefaults(schema, step.parameters),
    inventory: toInventory(inventory),
  };
  const messages = evaluateNatively(policy, question).map(({ msg }) => msg);
  return shown(step, messages);
}

function describe(said: Said): string {
  if ("refused" in said) return `refuses the object: ${said.refused}`;
  return said.messages.length === 0 ? "no violation" : said.messages.map((text) => JSON.stringify(text)).join(", ");
}

function equal(one: readonly string[], other: readonly string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other.toSorted());
}
