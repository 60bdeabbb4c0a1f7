import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { typedContainersOf } from "../shared/containers.js";
import { matchesWildcard } from "../shared/wildcard.js";

export interface Parameters {
  /** A list of allowed container image prefixes. Supports exact matches and prefixes ending with '*'. */
  allowedImages?: string[];
}

/**
 * Every container's image is on the list, or starts with what stands before the final `*` of an entry. Without the parameter every
 * image is allowed; with an empty list, none.
 */
export default policy({
  kind: "K8sAllowedReposv2",
  title: "Allowed Images",
  description:
    "Requires container images to be on the specified list. An entry is the whole name of an image, or a prefix that ends with '*'. To prevent bypasses, ensure a '/' stands before the '*' when specifying DockerHub repositories or custom registries, as in 'registry.example.com/*'.",
  version: "1.0.0",

  *violations({ object, parameters: { allowedImages } }: Review<Pod, Parameters>) {
    if (allowedImages === undefined) return;
    for (const { type, container } of typedContainersOf(object)) {
      const { name, image } = container;
      if (image !== undefined && !allowedImages.some((allowed) => matchesWildcard(image, allowed))) {
        yield `${type} <${name}> has an invalid image <${image}>, allowed images are ${fmt(allowedImages)}`;
      }
    }
  },
});
