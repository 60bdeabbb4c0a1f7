import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: number;
}

export default policy({
  kind: "FlagsByKey",
  title: "Flags by key",
  description: "Flags that passes set and none takes back, or the other way round, one for each key.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const flags = new Map<string, boolean>();
    const all: Record<string, boolean> = {};
    const some: Record<string, boolean> = {};
    for (const { name, image = "none", tty } of object.spec?.containers ?? []) {
      flags.set(name, (flags.get(name) ?? false) || tty === true);
      all[image] = (all[image] ?? true) && !!tty;
      some[image] = some[image] || name.length > parameters.a;
    }
    for (const [key, value] of flags) if (value) yield key;
    yield { msg: "flags", details: { all, some } };
  },
});
