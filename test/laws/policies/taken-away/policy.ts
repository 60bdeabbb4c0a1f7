import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  allowed: string[];
  required: string[];
}

export default policy({
  kind: "TakenAway",
  title: "Taken away",
  description: "Elements and entries that a loop takes away.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const cs = object.spec?.containers ?? [];
    const missing = new Set(parameters.required);
    for (const c of cs) {
      for (const name of c.securityContext?.capabilities?.add ?? []) missing.delete(name);
    }
    if (missing.size > 0) yield `missing: ${[...missing].sort().join(", ")}`;
    const byName = new Map(cs.map((c) => [c.name, c.image ?? "none"]));
    for (const c of cs) if (c.tty) byName.delete(c.name);
    const left = [...byName.keys()].toSorted();
    if (left.length) yield { msg: `left: ${left.join()}`, details: left };
    const labels: Record<string, string> = { ...object.metadata?.labels };
    for (const name of parameters.allowed) delete labels[name];
    delete labels["app"];
    if (Object.keys(labels).length > 0) yield { msg: "labels", details: labels };
    const open = new Set(cs.map((c) => c.name));
    cs.forEach((c) => {
      if (c.image) open.delete(c.name);
    });
    for (const name of open) yield `open ${name}`;
  },
});
