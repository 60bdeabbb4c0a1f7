import type { Severity } from "../model.js";
import type { Review } from "./review.js";
import type { ViolationOutput } from "./violation-output.js";

/** What every kind of object has. `kind` is a literal type in the types of gatewright/kubernetes, so that unions narrow. */
export interface ObjectOfKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * What an author writes about a policy.
 *
 * @typeParam Kind The kinds that it reviews; they become the default match.
 * @typeParam Parameters Its parameters; they become the schema of the constraint's `spec.parameters`.
 */
export interface PolicyDefinition<Kind extends ObjectOfKind, Parameters> {
  /**
   * The kind of the constraints, and in lower case the name of the template.
   * At most 59 letters, digits and `-`, with a letter first and no `-` last: it names a CustomResourceDefinition.
   */
  readonly kind: string;
  /** A few words for lists; the template's annotation `metadata.gatekeeper.sh/title`. */
  readonly title: string;
  /** What it demands and why, in a sentence or two; the template's annotation `description`. */
  readonly description: string;
  readonly severity?: Severity;
  /** Framework → the controls that the policy serves: `{ soc2: ["CC6.1"] }`. */
  readonly controls?: { readonly [framework: string]: readonly string[] };
  /** Semantic version, such as `1.0.0`; the template's annotation `metadata.gatekeeper.sh/version`. */
  readonly version?: string;
  /** Further annotations of the template, verbatim. */
  readonly annotations?: { readonly [name: string]: string };
  /**
   * Yields what is wrong with the reviewed object: a message, or a message with details. Nothing yielded: it is allowed.
   * Equal violations are one.
   */
  violations(review: Review<Kind, Parameters>): Iterable<ViolationOutput>;
}

/** A policy, as `policy()` gives it: what `constraint()`, the compiler and the tests take. */
export interface Policy<Kind extends ObjectOfKind = ObjectOfKind, Parameters = never> {
  readonly definition: PolicyDefinition<Kind, Parameters>;
}

/**
 * Declares a policy. A policy is the default export of its module; the compiler reads the call and never runs it.
 * The kinds and the parameters come from the type of the review:
 *
 *     *violations({ object, parameters }: Review<Pod, Parameters>) { … }
 *
 * @returns the frozen policy; natively it runs in tests only
 */
export function policy<Kind extends ObjectOfKind, Parameters>(
  definition: PolicyDefinition<Kind, Parameters>,
): Policy<Kind, Parameters> {
  return Object.freeze({ definition: Object.freeze({ ...definition }) });
}
