import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  must: boolean;
}

export default policy({
  kind: "GrownNumbers",
  title: "Numbers that grow",
  description: "Entries that start with a number and grow by more.",
  severity: "low",

  *violations({ object }: Review<Pod, Parameters>) {
    const kept2: Record<number, number> = {};
    for (const c of object.spec?.containers ?? []) {
      const key = c.securityContext?.runAsUser ?? 1;
      kept2[key] = (kept2[key] ?? 5) + (c.ports?.[0]?.containerPort ?? 2);
    }
    yield { msg: "kept2", details: kept2[1] ?? null };
    yield { msg: "two", details: kept2[2] ?? null };
  },
});
