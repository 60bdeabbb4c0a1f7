import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  wanted: string;
}

export default policy({
  kind: "StrangeKeys",
  title: "Keys that need escapes",
  description: "Labels by names that opa fmt escapes as Go does.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { labels, annotations } = object.metadata ?? {};
    if (labels?.["\u0000"]) yield "zero";
    if (labels?.["\u0007a"] !== parameters.wanted) yield "no bell";
    if (!annotations?.["😀"]) yield "no smile";
    if (!annotations?.["a\u007f"]) yield annotations?.["🫨"] ?? "none";
  },
});
