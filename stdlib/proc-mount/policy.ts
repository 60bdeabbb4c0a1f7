import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Controls the allowed `procMount` types for the container. Corresponds to the `allowedProcMountTypes` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#allowedprocmounttypes
 */
export interface Parameters extends ExemptImages {
  /** Defines the strategy for the security exposure of certain paths in `/proc` by the container runtime. Setting to `Default` uses the runtime defaults, where `Unmasked` bypasses the default behavior. */
  procMount?: "Default" | "Unmasked";
}

/** Containers see what the runtime shows of `/proc`, unless the parameter is `Unmasked`. The case does not matter. */
export default policy({
  kind: "K8sPSPProcMount",
  title: "Proc Mount",
  description:
    "Controls the allowed `procMount` types for the container. Corresponds to the `allowedProcMountTypes` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#allowedprocmounttypes",
  version: "1.1.3",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-baseline, pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { object, parameters } = review;
    if (isUpdate(review) || parameters.procMount === "Unmasked") return;
    for (const container of containersOf(object)) {
      const procMount = container.securityContext?.procMount ?? "Default";
      if (procMount.toLowerCase() !== "default" && !isExempt(container, parameters)) {
        yield `ProcMount type is not allowed, container: ${container.name}. Allowed procMount types: default`;
      }
    }
  },
});
