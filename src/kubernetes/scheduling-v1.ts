// Generated from the OpenAPI document of Kubernetes 1.37.1 by scripts/build-kubernetes.mjs; do not edit.
// Descriptions: Copyright The Kubernetes Authors, Apache License 2.0.

import type { ObjectMeta } from "./meta-v1.js";
import type { Integer } from "./scalars.js";

/**
 * PriorityClass defines mapping from a priority class name to the priority integer value. The value can be any valid
 * integer.
 */
export interface PriorityClass {
  readonly apiVersion: "scheduling.k8s.io/v1";
  /** description is an arbitrary string that usually provides guidelines on when this priority class should be used. */
  readonly description?: string;
  /**
   * globalDefault specifies whether this PriorityClass should be considered as the default priority for pods that do
   * not have any priority class. Only one PriorityClass can be marked as `globalDefault`. However, if more than one
   * PriorityClasses exists with their `globalDefault` field set to true, the smallest value of such global default
   * PriorityClasses will be used as the default priority.
   */
  readonly globalDefault?: boolean;
  readonly kind: "PriorityClass";
  /**
   * metadata is the standard object metadata. More info:
   * https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata
   */
  readonly metadata?: ObjectMeta;
  /**
   * preemptionPolicy is the Policy for preempting pods with lower priority. One of Never, PreemptLowerPriority.
   * Defaults to PreemptLowerPriority if unset.
   */
  readonly preemptionPolicy?: string;
  /**
   * value represents the integer value of this priority class. This is the actual priority that pods receive when they
   * have the name of this class in their pod spec.
   */
  readonly value?: Integer;
}
