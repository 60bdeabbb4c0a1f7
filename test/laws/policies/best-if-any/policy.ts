import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: number;
}

export default policy({
  kind: "BestIfAny",
  title: "The best, if there is any",
  description: "The best of those after the first, where there may be no first one.",
  severity: "low",

  *violations({ object }: Review<Pod, Parameters>) {
    let best = (object.spec?.containers ?? [])[0];
    for (const c of (object.spec?.containers ?? []).slice(1)) {
      if (best && (c.ports?.length ?? 0) > (best.ports?.length ?? 0)) best = c;
    }
    if (best) yield best.name;
    let longest: { name: string; size: number } | undefined;
    for (const { name } of object.spec?.containers ?? [])
      if (!longest || name.length > longest.size) longest = { name, size: name.length };
    if (longest) yield `${longest.name} ${longest.size}`;
    let previous: string | undefined;
    for (const { name } of object.spec?.containers ?? []) {
      if (previous !== undefined && previous > name) yield `${previous} before ${name}`;
      previous = name;
    }
  },
});
