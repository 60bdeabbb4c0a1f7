import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { type AnyContainer, typedContainersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Controls Linux capabilities on containers. Corresponds to the `allowedCapabilities` and `requiredDropCapabilities` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#capabilities
 */
export interface Parameters extends ExemptImages {
  /** A list of Linux capabilities that can be added to a container. */
  allowedCapabilities?: string[];
  /** A list of Linux capabilities that are required to be dropped from a container. */
  requiredDropCapabilities?: string[];
}

const labels = {
  container: "container",
  initContainer: "init container",
  ephemeralContainer: "ephemeral container",
};

/** Containers add allowed capabilities only, none by default, and drop those that they have to. The case does not matter. */
export default policy({
  kind: "K8sPSPCapabilities",
  title: "Capabilities",
  description:
    "Controls Linux capabilities on containers. Corresponds to the `allowedCapabilities` and `requiredDropCapabilities` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#capabilities",
  version: "1.1.3",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    if (isUpdate(review)) return;
    const { object, parameters } = review;
    const { allowedCapabilities, requiredDropCapabilities = [] } = parameters;
    for (const { type, container } of typedContainersOf(object)) {
      if (isExempt(container, parameters)) continue;
      if (addsOthersThan(allowedCapabilities ?? [], container)) {
        const allowed = allowedCapabilities === undefined ? "NONE" : fmt(allowedCapabilities);
        yield `${labels[type]} <${container.name}> has a disallowed capability. Allowed capabilities are ${allowed}`;
      }
      if (keepsAnyOf(requiredDropCapabilities, container)) {
        yield `${labels[type]} <${container.name}> is not dropping all required capabilities. Container must drop all of ${fmt(requiredDropCapabilities)} or "ALL"`;
      }
    }
  },
});

function addsOthersThan(allowed: readonly string[], { securityContext }: AnyContainer): boolean {
  const added = caseless(securityContext?.capabilities?.add ?? []);
  return !allowed.includes("*") && !added.isSubsetOf(caseless(allowed));
}

function keepsAnyOf(required: readonly string[], { securityContext }: AnyContainer): boolean {
  const dropped = caseless(securityContext?.capabilities?.drop ?? []);
  return !dropped.has("all") && !caseless(required).isSubsetOf(dropped);
}

/** The names of capabilities in lower case. */
function caseless(capabilities: readonly string[]): Set<string> {
  return new Set(capabilities.map((capability) => capability.toLowerCase()));
}
