import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersAtCreationOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { excessiveResource, unreadResource } from "../shared/resources.js";

export interface Parameters extends ExemptImages {
  /** The maximum allowed cpu limit on a Pod, exclusive. Set to -1 to disable. */
  cpu?: string;
  /** The maximum allowed memory limit on a Pod, exclusive. */
  memory?: string;
}

/**
 * Containers and init containers have a cpu and a memory limit, of at most what the parameters say. Where the parameter `cpu` is
 * left out or -1, cpu limits do not matter.
 *
 * As the community library's, it reads no exponents and no `n` or `u`, and of cpu no other suffix than `m`.
 *
 * Unlike the community library's: a suffix counts once, at the end, where that one takes `1m0m` for `10m`. See `denied-unreadable`.
 */
export default policy({
  kind: "K8sContainerLimits",
  title: "Container Limits",
  description:
    "Requires containers to have memory and CPU limits set and constrains limits to be within the specified maximum values.\nhttps://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  version: "1.1.0",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const ignoresCpu = parameters.cpu === undefined || parameters.cpu === "-1";
    const checked = ignoresCpu ? (["memory"] as const) : (["cpu", "memory"] as const);
    for (const container of containersAtCreationOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { name, resources } = container;
      const limits = resources?.limits;
      if (limits === undefined) {
        yield `container <${name}> has no resource limits`;
        continue;
      }
      for (const resource of checked) {
        yield* unreadResource(name, resource, "limit", limits[resource]);
        yield* excessiveResource(name, resource, "limit", limits[resource], parameters[resource]);
      }
    }
  },
});
