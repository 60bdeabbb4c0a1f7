import { fmt, matches, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { containersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";

export interface Parameters extends ExemptImages {
  /** Disallowed container image tags. */
  tags?: string[];
}

/** A tag or a digest at the end of an image. What stands before the last `/` may be a registry's port. */
const tagOrDigest = ":[^/]*$";

/** Every image has a tag or a digest, and none of the disallowed tags. */
export default policy({
  kind: "K8sDisallowedTags",
  title: "Disallow tags",
  description:
    "Requires container images to have an image tag different from the ones in the specified list.\nhttps://kubernetes.io/docs/concepts/containers/images/#image-names",
  version: "1.0.2",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { tags = [] } = parameters;
    for (const container of containersOf(object)) {
      const { name, image } = container;
      if (image === undefined || isExempt(container, parameters)) continue;
      if (tags.some((tag) => image.endsWith(`:${tag}`))) {
        yield `container <${name}> uses a disallowed tag <${image}>; disallowed tags are ${fmt(tags)}`;
      }
      if (!matches(tagOrDigest, image)) yield `container <${name}> didn't specify an image tag <${image}>`;
    }
  },
});
