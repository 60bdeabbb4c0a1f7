import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { typedContainersOf } from "../shared/containers.js";

export interface Parameters {
  /** The list of prefixes a container image is not allowed to have. */
  repos?: string[];
}

/** No container's image starts with one of the prefixes. */
export default policy({
  kind: "K8sDisallowedRepos",
  title: "Disallowed Repositories",
  description: "Disallowed container repositories that begin with a string from the specified list.",
  version: "1.0.0",

  *violations({ object, parameters: { repos } }: Review<Pod, Parameters>) {
    if (repos === undefined) return;
    for (const { type, container } of typedContainersOf(object)) {
      const { name, image } = container;
      if (image !== undefined && repos.some((repo) => image.startsWith(repo))) {
        yield `${type} <${name}> has an invalid image repo <${image}>, disallowed repos are ${fmt(repos)}`;
      }
    }
  },
});
