import { momentProblem } from "../language/current-clock.js";
import { externalDataProblem } from "../language/current-external-data.js";
import type { ExternalData, Json, KubernetesObject } from "../model.js";
import type { Expectation } from "./expectation.js";
import type { ExpectedViolation } from "./fixtures/settings.js";
import { toInventory } from "./inventory.js";
import { isPolicy } from "./is-policy.js";
import { judge } from "./judge.js";
import { isAdmissionReview, toReview } from "./review.js";
import type { StatedQuestion } from "./stated-question.js";

/** What surrounds the object of a test. */
export interface TestOptions {
  /** `spec.parameters` of the constraint; defaults of the schema are filled in as Gatekeeper does. */
  readonly parameters?: object;
  /** The synced objects. */
  readonly inventory?: readonly object[];
  /** The object's Namespace, as `namespaceObject`; as in gator there is none otherwise. */
  readonly namespace?: object;
  /** What `now()` gives the policy: `"2026-11-21T20:15:00Z"`. */
  readonly now?: string;
  /** What the providers that `externalData()` asks say: `{ cosign: { responses: { "nginx:1.29": "verified" } } }`. */
  readonly externalData?: ExternalData;
}

export interface DenyOptions extends TestOptions {
  /** Exactly these, as a set: messages, with details where they matter. Absent: at least one violation. */
  readonly messages?: readonly (string | ExpectedViolation)[];
}

/** The matchers that `import "gatewright/testing"` adds to `expect(policy)`. */
export interface PolicyMatchers<Result = unknown> {
  /** The policy finds nothing wrong with an object, or with the request of an AdmissionReview. */
  toAllow(object: object, options?: TestOptions): Result;
  /** The policy finds something wrong with an object, or with the request of an AdmissionReview. */
  toDeny(object: object, options?: DenyOptions): Result;
}

interface MatcherContext {
  readonly isNot?: boolean;
}

interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers, for `expect.extend`. Each runs the policy every way there is: see `judge`. */
export const policyMatchers = {
  toAllow(this: MatcherContext, policy: unknown, object: object, options: TestOptions = {}): MatcherResult {
    return match(this, "toAllow", policy, object, options, { verdict: "allowed" });
  },
  toDeny(this: MatcherContext, policy: unknown, object: object, options: DenyOptions = {}): MatcherResult {
    const messages = options.messages?.map((one) => (typeof one === "string" ? { msg: one } : one));
    return match(this, "toDeny", policy, object, options, { verdict: "denied", messages });
  },
};

function match(
  { isNot }: MatcherContext,
  name: "toAllow" | "toDeny",
  policy: unknown,
  object: object,
  options: TestOptions,
  expectation: Expectation,
): MatcherResult {
  if (!isPolicy(policy)) throw new TypeError(`expect(…).${name}() takes a policy: the default export of its module`);
  // A failure may be a disagreement, which `not` must never turn into a success.
  if (isNot)
    throw new TypeError(`.not.${name}() is not supported: use .${name === "toAllow" ? "toDeny" : "toAllow"}()`);
  const failure = judge(policy, toQuestion(object, options), subjectOf(object), expectation);
  if (failure === undefined) return { pass: true, message: () => "" };
  const { message, expected, actual } = failure;
  // Thrown, as vitest would add a diff to what is returned, and the message says already what differs.
  const error = Object.assign(new Error(message), { name: "AssertionError", showDiff: false });
  throw expected === undefined ? error : Object.assign(error, { expected, actual });
}

function toQuestion(
  object: object,
  { parameters, inventory = [], namespace, now, externalData }: TestOptions,
): StatedQuestion {
  const problem = now === undefined ? undefined : momentProblem(now);
  if (problem !== undefined) throw new TypeError(`now: ${problem}`);
  const external = externalData === undefined ? undefined : externalDataProblem(externalData);
  if (external !== undefined) throw new TypeError(`externalData: ${external}`);
  return {
    review: toReview(json(object), { namespaceObject: namespace && json(namespace) }),
    inventory: toInventory(inventory.map(json)),
    now,
    externalData: externalData && (json(externalData) as ExternalData),
    parameters: parameters && (json(parameters) as StatedQuestion["parameters"]),
  };
}

/** As the object would be sent: without undefined properties. */
function json(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}

function subjectOf(object: object): string {
  const { kind, metadata } = (
    isAdmissionReview(object as Json) ? { kind: "the AdmissionReview" } : object
  ) as Partial<KubernetesObject>;
  const name = [metadata?.namespace, metadata?.name].filter((part) => part !== undefined).join("/");
  return `${kind ?? "the object"} ${name}`.trimEnd();
}
