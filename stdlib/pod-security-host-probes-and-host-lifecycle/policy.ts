import { policy, type Review } from "gatewright";
import type { LifecycleHandler, Pod, Probe } from "gatewright/kubernetes";
import type { AnyContainer } from "../shared/containers.js";
import { isMinorChange, placedContainersOf } from "../shared/pod-security.js";

/** Probes and lifecycle hooks name no host, so that they ask their own Pod. An empty host is none. */
export default policy({
  kind: "PodSecurityHostProbesAndHostLifecycle",
  title: "Pod Security: Hosts of probes and lifecycle hooks",
  description:
    "Probes and lifecycle hooks ask the Pod itself: with a host they have the kubelet send requests to anybody, since Kubernetes 1.34.",
  severity: "high",
  controls: { "pod-security-1.37": ["baseline/hostProbesAndHostLifecycle"] },
  annotations: {
    "metadata.gatekeeper.sh/bundle": "pod-security-standards-baseline, pod-security-standards-restricted",
  },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const { place, container } of placedContainersOf(review.object)) {
      for (const { field, host } of hostsOf(container)) {
        yield `${place}.${field}.host is ${host}; leave it out, so that the Pod itself is asked`;
      }
    }
  },
});

interface NamedHost {
  readonly field: string;
  readonly host: string;
}

/** The hosts that a container's probes and hooks name, and where. */
function hostsOf({ livenessProbe, readinessProbe, startupProbe, lifecycle }: AnyContainer): readonly NamedHost[] {
  return [
    hostsOfAction("livenessProbe", livenessProbe ?? {}),
    hostsOfAction("readinessProbe", readinessProbe ?? {}),
    hostsOfAction("startupProbe", startupProbe ?? {}),
    hostsOfAction("lifecycle.postStart", lifecycle?.postStart ?? {}),
    hostsOfAction("lifecycle.preStop", lifecycle?.preStop ?? {}),
  ].flat();
}

function hostsOfAction(field: string, { httpGet, tcpSocket }: Probe | LifecycleHandler): readonly NamedHost[] {
  return [
    { field: `${field}.httpGet`, host: httpGet?.host ?? "" },
    { field: `${field}.tcpSocket`, host: tcpSocket?.host ?? "" },
  ].filter(({ host }) => host !== "");
}
