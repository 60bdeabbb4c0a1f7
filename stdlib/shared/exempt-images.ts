import type { AnyContainer } from "./containers.js";
import { matchesWildcard } from "./wildcard.js";

/** The parameter of policies that leave containers with certain images alone. */
export interface ExemptImages {
  /**
   * Any container that uses an image that matches an entry in this list will be excluded from enforcement. Prefix-matching can be signified with `*`. For example: `my-image-*`.\
   * It is recommended that users use the fully-qualified Docker image name (e.g. start with a domain name) in order to avoid unexpectedly exempting images from an untrusted repository.
   */
  exemptImages?: string[];
}

/** Whether the parameter names a container's image. A container without an image is not exempt. */
export function isExempt(container: AnyContainer, parameters: ExemptImages): boolean {
  const { image } = container;
  if (image === undefined) return false;
  return (parameters.exemptImages ?? []).some((pattern) => matchesWildcard(image, pattern));
}
