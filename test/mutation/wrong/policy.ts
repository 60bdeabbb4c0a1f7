import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "SampleWithAWrongFixture",
  title: "A sample with a wrong fixture",
  description: "Refuses Pods on the host's network.",

  *violations({ object }: Review<Pod>) {
    if (object.spec?.hostNetwork === true) yield "the host's network is in use";
  },
});
