import { fmt, type Integer, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Controls usage of host network namespace by pod containers. HostNetwork verification happens without exception for exemptImages. Specific ports must be specified. Corresponds to the `hostNetwork` and `hostPorts` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#host-namespaces
 */
export interface Parameters extends ExemptImages {
  /** Determines if the policy allows the use of HostNetwork in the pod spec. */
  hostNetwork?: boolean;
  /** The start of the allowed port range, inclusive. */
  min?: Integer;
  /** The end of the allowed port range, inclusive. */
  max?: Integer;
}

/** No Pod is in the host's network unless all may be, and its containers listen on the host's ports within the range only. */
export default policy({
  kind: "K8sPSPHostNetworkingPorts",
  title: "Host Networking Ports",
  description:
    "Controls usage of host network namespace by pod containers. HostNetwork verification happens without exception for exemptImages. Specific ports must be specified. Corresponds to the `hostNetwork` and `hostPorts` fields in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#host-namespaces",
  version: "1.1.5",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { object, parameters } = review;
    const name = object.metadata?.name;
    if (isUpdate(review) || name === undefined) return;
    if (usesHostNetwork(object, parameters) || usesOtherPorts(object, parameters)) {
      yield `The specified hostNetwork and hostPort are not allowed, pod: ${name}. Allowed values: ${fmt(parameters)}`;
    }
  },
});

function usesHostNetwork({ spec }: Pod, { hostNetwork }: Parameters): boolean {
  return !hostNetwork && spec?.hostNetwork === true;
}

function usesOtherPorts(pod: Pod, parameters: Parameters): boolean {
  return containersOf(pod).some(
    (container) =>
      !isExempt(container, parameters) &&
      (container.ports ?? []).some(({ hostPort }) => hostPort !== undefined && isOutside(hostPort, parameters)),
  );
}

function isOutside(port: number, { min, max }: Parameters): boolean {
  return (min !== undefined && port < min) || (max !== undefined && port > max);
}
