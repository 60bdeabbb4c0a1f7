import { policy, type Review } from "gatewright";
import type { Container, Deployment, Pod } from "gatewright/kubernetes";

export interface Parameters {
  /**
   * Where images may come from: a registry, or a repository with its path.
   * @minItems 1
   */
  repositories: string[];
  /** Accept tags that can move, such as `latest`. @default false */
  allowLatest?: boolean;
}

export default policy({
  kind: "TrustedImages",
  title: "Trusted images",
  description: "Requires images of known repositories that name the version they are.",
  severity: "high",
  controls: { soc2: ["CC8.1"] },

  *violations({ object, parameters }: Review<Pod | Deployment, Parameters>) {
    for (const { name, image = "" } of containersOf(object)) {
      if (!parameters.repositories.some((repository) => image.startsWith(`${repository}/`))) {
        yield `container ${name}: ${image} is not from ${parameters.repositories.join(" or ")}`;
      }
      if (!parameters.allowLatest && isMovable(image)) {
        yield { msg: `container ${name}: ${image} names no version`, details: { container: name, image } };
      }
    }
  },
});

/** Those that an object starts, before and beside its own. */
function containersOf(object: Pod | Deployment): Container[] {
  const pod = object.kind === "Pod" ? object.spec : object.spec?.template.spec;
  return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])];
}

/** Whether an image can be another one tomorrow: it has neither a digest nor a tag, or the tag `latest`. */
function isMovable(image: string): boolean {
  if (image.includes("@")) return false;
  const name = image.split("/").at(-1) ?? "";
  return !name.includes(":") || name.endsWith(":latest");
}
