import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { hasOwnUsers, isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** Containers see what their runtime shows of `/proc`. A Pod with users of its own, by `hostUsers: false`, may have more shown. */
export default policy({
  kind: "PodSecurityProcMount",
  title: "Pod Security: Proc mounts",
  description: "Containers see what their runtime shows of /proc, unless their Pod has users of its own.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/procMount"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    if (hasOwnUsers(review.object)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      const { procMount = "Default" } = container.securityContext ?? {};
      if (procMount === "Default") continue;
      yield `${place}.securityContext.procMount is ${procMount}; leave it out, write Default, or give the Pod users of its own with spec.hostUsers: false`;
    }
  },
});
