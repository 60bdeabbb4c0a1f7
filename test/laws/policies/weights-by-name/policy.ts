import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const LIMITS: Record<string, number> = { prod: 3, dev: 1 };
const NAMES: Readonly<Record<string, string>> = { web: "frontend", db: "storage" };

export default policy({
  kind: "WeightsByName",
  title: "Tables looked up",
  description: "Constant tables that are looked up by what the data say.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const labels = object.metadata?.labels ?? {};
    const app = labels["app"];
    const limit = LIMITS[object.metadata?.namespace ?? "dev"] ?? 2;
    if ((object.spec?.containers ?? []).length > limit) yield `more than ${limit}`;
    if (app !== undefined) yield NAMES[app] ?? `no name for ${app}`;
    for (const [key, value] of Object.entries(labels)) {
      if (LIMITS[key] !== undefined) yield `${key}=${value} is a limit`;
      if (key in NAMES) yield `${key} is a name`;
    }
  },
});
