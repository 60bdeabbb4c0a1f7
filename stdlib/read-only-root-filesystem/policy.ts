import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { isUpdate } from "../shared/updates.js";

/**
 * Requires the use of a read-only root file system by pod containers. Corresponds to the `readOnlyRootFilesystem` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems
 */
export interface Parameters extends ExemptImages {}

/** Every container asks for a read-only root file system: where the field is absent, it is writable. */
export default policy({
  kind: "K8sPSPReadOnlyRootFilesystem",
  title: "Read Only Root Filesystem",
  description:
    "Requires the use of a read-only root file system by pod containers. Corresponds to the `readOnlyRootFilesystem` field in a PodSecurityPolicy. For more information, see https://kubernetes.io/docs/concepts/policy/pod-security-policy/#volumes-and-file-systems",
  version: "1.1.1",

  *violations(review: Review<Pod, Parameters>) {
    if (isUpdate(review)) return;
    for (const container of containersOf(review.object)) {
      if (!container.securityContext?.readOnlyRootFilesystem && !isExempt(container, review.parameters)) {
        yield `only read-only root filesystem container is allowed: ${container.name}`;
      }
    }
  },
});
