import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";

/**
 * Controls use of fields related to gaining an interactive session. Corresponds to the `tty` and `stdin` fields in the Pod `spec.containers`, `spec.ephemeralContainers`, and `spec.initContainers`.
 */
export interface Parameters extends ExemptImages {}

/** No container keeps its standard input open, or has a terminal. */
export default policy({
  kind: "K8sDisallowInteractiveTTY",
  title: "Disallow Interactive TTY Containers",
  description: "Requires that objects have the fields `spec.tty` and `spec.stdin` set to false or unset.",
  version: "1.0.0",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const container of containersOf(object)) {
      const { name, image, stdin, tty } = container;
      if ((stdin || tty) && image !== undefined && !isExempt(container, parameters)) {
        yield `Containers using tty or stdin (${name}) are not allowed running image: ${image}`;
      }
    }
  },
});
