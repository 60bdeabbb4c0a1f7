import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
import { longest } from "./limits.js";

export default policy({
  kind: "SampleOfMutations",
  title: "A sample of mutations",
  description: "Refuses Pods on the host's network, and long names.",

  *violations({ object }: Review<Pod>) {
    if (object.spec?.hostNetwork === true) yield "the host's network is in use";
    const { name = "" } = object.metadata ?? {};
    if (name.length > longest) yield `the name ${name} is too long`;
  },
});
