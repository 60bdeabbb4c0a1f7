import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "MatchesMapped",
  title: "Matches that are mapped",
  description: "What is made of matches that are not there is not there either, and no empty list.",

  *violations({ object }: Review<Pod>) {
    const name = object.metadata?.name ?? "";
    const found = name.match(/b+/g);
    yield { msg: "direct", details: name.match(/b+/g)?.map((text) => text + text) ?? null };
    yield { msg: "mapped", details: found?.map((text) => text + text) ?? "none" };
    yield { msg: "filtered", details: found?.filter((text) => text !== "b") ?? "none" };
    yield { msg: "both", details: found?.filter((text) => text !== "b").map((text) => text.length) ?? "none" };
    if (name.match(/b+/g)?.map((text) => text + text)) yield "there";
    if (found?.every((text) => text === "b")) yield "every";
    if (!found?.some((text) => text === "b")) yield "not some";
  },
});
