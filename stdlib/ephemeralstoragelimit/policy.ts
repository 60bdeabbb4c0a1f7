import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersAtCreationOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { excessiveResource, unreadResource } from "../shared/resources.js";
import { isUpdate } from "../shared/updates.js";

export interface Parameters extends ExemptImages {
  /** The maximum allowed ephemeral storage limit on a Pod, exclusive. */
  "ephemeral-storage"?: string;
}

/**
 * Containers and init containers have a limit of ephemeral storage, of at most what the parameter says.
 *
 * As the community library's, it reads no exponents and no `n` or `u`.
 *
 * Unlike the community library's: a suffix counts once, at the end, where that one takes `1Ki0Ki` for `10Ki`. See `denied-unreadable`.
 */
export default policy({
  kind: "K8sContainerEphemeralStorageLimit",
  title: "Container ephemeral storage limit",
  description:
    "Requires containers to have an ephemeral storage limit set and constrains the limit to be within the specified maximum values.\nhttps://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  version: "1.0.2",

  *violations({ object, operation, parameters }: Review<Pod, Parameters>) {
    if (isUpdate({ operation })) return;
    for (const container of containersAtCreationOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { name, resources } = container;
      if (resources?.limits === undefined) {
        yield `container <${name}> has no resource limits`;
      } else {
        const limit = resources.limits["ephemeral-storage"];
        yield* unreadResource(name, "ephemeral-storage", "limit", limit);
        yield* excessiveResource(name, "ephemeral-storage", "limit", limit, parameters["ephemeral-storage"]);
      }
    }
  },
});
