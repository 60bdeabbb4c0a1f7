import { policy, type Review, type UserInfo } from "gatewright";
import type {
  CronJob,
  DaemonSet,
  Deployment,
  Job,
  Pod,
  ReplicaSet,
  ReplicationController,
  StatefulSet,
} from "gatewright/kubernetes";

export interface Parameters {
  /** Groups that should be allowed to bypass the policy. */
  allowedGroups?: string[];
  /** Users that should be allowed to bypass the policy. */
  allowedUsers?: string[];
}

type Workload = CronJob | DaemonSet | Deployment | Job | Pod | ReplicaSet | ReplicationController | StatefulSet;

/** Kinds that keep the template of a Pod. A constraint may match others, which state no service account here. */
const templated = ["DaemonSet", "Deployment", "Job", "ReplicaSet", "ReplicationController", "StatefulSet"];

/** Nobody but the allowed users and groups changes the service account of a workload; each states one, before and after. */
export default policy({
  kind: "NoUpdateServiceAccount",
  title: "Block updating Service Account",
  description:
    "Blocks updating the service account on resources that abstract over Pods. This policy is ignored in audit mode.",
  version: "1.0.1",

  *violations({ object, oldObject, operation, userInfo, parameters }: Review<Workload, Parameters>) {
    if (operation !== "UPDATE") return;
    const after = serviceAccountOf(object);
    const before = serviceAccountOf(oldObject);
    if (after === undefined) yield "missing serviceAccountName field in object under review";
    if (before === undefined) yield "missing serviceAccountName field in oldObject under review";
    if (after !== undefined && before !== undefined && after !== before && !mayChangeIt(userInfo, parameters)) {
      yield "user does not have permission to modify serviceAccountName";
    }
  },
});

function serviceAccountOf(object: Workload | null): string | undefined {
  if (object === null) return undefined;
  if (object.kind === "Pod") return object.spec?.serviceAccountName;
  if (object.kind === "CronJob") return object.spec?.jobTemplate.spec?.template.spec?.serviceAccountName;
  return templated.includes(object.kind) ? object.spec?.template?.spec?.serviceAccountName : undefined;
}

function mayChangeIt(
  { username = "", groups = [] }: UserInfo,
  { allowedUsers = [], allowedGroups = [] }: Parameters,
): boolean {
  return allowedUsers.includes(username) || groups.some((group) => allowedGroups.includes(group));
}
