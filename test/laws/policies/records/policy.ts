import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Records",
  title: "Objects that grow",
  description: "Records that loops fill.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const byName: Record<string, string> = {};
    for (const { name, image } of object.spec?.containers ?? []) {
      if (image !== undefined) byName[name] = image;
    }
    yield { msg: "images by name", details: byName };
    const counts: Record<string, number> = {};
    for (const { image = "none" } of object.spec?.containers ?? []) {
      counts[image] = (counts[image] ?? 0) + 1;
    }
    for (const [image, count] of Object.entries(counts)) {
      if (count > 1) yield `${image} is used ${count} times`;
    }
    const groups: Record<string, string[]> = {};
    for (const { name, ports = [] } of object.spec?.containers ?? []) {
      for (const { containerPort } of ports) {
        const key = containerPort > 1000 ? "high" : "low";
        groups[key] = [...(groups[key] ?? []), name];
      }
    }
    yield { msg: "groups", details: groups };
  },
});
