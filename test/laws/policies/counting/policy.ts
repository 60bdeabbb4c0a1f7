import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Counting",
  title: "Counts and sums",
  description: "Counters, sums and flags that loops keep.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    let privileged = 0;
    let ports = 0;
    let sum = 0;
    let hasLatest = false;
    let allNamed = true;
    for (const { image, securityContext, ports: own = [] } of object.spec?.containers ?? []) {
      if (securityContext?.privileged) privileged++;
      ports += own.length;
      for (const port of own) {
        sum += port.containerPort;
        if (port.name === undefined) allNamed = false;
      }
      if (image?.endsWith(":latest")) hasLatest = true;
    }
    if (privileged > 0) yield `${privileged} privileged`;
    if (ports > 1) yield `${ports} ports, ${sum} in sum`;
    if (hasLatest) yield "latest is used";
    if (!allNamed) yield "a port has no name";
    if (hasLatest && allNamed) yield { msg: "latest, and all named", details: { privileged, ports, sum, hasLatest } };
  },
});
