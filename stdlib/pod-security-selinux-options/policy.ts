import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange, securityContextsOf } from "../shared/pod-security.js";

const types = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/** SELinux options name one of the types that are for containers, and neither a user nor a role. Empty texts are none. */
export default policy({
  kind: "PodSecuritySeLinuxOptions",
  title: "Pod Security: SELinux options",
  description:
    "Pods and containers choose between the types that SELinux has for containers, and set neither a user nor a role.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/seLinuxOptions"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, securityContext } of securityContextsOf(review.object)) {
      const { type = "", user = "", role = "" } = securityContext.seLinuxOptions ?? {};
      if (!types.includes(type)) {
        yield `${place}.seLinuxOptions.type is ${type}; leave it out, or write one of ${types.filter((name) => name !== "").join(", ")}`;
      }
      if (user !== "") yield `${place}.seLinuxOptions.user is ${user}; leave it out`;
      if (role !== "") yield `${place}.seLinuxOptions.role is ${role}; leave it out`;
    }
  },
});
