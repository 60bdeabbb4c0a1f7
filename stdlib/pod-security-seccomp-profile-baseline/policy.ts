import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isConfining, isMinorChange, securityContextsOf } from "../shared/pod-security.js";

/** Seccomp profiles are the runtime's or one of the host's, where there are any. */
export default policy({
  kind: "PodSecuritySeccompProfileBaseline",
  title: "Pod Security: Seccomp profiles",
  description: "Pods and containers do not switch seccomp off.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/seccompProfile_baseline"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, securityContext } of securityContextsOf(review.object)) {
      const { seccompProfile } = securityContext;
      if (seccompProfile === undefined || isConfining(seccompProfile.type)) continue;
      yield `${place}.seccompProfile.type is ${seccompProfile.type}; write RuntimeDefault or Localhost, or leave the profile out`;
    }
  },
});
