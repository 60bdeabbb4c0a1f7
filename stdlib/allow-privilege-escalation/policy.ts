import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Controls restricting escalation to root privileges. Corresponds to the `allowPrivilegeEscalation` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#privilege-escalation
 */
export interface Parameters extends ExemptImages {}

/** Every container forbids privilege escalation: where the field is absent, Kubernetes allows it. */
export default policy({
  kind: "K8sPSPAllowPrivilegeEscalationContainer",
  title: "Allow Privilege Escalation in Container",
  description:
    "Controls restricting escalation to root privileges. Corresponds to the `allowPrivilegeEscalation` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#privilege-escalation",
  version: "1.1.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    if (isUpdate(review)) return;
    for (const container of containersOf(review.object)) {
      const forbidden = container.securityContext?.allowPrivilegeEscalation === false;
      if (!forbidden && !isExempt(container, review.parameters)) {
        yield `Privilege escalation container is not allowed: ${container.name}`;
      }
    }
  },
});
