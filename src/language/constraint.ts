import type { EnforcementAction, MatchKind } from "../model.js";
import type { ObjectOfKind, Policy } from "./policy.js";

/** Kubernetes' label selector: everything in it must hold. */
export interface LabelSelector {
  readonly matchLabels?: { readonly [label: string]: string };
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    /** Needed for `In` and `NotIn`, forbidden for the others. */
    readonly values?: readonly string[];
  }[];
}

/** `spec.match` of a constraint: all fields that are given must match. Patterns take `*` at their start or end. */
export interface Match {
  /** Instead of the kinds in the policy's type. The groups and kinds of an entry are combined; `*` is any. */
  readonly kinds?: readonly MatchKind[];
  /** Namespaces, by name or pattern; cluster-scoped objects other than Namespaces always pass. */
  readonly namespaces?: readonly string[];
  /** Namespaces to leave out, by name or pattern. */
  readonly excludedNamespaces?: readonly string[];
  readonly labelSelector?: LabelSelector;
  /** Selects by the labels of the object's Namespace. */
  readonly namespaceSelector?: LabelSelector;
  /** Gatekeeper takes any other value for `*`. */
  readonly scope?: "*" | "Cluster" | "Namespaced";
  /** The object's name, or a pattern for it. */
  readonly name?: string;
  /** Whether objects that an expansion template generates are meant; all by default. */
  readonly source?: "All" | "Generated" | "Original";
}

/** The part of a constraint that does not depend on the policy. */
export interface ConstraintBase {
  /** The constraint's name: a DNS subdomain of at most 63 characters. */
  readonly name: string;
  /**
   * The set that it belongs to, as folders separated by `/`: `"pod-security/baseline"`. A build writes each set to a folder of its own
   * below `constraints/`, with a kustomization, for clusters to choose from; constraints of no set are for every cluster.
   */
  readonly set?: string;
  readonly match?: Match;
  /** What a violation does; Gatekeeper's default is `deny`. */
  readonly enforcementAction?: EnforcementAction;
}

/** A constraint of a policy; `parameters` are needed when one of the policy's has to be given. */
export type ConstraintDefinition<Parameters> = ConstraintBase &
  (Record<never, never> extends Parameters
    ? { readonly parameters?: Parameters }
    : { readonly parameters: Parameters });

/** A policy put to use, as `constraint()` gives it. */
export interface Constraint<Kind extends ObjectOfKind = ObjectOfKind, Parameters = never> {
  readonly policy: Policy<Kind, Parameters>;
  readonly definition: ConstraintDefinition<Parameters>;
}

/**
 * Puts a policy to use: becomes a Constraint beside the policy's ConstraintTemplate. Exported from a module of the project;
 * the compiler reads the call and never runs it, so that what it is given must be literal data.
 *
 *     export const owned = constraint(requiredLabels, { name: "owned", parameters: { labels: [{ key: "owner" }] } });
 */
export function constraint<Kind extends ObjectOfKind, Parameters>(
  policy: Policy<Kind, Parameters>,
  definition: NoInfer<ConstraintDefinition<Parameters>>,
): Constraint<Kind, Parameters> {
  Object.freeze(definition);
  return Object.freeze<Constraint<Kind, Parameters>>({ policy, definition });
}
