import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isUpdate } from "../shared/updates.js";

interface AllowedFlexVolume {
  /** The name of the FlexVolume driver. */
  driver?: string;
}

/**
 * Controls the allowlist of FlexVolume drivers. Corresponds to the `allowedFlexVolumes` field in PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#flexvolume-drivers
 */
export interface Parameters {
  /** An array of AllowedFlexVolume objects. */
  allowedFlexVolumes?: AllowedFlexVolume[];
}

/** FlexVolumes use allowed drivers only. Without the parameter all drivers are allowed; with an empty list, none. */
export default policy({
  kind: "K8sPSPFlexVolumes",
  title: "FlexVolumes",
  description:
    "Controls the allowlist of FlexVolume drivers. Corresponds to the `allowedFlexVolumes` field in PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#flexvolume-drivers",
  version: "1.0.1",

  *violations(review: Review<Pod, Parameters>) {
    const { metadata, spec } = review.object;
    const { allowedFlexVolumes } = review.parameters;
    if (isUpdate(review) || metadata?.name === undefined || allowedFlexVolumes === undefined) return;
    for (const volume of spec?.volumes ?? []) {
      const { flexVolume } = volume;
      if (flexVolume && !allowedFlexVolumes.some(({ driver }) => driver === flexVolume.driver)) {
        yield `FlexVolume ${fmt(volume)} is not allowed, pod: ${metadata.name}. Allowed drivers: ${fmt(allowedFlexVolumes)}`;
      }
    }
  },
});
