import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange, securityContextsOf } from "../shared/pod-security.js";

/** Neither a Pod as a whole nor one of its containers is a process of a Windows host. */
export default policy({
  kind: "PodSecurityWindowsHostProcess",
  title: "Pod Security: Windows host processes",
  description: "Neither a Pod nor a container of it runs as a process of a Windows host.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/windowsHostProcess"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, securityContext } of securityContextsOf(review.object)) {
      if (securityContext.windowsOptions?.hostProcess !== true) continue;
      yield `${place}.windowsOptions.hostProcess is true; leave it out, or write false`;
    }
  },
});
