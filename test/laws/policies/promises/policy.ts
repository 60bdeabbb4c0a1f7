import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Promises",
  title: "Promises",
  description: "Values that are there because of what was asked before.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const labels = object.metadata?.labels ?? {};

    const counts = new Map<string, number>();
    const groups = new Map<string, string[]>();
    for (const { name, image = "" } of containers) {
      counts.set(image, counts.has(image) ? counts.get(image)! + 1 : 1);
      if (!groups.has(image)) groups.set(image, []);
      groups.get(image)!.push(name);
    }
    for (const image of [...counts.keys()].toSorted()) yield `${image} ${counts.get(image)!}`;
    for (const image of groups.keys()) yield `${image}: ${groups.get(image)!.join()}`;

    if (containers.length > 0) yield `first ${containers[0]!.name}, last ${containers.at(-1)!.name}`;
    if (containers.length < 2) return;
    yield `second ${containers[1]!.name}`;
    for (const key of Object.keys(labels).filter((name) => name !== "a"))
      yield `${key} is ${labels[key]!.toUpperCase()}`;
    if ("app" in labels && labels["app"]!.length > 1) yield "a long app";
    if (containers[0]?.image !== undefined && containers[0]!.image!.startsWith("a")) yield "an image";
  },
});
