import { policy, type Review } from "gatewright";
import type { LifecycleHandler, Pod, Probe } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Disallows specifying the host field in probes and lifecycle hooks. The Baseline profile (v1.34+) requires that probes (livenessProbe, readinessProbe, startupProbe) and lifecycle hooks (postStart, preStop) must not specify a host field. This prevents containers from executing network requests to the host node. For more information, see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface Parameters extends ExemptImages {}

/**
 * Probes and lifecycle hooks ask their own Pod, and no other host. An empty host is none, as for Kubernetes.
 *
 * Unlike the community library's: a container may have several probes or hooks that differ. See `denied-probes` and `denied-hooks`.
 */
export default policy({
  kind: "K8sPSPHostProbesLifecycle",
  title: "Host Probes and Lifecycle Hooks",
  description:
    "Disallows specifying the host field in probes and lifecycle hooks. The Baseline profile (v1.34+) requires that probes (livenessProbe, readinessProbe, startupProbe) and lifecycle hooks (postStart, preStop) must not specify a host field. This prevents containers from executing network requests to the host node. For more information, see https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  version: "1.0.1",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    if (isUpdate(review)) return;
    for (const container of containersOf(review.object)) {
      if (isExempt(container, review.parameters)) continue;
      const { name, livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
      for (const host of [
        hostsOf(livenessProbe ?? {}),
        hostsOf(readinessProbe ?? {}),
        hostsOf(startupProbe ?? {}),
      ].flat()) {
        yield `Container ${name} has probe with host field set: ${host}`;
      }
      for (const host of [hostsOf(lifecycle?.postStart ?? {}), hostsOf(lifecycle?.preStop ?? {})].flat()) {
        yield `Container ${name} has lifecycle hook with host field set: ${host}`;
      }
    }
  },
});

/** The hosts that an action over the network names. */
function hostsOf({ httpGet, tcpSocket }: Probe | LifecycleHandler): readonly string[] {
  return [httpGet?.host ?? "", tcpSocket?.host ?? ""].filter((host) => host !== "");
}
