import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** Containers see what their runtime shows of `/proc`, whichever users their Pod has. */
export default policy({
  kind: "PodSecurityProcMountRestricted",
  title: "Pod Security: Proc mounts, restricted",
  description: "Containers see what their runtime shows of /proc.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/procMount_restricted"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      const { procMount = "Default" } = container.securityContext ?? {};
      if (procMount === "Default") continue;
      yield `${place}.securityContext.procMount is ${procMount}; leave it out, or write Default`;
    }
  },
});
