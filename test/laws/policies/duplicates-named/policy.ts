import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export default policy({
  kind: "DuplicatesNamed",
  title: "Duplicates by name",
  description: "Ports that two names have, and which one had it first.",
  severity: "low",

  *violations({ object }: Review<Service>) {
    const ports = object.spec?.ports ?? [];
    const seen = new Map<number, string>();
    for (const { port, name = "unnamed" } of ports) {
      const other = seen.get(port);
      if (other !== undefined) yield `${name} and ${other} both use ${port}`;
      else seen.set(port, name);
    }
  },
});
