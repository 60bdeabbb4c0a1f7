import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

function parts(image: string): [repository: string, tag?: string] {
  const [repository = "", tag] = image.split(":");
  return tag === undefined ? [repository] : [repository, tag];
}

export default policy({
  kind: "LengthsOfTuples",
  title: "Lengths of tuples",
  description: "A tuple declares its length itself.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const found = parts(object.spec?.containers[0]?.image ?? "");
    yield { msg: "parts", details: found.length };
    const pair = [1, object.metadata?.name ?? ""] as const;
    yield { msg: "pair", details: pair.length };
    if (found.length > 1) yield "has a tag";
  },
});
