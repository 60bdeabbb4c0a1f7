import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Controls the ability of any container to enable privileged mode. Corresponds to the `privileged` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#privileged
 */
export interface Parameters extends ExemptImages {}

/**
 * No container is privileged.
 *
 * Unlike the community library's: the user and group IDs of the security context are written out in the message, 1000690000 rather than
 * 1.00069e+09. See `denied-every-list`.
 */
export default policy({
  kind: "K8sPSPPrivilegedContainer",
  title: "Privileged Container",
  description:
    "Controls the ability of any container to enable privileged mode. Corresponds to the `privileged` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#privileged",
  version: "1.1.3",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    if (isUpdate(review)) return;
    for (const container of containersOf(review.object)) {
      const { name, securityContext } = container;
      if (securityContext?.privileged && !isExempt(container, review.parameters)) {
        yield `Privileged container is not allowed: ${name}, securityContext: ${fmt(securityContext)}`;
      }
    }
  },
});
