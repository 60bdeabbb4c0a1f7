import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersAtCreationOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { excessiveResource, unreadResource } from "../shared/resources.js";

export interface Parameters extends ExemptImages {
  /** The maximum allowed cpu request on a Pod, exclusive. */
  cpu?: string;
  /** The maximum allowed memory request on a Pod, exclusive. */
  memory?: string;
}

/**
 * Containers and init containers request cpu and memory, of at most what the parameters say.
 *
 * As the community library's, it reads no exponents and no `n` or `u`, and of cpu no other suffix than `m`.
 *
 * Unlike the community library's: a suffix counts once, at the end, where that one takes `1m0m` for `10m`. See `denied-unreadable`.
 */
export default policy({
  kind: "K8sContainerRequests",
  title: "Container Requests",
  description:
    "Requires containers to have memory and CPU requests set and constrains requests to be within the specified maximum values.\nhttps://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  version: "1.0.1",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of containersAtCreationOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { name, resources } = container;
      const requests = resources?.requests;
      if (requests === undefined) {
        yield `container <${name}> has no resource requests`;
        continue;
      }
      for (const resource of ["cpu", "memory"] as const) {
        yield* unreadResource(name, resource, "request", requests[resource]);
        yield* excessiveResource(name, resource, "request", requests[resource], parameters[resource]);
      }
    }
  },
});
