import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Extremes",
  title: "Extremes",
  description: "The greatest and the least that a loop has met.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    let most = 0;
    let least: number | undefined;
    let longest = "";
    for (const { name, ports } of object.spec?.containers ?? []) {
      for (const { containerPort } of ports ?? []) {
        if (containerPort > most) most = containerPort;
        if (least === undefined || containerPort < least) least = containerPort;
      }
      longest = name > longest ? name : longest;
    }
    let wide = -1;
    for (const { ports = [] } of object.spec?.containers ?? []) wide = Math.max(wide, ports.length);
    if (most > 0) yield `up to ${most}`;
    if (least !== undefined) yield `from ${least}`;
    yield { msg: `"${longest}"`, details: wide };
  },
});
