import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange, placedContainersOf } from "../shared/pod-security.js";

const usual = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

/** Containers add no capabilities but those that runtimes give anyway. */
export default policy({
  kind: "PodSecurityCapabilitiesBaseline",
  title: "Pod Security: Capabilities",
  description: "Containers add no capabilities but those that container runtimes give anyway.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/capabilities_baseline"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      for (const capability of container.securityContext?.capabilities?.add ?? []) {
        if (usual.includes(capability)) continue;
        yield `${place}.securityContext.capabilities.add has ${capability}; leave it out, only these may be added: ${usual.join(", ")}`;
      }
    }
  },
});
