import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "SeenBefore",
  title: "Duplicates",
  description: "What a loop has seen in earlier passes.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const seen = new Set<string>();
    const twice: string[] = [];
    for (const { name } of object.spec?.containers ?? []) {
      if (seen.has(name)) twice.push(name);
      seen.add(name);
    }
    if (twice.length > 0) yield { msg: `again: ${twice.join(",")}`, details: { count: seen.size, seen } };
    const images = new Set<string>();
    for (const { name, image } of object.spec?.containers ?? []) {
      if (image === undefined) continue;
      if (images.has(image)) {
        yield `${name} has an image that an earlier container has`;
        continue;
      }
      images.add(image);
    }
    const distinct: string[] = [];
    for (const { name } of [...(object.spec?.containers ?? []), ...(object.spec?.containers ?? [])]) {
      if (!distinct.includes(name)) distinct.push(name);
    }
    yield { msg: "distinct names", details: distinct };
  },
});
