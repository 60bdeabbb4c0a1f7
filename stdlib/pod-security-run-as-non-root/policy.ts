import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { hasOwnUsers, isMinorChange, placedContainersOf, securityContextsOf } from "../shared/pod-security.js";

/** Every container is kept from running as root, by itself or by its Pod. A Pod with users of its own, by `hostUsers: false`, has no root of the host. */
export default policy({
  kind: "PodSecurityRunAsNonRoot",
  title: "Pod Security: Running as non-root",
  description:
    "Every container is kept from running as root, by itself or by its Pod, unless the Pod has users of its own.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/runAsNonRoot"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    const { object } = review;
    if (hasOwnUsers(object)) return;
    for (const { place, securityContext } of securityContextsOf(object)) {
      if (securityContext.runAsNonRoot === false) yield `${place}.runAsNonRoot is false; write true`;
    }
    if (object.spec?.securityContext?.runAsNonRoot === true) return;
    for (const { place, container } of placedContainersOf(object)) {
      if (container.securityContext?.runAsNonRoot !== undefined) continue;
      yield `${place}.securityContext.runAsNonRoot is left out, and the Pod does not have it either; write true here or in spec.securityContext`;
    }
  },
});
