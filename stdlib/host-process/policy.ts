import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Disallows HostProcess containers for Windows pods. HostProcess containers enable privileged access on Windows nodes and must be disallowed in Baseline and Restricted policies. Corresponds to the windowsOptions.hostProcess field in a Pod's securityContext or container securityContext. For more information, see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface Parameters extends ExemptImages {}

/** Neither a Pod as a whole nor one of its containers runs as a process of a Windows host. Exempt images do not excuse the Pod. */
export default policy({
  kind: "K8sPSPHostProcess",
  title: "Host Process",
  description:
    "Disallows HostProcess containers for Windows pods. HostProcess containers enable privileged access on Windows nodes and must be disallowed in Baseline and Restricted policies. Corresponds to the windowsOptions.hostProcess field in a Pod's securityContext or container securityContext. For more information, see https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  version: "1.0.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    if (isUpdate(review)) return;
    const { object, parameters } = review;
    const podName = object.metadata?.name;
    if (podName !== undefined && object.spec?.securityContext?.windowsOptions?.hostProcess) {
      yield `HostProcess is not allowed at pod level: ${podName}`;
    }
    for (const container of containersOf(object)) {
      if (container.securityContext?.windowsOptions?.hostProcess && !isExempt(container, parameters)) {
        yield `HostProcess container is not allowed: ${container.name}, securityContext.windowsOptions.hostProcess: true`;
      }
    }
  },
});
