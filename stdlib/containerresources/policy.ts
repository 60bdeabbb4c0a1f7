import { fmt, policy, type Review } from "gatewright";
import type { Pod, Quantity } from "gatewright/kubernetes";
import { containersAtCreationOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";

export interface Parameters extends ExemptImages {
  /** A list of limits that should be enforced (`cpu`, `memory`, or both). */
  limits?: ("cpu" | "memory")[];
  /** A list of requests that should be enforced (`cpu`, `memory`, or both). */
  requests?: ("cpu" | "memory")[];
}

/** Containers and init containers define the limits and the requests that are asked for. Ephemeral ones cannot have any. */
export default policy({
  kind: "K8sRequiredResources",
  title: "Required Resources",
  description:
    "Requires containers to have defined resources set.\nhttps://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
  version: "1.0.1",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of containersAtCreationOf(object)) {
      if (isExempt(container, parameters)) continue;
      const { name, resources } = container;
      const limits = missing(parameters.limits ?? [], resources?.limits ?? {});
      if (limits.size > 0) yield `container <${name}> does not have <${fmt(limits)}> limits defined`;
      const requests = missing(parameters.requests ?? [], resources?.requests ?? {});
      if (requests.size > 0) yield `container <${name}> does not have <${fmt(requests)}> requests defined`;
    }
  },
});

/** Which of the required resources are not among the provided ones. */
function missing(required: readonly string[], provided: { readonly [resource: string]: Quantity }): Set<string> {
  return new Set(required).difference(new Set(Object.keys(provided)));
}
