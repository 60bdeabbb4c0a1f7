import { fmt, type Integer, inventory, policy, type Review } from "gatewright";
import type {
  CrossVersionObjectReference,
  Deployment,
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
  StatefulSet,
} from "gatewright/kubernetes";

/** A range of allowed replicas.  Values are inclusive. */
interface Range {
  /** The minimum number of replicas allowed, inclusive. */
  min_replicas?: Integer;
  /** The maximum number of replicas allowed, inclusive. */
  max_replicas?: Integer;
}

export interface Parameters {
  /** If set to true it validates the HPA scaleTargetRef exists */
  enforceScaleTargetRef?: boolean;
  /** If configured it enforces the minReplicas and maxReplicas in an HPA must have a spread of at least this many replicas */
  minimumReplicaSpread?: Integer;
  /** Allowed ranges for numbers of replicas.  Values are inclusive. */
  ranges?: Range[];
}

/**
 * An autoscaler stays within one of the ranges, has room to scale, and scales what there is. Where it states no minReplicas, only the
 * last is demanded.
 *
 * Unlike the community library's: the message about ranges ends with them, rather than with `%!v(MISSING)`. See `denied-above`.
 */
export default policy({
  kind: "K8sHorizontalPodAutoscaler",
  title: "Horizontal Pod Autoscaler",
  description:
    "Disallow the following scenarios when deploying `HorizontalPodAutoscalers` 1. Deployment of HorizontalPodAutoscalers with `.spec.minReplicas` or `.spec.maxReplicas` outside the ranges defined in the constraint 2. Deployment of HorizontalPodAutoscalers where the difference between `.spec.minReplicas` and `.spec.maxReplicas` is less than the configured `minimumReplicaSpread` 3. Deployment of HorizontalPodAutoscalers that do not reference a valid `scaleTargetRef` (e.g. Deployment, ReplicationController, ReplicaSet, StatefulSet).",
  version: "1.0.1",

  *violations({ object, kind, parameters }: Review<HorizontalPodAutoscaler, Parameters>) {
    const { metadata, spec } = object;
    const { ranges, minimumReplicaSpread, enforceScaleTargetRef } = parameters;
    if (metadata?.name === undefined || spec === undefined) return;
    const { minReplicas: min, maxReplicas: max, scaleTargetRef: target } = spec;
    const autoscaler = `The ${kind.kind} <${metadata.name}>`;
    if (min !== undefined && ranges !== undefined && !isAllowed(spec, ranges)) {
      yield `${autoscaler} minReplicas ${min} or maxReplicas ${max} is not allowed. Allowed ranges: ${fmt(ranges)}`;
    }
    if (min !== undefined && minimumReplicaSpread !== undefined && max - min < minimumReplicaSpread) {
      yield `${autoscaler} is configured with minReplicas ${min} and maxReplicas ${max} which is a spread of ${max - min} replica(s). The spread must be at least ${minimumReplicaSpread} replica(s)`;
    }
    if (enforceScaleTargetRef && isMissing(target, metadata.namespace)) {
      yield `The HorizontalPodAutoscaler <${metadata.name}> has a scaleTargetRef of <${target.kind}/${target.name}> but it does not exist. The scaleTargetRef for the HorizontalPodAutoscaler must exist`;
    }
  },
});

function isAllowed({ minReplicas, maxReplicas }: HorizontalPodAutoscalerSpec, ranges: readonly Range[]): boolean {
  return ranges.some(({ min_replicas: min, max_replicas: max }) => {
    if (min === undefined || max === undefined || minReplicas === undefined) return false;
    return min <= minReplicas && maxReplicas <= max;
  });
}

/** Whether what an autoscaler scales is not there, or of a kind that is not synced. */
function isMissing(target: CrossVersionObjectReference, namespace: string | undefined): boolean {
  const { apiVersion, kind, name } = target;
  if (namespace === undefined || apiVersion === undefined) return false;
  return apiVersion !== "apps/v1" || !exists(kind, namespace, name);
}

function exists(kind: string, namespace: string, name: string): boolean {
  const deployments = inventory.namespaced<Deployment>("apps/v1", "Deployment", { namespace, name });
  const statefulSets = inventory.namespaced<StatefulSet>("apps/v1", "StatefulSet", { namespace, name });
  return (kind === "Deployment" && deployments.length > 0) || (kind === "StatefulSet" && statefulSets.length > 0);
}
