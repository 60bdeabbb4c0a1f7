import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Quantifiers",
  title: "All, some, and the first",
  description: "Questions about lists that are empty or absent, and about what is falsy in them.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const { spec, metadata } = object;
    if (spec?.containers?.every((c) => c.image)) yield "all have an image";
    if (spec?.volumes?.every((v) => v.emptyDir)) yield "all are empty";
    if (!spec?.volumes?.every((v) => v.emptyDir)) yield "not all are empty, or there are none to ask";
    if (!spec?.volumes?.some((v) => v.emptyDir)) yield "none is empty";
    const containers = spec?.containers ?? [];
    yield `first ${containers.find((c) => !c.tty)?.name ?? "none"}`;
    yield `last ${containers.findLast((c) => !c.tty)?.name ?? "none"}`;
    for (const { name, tty, stdin, ports = [], env = [] } of containers) {
      if (tty) yield `${name} has a terminal`;
      if (tty === stdin) yield `${name} has both or neither`;
      if (!(tty || stdin)) yield `${name} has none`;
      if (env.every(({ value }) => value)) yield `${name}: all have a value`;
      if (ports.some((p) => p.hostPort)) yield `${name}: a port of the host`;
      yield `${name}: ${ports.length > 0 ? ports[0]?.name : "no port"}`;
    }
    if (metadata?.name === metadata?.namespace) yield "as its namespace";
    if (!metadata?.name?.startsWith(metadata?.namespace ?? "b")) yield "not named after its namespace";
  },
});
