import { fmt, type Integer, policy, type Review } from "gatewright";
import type { Deployment, StatefulSet } from "gatewright/kubernetes";

/** A range of allowed replicas.  Values are inclusive. */
interface Range {
  /** The minimum number of replicas allowed, inclusive. */
  min_replicas?: Integer;
  /** The maximum number of replicas allowed, inclusive. */
  max_replicas?: Integer;
}

export interface Parameters {
  /** Allowed ranges for numbers of replicas.  Values are inclusive. */
  ranges?: Range[];
}

/**
 * A workload states a number of replicas that one of the ranges allows; a range without both ends allows none.
 *
 * ReplicaSets have to be named in a constraint's match to be judged: a Deployment leaves one with 0 replicas after every rollout.
 */
export default policy({
  kind: "K8sReplicaLimits",
  title: "Replica Limits",
  description:
    "Requires that objects with the field `spec.replicas` (Deployments, ReplicaSets, etc.) specify a number of replicas within defined ranges.",
  version: "1.0.2",

  *violations({ object, kind, parameters }: Review<Deployment | StatefulSet, Parameters>) {
    const name = object.metadata?.name;
    if (object.spec === undefined || name === undefined) return;
    if (!isAllowed(object.spec.replicas, parameters)) {
      yield `The provided number of replicas is not allowed for ${kind.kind}: ${name}. Allowed ranges: ${fmt(parameters)}`;
    }
  },
});

function isAllowed(replicas: number | undefined, { ranges = [] }: Parameters): boolean {
  return replicas !== undefined && ranges.some((range) => isWithin(range, replicas));
}

function isWithin({ min_replicas: min, max_replicas: max }: Range, replicas: number): boolean {
  return min !== undefined && max !== undefined && min <= replicas && replicas <= max;
}
