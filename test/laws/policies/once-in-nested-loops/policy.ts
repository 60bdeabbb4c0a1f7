import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: number;
}

export default policy({
  kind: "OnceInNestedLoops",
  title: "Once, in nested loops",
  description: "A list that takes each value once, from loops in loops.",
  severity: "low",

  *violations({ object }: Review<Pod, Parameters>) {
    const out: number[] = [];
    for (const c of object.spec?.containers ?? []) {
      const ports = c.ports ?? [];
      for (const { containerPort } of ports) {
        if (out.includes(containerPort)) continue;
        out.push(containerPort);
      }
    }
    yield out.join();
  },
});
