import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isUpdate } from "../shared/updates.js";

/**
 * Restricts mountable volume types to those specified by the user. Corresponds to the `volumes` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems
 */
export interface Parameters {
  /** `volumes` is an array of volume types. All volume types can be enabled using `*`. */
  volumes?: string[];
}

/** Volumes are of allowed types only. Without the parameter all types are. */
export default policy({
  kind: "K8sPSPVolumeTypes",
  title: "Volume Types",
  description:
    "Restricts mountable volume types to those specified by the user. Corresponds to the `volumes` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems",
  version: "1.0.3",
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-restricted" },

  *violations(review: Review<Pod, Parameters>) {
    const { metadata, spec } = review.object;
    const { volumes: allowed } = review.parameters;
    if (isUpdate(review) || metadata?.name === undefined || allowed === undefined || allowed.includes("*")) return;
    for (const volume of spec?.volumes ?? []) {
      // Beside its name, a volume has one field: that of its type.
      for (const type of Object.keys(volume)) {
        if (type === "name" || allowed.includes(type)) continue;
        yield `The volume type ${type} is not allowed, pod: ${metadata.name}. Allowed volume types: ${fmt(allowed)}`;
      }
    }
  },
});
