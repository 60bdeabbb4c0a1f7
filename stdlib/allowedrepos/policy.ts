import { fmt, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { typedContainersOf } from "../shared/containers.js";

export interface Parameters {
  /** The list of prefixes a container image is allowed to have. */
  repos?: string[];
}

/** Every container's image starts with one of the prefixes. Without the parameter every image is allowed; with an empty list, none. */
export default policy({
  kind: "K8sAllowedRepos",
  title: "Allowed Repositories",
  description:
    "Requires container images to begin with a string from the specified list. To prevent bypasses, ensure a '/' is added when specifying DockerHub repositories or custom registries. If exact matches or glob-like syntax are preferred, use the k8sallowedreposv2 policy.",
  version: "1.0.2",

  *violations({ object, parameters: { repos } }: Review<Pod, Parameters>) {
    if (repos === undefined) return;
    for (const { type, container } of typedContainersOf(object)) {
      const { name, image } = container;
      if (image !== undefined && !repos.some((repo) => image.startsWith(repo))) {
        yield `${type} <${name}> has an invalid image repo <${image}>, allowed repos are ${fmt(repos)}`;
      }
    }
  },
});
