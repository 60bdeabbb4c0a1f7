import { exceeds, policy, quantity, type Review, times } from "gatewright";
import type { Pod, Quantity } from "gatewright/kubernetes";
import { containersAtCreationOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";
import { type Resource, resourceAmount, unreadResource } from "../shared/resources.js";

export interface Parameters extends ExemptImages {
  /** The maximum allowed ratio of `resources.limits` to `resources.requests` on a container. */
  ratio?: string;
  /** The maximum allowed ratio of `resources.limits.cpu` to `resources.requests.cpu` on a container. If not specified, equal to `ratio`. */
  cpuRatio?: string;
}

/**
 * Containers and init containers have limits and requests of cpu and memory, and their limits are at most so many times their
 * requests.
 *
 * As with the community library's, `cpuRatio` does nothing without `ratio`, and neither exponents nor `n` and `u` are read, nor for
 * cpu any other suffix than `m`.
 *
 * Unlike the community library's: a suffix counts once, at the end, where that one takes `1m0m` for `10m`. See `denied-unreadable`.
 */
export default policy({
  kind: "K8sContainerRatios",
  title: "Container Ratios",
  description:
    "Sets a maximum ratio for container resource limits to requests.\nhttps://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  version: "1.0.1",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of containersAtCreationOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { name, resources } = container;
      const { limits, requests } = resources ?? {};
      if (limits === undefined) yield `container <${name}> has no resource limits`;
      if (requests === undefined) yield `container <${name}> has no resource requests`;
      for (const resource of ["cpu", "memory"] as const) {
        if (limits !== undefined) yield* unreadResource(name, resource, "limit", limits[resource]);
        if (requests !== undefined) yield* unreadResource(name, resource, "request", requests[resource]);
        if (parameters.ratio === undefined) continue;
        const ratio = resource === "cpu" ? (parameters.cpuRatio ?? parameters.ratio) : parameters.ratio;
        const limit = limits?.[resource];
        const request = requests?.[resource];
        if (limit !== undefined && request !== undefined && exceedsRatio(resource, limit, request, ratio)) {
          yield `container <${name}> ${resource} limit <${limit}> is higher than the maximum allowed ratio of <${ratio}>`;
        }
      }
    }
  },
});

/** Whether the limit is more than so many times the request. A ratio that is no number allows everything. */
function exceedsRatio(resource: Resource, limit: Quantity, request: Quantity, ratio: string): boolean {
  const limited = resourceAmount(resource, limit);
  const requested = resourceAmount(resource, request);
  const most = quantity(ratio);
  if (limited === undefined || requested === undefined || most === undefined) return false;
  return exceeds(limited, times(requested, most));
}
