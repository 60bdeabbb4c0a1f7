import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange } from "../shared/pod-security.js";

/** A Pod has a network, processes and IPC of its own. */
export default policy({
  kind: "PodSecurityHostNamespaces",
  title: "Pod Security: Host namespaces",
  description: "Pods share neither the network nor the processes nor the IPC of their host.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/hostNamespaces"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const field of ["hostNetwork", "hostPID", "hostIPC"] as const) {
      if (review.object.spec?.[field] === true) yield `spec.${field} is true; leave it out, or write false`;
    }
  },
});
