import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** No container takes a port of its host; 0 is none. */
export default policy({
  kind: "PodSecurityHostPorts",
  title: "Pod Security: Host ports",
  description: "Containers take no ports of their host.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/hostPorts"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      for (const { containerPort, hostPort = 0 } of container.ports ?? []) {
        if (hostPort === 0) continue;
        yield `${place}.ports[${containerPort}].hostPort is ${hostPort}; leave it out, and use a Service to reach the Pod`;
      }
    }
  },
});
