import { type NoParameters, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isUpdate } from "../shared/updates.js";

/**
 * Disallows sharing of host PID and IPC namespaces by pod containers. Corresponds to the `hostPID` and `hostIPC` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#host-namespaces
 */
export interface Parameters extends NoParameters {}

/** No Pod shares the host's process or IPC namespace. */
export default policy({
  kind: "K8sPSPHostNamespace",
  title: "Host Namespace",
  description:
    "Disallows sharing of host PID and IPC namespaces by pod containers. Corresponds to the `hostPID` and `hostIPC` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#host-namespaces",
  version: "1.1.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { metadata, spec } = review.object;
    if (isUpdate(review) || metadata?.name === undefined) return;
    if (spec?.hostPID || spec?.hostIPC) yield `Sharing the host namespace is not allowed: ${metadata.name}`;
  },
});
