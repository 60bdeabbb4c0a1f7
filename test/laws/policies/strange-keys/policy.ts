import { matches, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  wanted: string;
}

export default policy({
  kind: "StrangeKeys",
  title: "Keys that need escapes",
  description: "Labels by names that opa fmt escapes as Go does, and a pattern with such a character.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { labels, annotations } = object.metadata ?? {};
    if (labels?.["\u0000"]) yield "zero";
    if (matches("^p\u0000?", object.metadata?.name ?? "")) yield "a name that begins with p";
    if (labels?.["\u0007a"] !== parameters.wanted) yield "no bell";
    if (!annotations?.["😀"]) yield "no smile";
    if (!annotations?.["a\u007f"]) yield annotations?.["🫨"] ?? "none";
  },
});
