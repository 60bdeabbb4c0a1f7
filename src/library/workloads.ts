import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from "../kubernetes/apps-v1.js";
import type { CronJob, Job } from "../kubernetes/batch-v1.js";
import type { Pod, PodSpec, PodTemplate, ReplicationController } from "../kubernetes/core-v1.js";

/** Every kind of Kubernetes' own that is a Pod or makes Pods. */
export type Workload =
  | Pod
  | Deployment
  | StatefulSet
  | DaemonSet
  | ReplicaSet
  | ReplicationController
  | Job
  | CronJob
  | PodTemplate;

/**
 * What the Pods of a workload are made of: a Pod's own `spec`, and that of the template of every other kind.
 *
 * @returns undefined where the object has none, as a PodTemplate and a ReplicationController may
 */
export function podSpecOf(object: Workload): PodSpec | undefined {
  if (object.kind === "Pod") return object.spec;
  if (object.kind === "CronJob") return object.spec?.jobTemplate?.spec?.template?.spec;
  return object.kind === "PodTemplate" ? object.template?.spec : object.spec?.template?.spec;
}

/**
 * Where `podSpecOf` finds it, for messages and details:
 *
 *     for (const { list, index } of containersOf(object)) yield `${podSpecPathOf(object)}.${list}[${index}] …`;
 */
export function podSpecPathOf(
  object: Workload,
): "spec" | "template.spec" | "spec.template.spec" | "spec.jobTemplate.spec.template.spec" {
  if (object.kind === "Pod") return "spec";
  if (object.kind === "CronJob") return "spec.jobTemplate.spec.template.spec";
  return object.kind === "PodTemplate" ? "template.spec" : "spec.template.spec";
}
