import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** No container is privileged, of any list. */
export default policy({
  kind: "PodSecurityPrivileged",
  title: "Pod Security: Privileged containers",
  description: "No container is privileged: one that is has all of its host.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/privileged"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      if (container.securityContext?.privileged !== true) continue;
      yield `${place}.securityContext.privileged is true; leave it out, or write false`;
    }
  },
});
