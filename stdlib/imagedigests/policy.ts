import { matches, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { typedContainersOf } from "../shared/containers.js";
import { type ExemptImages, isExempt } from "../shared/exempt-images.js";

/**
 * Requires container images to contain a digest.\
 * https://kubernetes.io/docs/concepts/containers/images/
 */
export interface Parameters extends ExemptImages {}

/** An algorithm and a hash, as `@sha256:45b23dee08af…`. */
const digest = "@[a-z0-9]+([+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+";

/** Every image is named by its digest, which no push can move. */
export default policy({
  kind: "K8sImageDigests",
  title: "Image Digests",
  description: "Requires container images to contain a digest.\nhttps://kubernetes.io/docs/concepts/containers/images/",
  version: "1.0.1",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    for (const { type, container } of typedContainersOf(object)) {
      const { name, image } = container;
      if (image !== undefined && !matches(digest, image) && !isExempt(container, parameters)) {
        yield `${type} <${name}> uses an image without a digest <${image}>`;
      }
    }
  },
});
