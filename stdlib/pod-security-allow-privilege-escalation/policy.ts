import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isForWindows, isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** Every container says that it may not gain privileges: where the field is absent, Kubernetes lets it. Pods for Windows, by `os`, cannot say it. */
export default policy({
  kind: "PodSecurityAllowPrivilegeEscalation",
  title: "Pod Security: Privilege escalation",
  description:
    "No process of a container may gain privileges that its parent has not. Pods for Windows know no such thing.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/allowPrivilegeEscalation"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    if (isForWindows(review.object)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      if (container.securityContext?.allowPrivilegeEscalation === false) continue;
      yield `${place}.securityContext.allowPrivilegeEscalation is not false; write false`;
    }
  },
});
