import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  max?: number;
}

export default policy({
  kind: "EntryNames",
  title: "Names for entries",
  description: "A name for an entry that a loop puts into a collection, and changes.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    {
      const byPort: Record<string, string[]> = {};
      for (const c of object.spec?.containers ?? []) {
        for (const p of c.ports ?? []) {
          const group = (byPort[String(p.containerPort)] ??= []);
          group.push(c.name);
        }
      }
      for (const [port, names] of Object.entries(byPort)) {
        if (names.length > 1) yield `port ${port}: ${names.join(", ")}`;
      }
    }
    {
      const byPort = new Map<number, string[]>();
      for (const c of object.spec?.containers ?? []) {
        for (const p of c.ports ?? []) {
          const names = byPort.get(p.containerPort) ?? [];
          names.push(c.name);
          byPort.set(p.containerPort, names);
        }
      }
      for (const [port, names] of byPort) {
        if (names.length > 1) yield `port ${port}: ${names.join(", ")}`;
      }
    }
  },
});
