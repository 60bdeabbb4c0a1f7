import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const third = 1 / 3;

export default policy({
  kind: "WrittenFractions",
  title: "Fractions that are written out",
  description: "What a policy's own numbers make is reckoned as JavaScript does.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    yield `${object.metadata?.name ?? ""} ${0.1 * 3} ${0.1 + 0.2} ${0.3 - 0.1} ${4 / 7} ${third} ${0.1 + 0.2 === 0.3}`;
    yield { msg: "all", details: [1 / 1024, 0.1 * 3, 7 / 2, 6 / 3, 10 - 0.1 - 0.1] };
  },
});
