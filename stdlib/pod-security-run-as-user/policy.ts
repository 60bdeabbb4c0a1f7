import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { hasOwnUsers, isMinorChange, securityContextsOf } from "../shared/pod-security.js";

/** Neither a Pod nor a container asks for user 0, which is root. A Pod with users of its own, by `hostUsers: false`, has no root of the host. */
export default policy({
  kind: "PodSecurityRunAsUser",
  title: "Pod Security: Running as user 0",
  description: "Neither a Pod nor a container of it asks for user 0, unless the Pod has users of its own.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/runAsUser"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    if (hasOwnUsers(review.object)) return;
    for (const { place, securityContext } of securityContextsOf(review.object)) {
      if (securityContext.runAsUser === 0) yield `${place}.runAsUser is 0; leave it out, or write another number`;
    }
  },
});
