import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Limited",
  title: "The first few",
  description: "Collecting up to a limit, and stopping at a sum.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const firstTwo: string[] = [];
    for (const { name } of object.spec?.containers ?? []) {
      if (firstTwo.length >= 2) break;
      firstTwo.push(name);
    }
    yield { msg: "first two", details: firstTwo };
    let total = 0;
    for (const { name, ports = [] } of object.spec?.containers ?? []) {
      total += ports.length;
      if (total > 2) {
        yield `${name} is one too many: ${total}`;
        break;
      }
    }
    let best = "";
    let most = -1;
    for (const { name, ports = [] } of object.spec?.containers ?? []) {
      if (ports.length > most) {
        most = ports.length;
        best = name;
      }
    }
    yield `${best} has ${most}`;
  },
});
