import { fmt, type Integer, policy, type Review } from "gatewright";
import type { Pod, PodSecurityContext, SecurityContext } from "gatewright/kubernetes";
import { type AnyContainer, containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/** The range of user IDs affected by the rule. */
interface UserRange {
  /** The minimum user ID in the range, inclusive. */
  min?: Integer;
  /** The maximum user ID in the range, inclusive. */
  max?: Integer;
}

/** The range of group IDs affected by the rule. */
interface GroupRange {
  /** The minimum group ID in the range, inclusive. */
  min?: Integer;
  /** The maximum group ID in the range, inclusive. */
  max?: Integer;
}

interface Users {
  /** A strategy for applying the runAsUser restriction. */
  rule?: "MustRunAs" | "MustRunAsNonRoot" | "RunAsAny";
  /** A list of user ID ranges affected by the rule. */
  ranges?: UserRange[];
}

type GroupRule = "MustRunAs" | "MayRunAs" | "RunAsAny";

interface Groups {
  rule?: GroupRule;
  /** A list of group ID ranges affected by the rule. */
  ranges?: GroupRange[];
}

interface RunAsGroups extends Groups {
  /** A strategy for applying the runAsGroup restriction. */
  rule?: GroupRule;
}

interface SupplementalGroups extends Groups {
  /** A strategy for applying the supplementalGroups restriction. */
  rule?: GroupRule;
}

interface FSGroups extends Groups {
  /** A strategy for applying the fsGroup restriction. */
  rule?: GroupRule;
}

/**
 * Controls the user and group IDs of the container and some volumes. Corresponds to the `runAsUser`, `runAsGroup`, `supplementalGroups`, and `fsGroup` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#users-and-groups
 */
export interface Parameters extends ExemptImages {
  /** Controls which user ID values are allowed in a Pod or container-level SecurityContext. */
  runAsUser?: Users;
  /** Controls which group ID values are allowed in a Pod or container-level SecurityContext. */
  runAsGroup?: RunAsGroups;
  /** Controls the supplementalGroups values that are allowed in a Pod or container-level SecurityContext. */
  supplementalGroups?: SupplementalGroups;
  /** Controls the fsGroup values that are allowed in a Pod or container-level SecurityContext. */
  fsGroup?: FSGroups;
}

/**
 * Containers run as allowed users and groups only. What a container's security context states counts before what its Pod's does. A group
 * is not judged where its ranges are not stated, and a range without both ends allows none.
 *
 * Unlike the community library's: large IDs are written out in messages, 1000690000 rather than 1.00069e+09. See `denied-user`.
 */
export default policy({
  kind: "K8sPSPAllowedUsers",
  title: "Allowed Users",
  description:
    "Controls the user and group IDs of the container and some volumes. Corresponds to the `runAsUser`, `runAsGroup`, `supplementalGroups`, and `fsGroup` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#users-and-groups",
  version: "1.0.3",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { object, parameters } = review;
    const users = parameters.runAsUser;
    if (isUpdate(review)) return;
    for (const { container, security } of contextsOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { runAsUser: user, runAsNonRoot } = security;
      if (user !== undefined && users !== undefined && forbidsUser(users, user)) {
        yield `Container ${container.name} is attempting to run as disallowed user ${user}. Allowed runAsUser: ${fmt(users)}`;
      }
      if (user === undefined && users?.rule === "MustRunAs") {
        yield `Container ${container.name} is attempting to run without a required securityContext/runAsUser`;
      }
      if (user === undefined && users?.rule === "MustRunAsNonRoot" && !runAsNonRoot) {
        yield `Container ${container.name} is attempting to run without a required securityContext/runAsNonRoot or securityContext/runAsUser != 0`;
      }

      for (const field of ["runAsGroup", "supplementalGroups", "fsGroup"] as const) {
        const groups = parameters[field];
        const provided = security[field];
        if (groups === undefined) continue;
        if (provided === undefined && groups.rule === "MustRunAs") {
          yield `Container ${container.name} is attempting to run without a required securityContext/${field}. Allowed ${field}: ${fmt(groups)}`;
        }
        if (typeof provided === "number" && forbidsGroup(groups, provided)) {
          yield `Container ${container.name} is attempting to run as disallowed group ${provided}. Allowed ${field}: ${fmt(groups)}`;
        }
        if (typeof provided === "object" && provided.some((group) => forbidsGroup(groups, group))) {
          yield `Container ${container.name} is attempting to run with disallowed supplementalGroups ${fmt(provided)}. Allowed ${field}: ${fmt(groups)}`;
        }
      }
    }
  },
});

interface ContainerInContext {
  readonly container: AnyContainer;
  readonly security: PodSecurityContext & SecurityContext;
}

function contextsOf(pod: Pod): readonly ContainerInContext[] {
  return containersOf(pod).map((container) => ({
    container,
    security: securityOf(pod.spec?.securityContext ?? {}, container.securityContext ?? {}),
  }));
}

/** What a container's security context states, and what the Pod's states for all containers. */
function securityOf(pod: PodSecurityContext, container: SecurityContext): PodSecurityContext & SecurityContext {
  return { ...pod, ...container };
}

function forbidsUser({ rule, ranges = [] }: Users, user: Integer): boolean {
  return (rule === "MustRunAsNonRoot" && user === 0) || (rule === "MustRunAs" && !isWithinAny(ranges, user));
}

function forbidsGroup({ rule, ranges }: Groups, group: Integer): boolean {
  return (rule === "MustRunAs" || rule === "MayRunAs") && ranges !== undefined && !isWithinAny(ranges, group);
}

function isWithinAny(ranges: readonly (UserRange | GroupRange)[], id: Integer): boolean {
  return ranges.some((range) => isWithin(range, id));
}

function isWithin({ min, max }: UserRange | GroupRange, id: Integer): boolean {
  return min !== undefined && max !== undefined && min <= id && id <= max;
}
