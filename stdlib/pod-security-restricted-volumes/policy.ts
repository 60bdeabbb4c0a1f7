import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { isMinorChange } from "../shared/pod-security.js";

const types = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

/** Volumes are of those types that need no trust in the Pod. One without a type is an emptyDir. */
export default policy({
  kind: "PodSecurityRestrictedVolumes",
  title: "Pod Security: Volume types",
  description:
    "Pods mount what is theirs or was made for them: configuration, secrets, images, claims and ephemeral volumes.",
  severity: "medium",
  controls: { "pod-security-1.37": ["restricted/restrictedVolumes"] },
  annotations: { "metadata.gatekeeper.sh/bundle": "pod-security-standards-restricted" },

  *violations(review: Review<Pod>) {
    if (isMinorChange(review)) return;
    for (const volume of review.object.spec?.volumes ?? []) {
      // Beside its name, a volume has one field: that of its type.
      for (const type of Object.keys(volume)) {
        if (type === "name" || types.includes(type)) continue;
        yield `spec.volumes[${volume.name}] is of type ${type}; use one of ${types.join(", ")}`;
      }
    }
  },
});
