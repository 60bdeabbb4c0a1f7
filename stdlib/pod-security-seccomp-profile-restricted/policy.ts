import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import {
  isConfining,
  isForWindows,
  isMinorChange,
  placedContainersOf,
  securityContextsOf,
} from "../shared/pod-security.js";

/** Every container has a seccomp profile, the runtime's or one of the host's: its own or that of its Pod. Pods for Windows, by `os`, have none. */
export default policy({
  kind: "PodSecuritySeccompProfileRestricted",
  title: "Pod Security: Seccomp profiles, restricted",
  description:
    "Every container has a seccomp profile that confines it, of its own or of its Pod. Pods for Windows have none.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/seccompProfile_restricted"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    const { object } = review;
    if (isForWindows(object)) return;
    for (const { place, securityContext } of securityContextsOf(object)) {
      const { seccompProfile } = securityContext;
      if (seccompProfile === undefined || isConfining(seccompProfile.type)) continue;
      yield `${place}.seccompProfile.type is ${seccompProfile.type}; write RuntimeDefault or Localhost`;
    }
    if (isConfining(object.spec?.securityContext?.seccompProfile?.type ?? "")) return;
    for (const { place, container } of placedContainersOf(object)) {
      if (container.securityContext?.seccompProfile !== undefined) continue;
      yield `${place}.securityContext.seccompProfile is left out, and the Pod has none that is allowed; write type: RuntimeDefault here or in spec.securityContext`;
    }
  },
});
