import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isForWindows, isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** Containers drop all capabilities, and add at most `NET_BIND_SERVICE`. Pods for Windows, by `os`, have none. */
export default policy({
  kind: "PodSecurityCapabilitiesRestricted",
  title: "Pod Security: Capabilities, restricted",
  description: "Containers drop all capabilities, and add at most NET_BIND_SERVICE. Pods for Windows have none.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/capabilities_restricted"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    if (isForWindows(review.object)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      const { drop = [], add = [] } = container.securityContext?.capabilities ?? {};
      if (!drop.includes("ALL")) yield `${place}.securityContext.capabilities.drop is without ALL; write ["ALL"]`;
      for (const capability of add) {
        if (capability === "NET_BIND_SERVICE") continue;
        yield `${place}.securityContext.capabilities.add has ${capability}; leave it out, only NET_BIND_SERVICE may be added`;
      }
    }
  },
});
