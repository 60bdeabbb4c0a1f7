import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange } from "../shared/pod-security.js";

/** No volume is a path of the host, mounted or not. */
export default policy({
  kind: "PodSecurityHostPathVolumes",
  title: "Pod Security: HostPath volumes",
  description: "Pods mount nothing of the file system of their host.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/hostPathVolumes"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { name, hostPath } of review.object.spec?.volumes ?? []) {
      if (hostPath === undefined) continue;
      yield `spec.volumes[${name}].hostPath is set; use another type of volume, such as emptyDir or persistentVolumeClaim`;
    }
  },
});
