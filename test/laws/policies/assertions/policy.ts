import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

type Labels = Readonly<Record<string, string>>;
const DEFAULTS = { app: "none", team: "nobody" } satisfies Labels;

export default policy({
  kind: "Assertions",
  title: "Assertions",
  description: "as, satisfies and non-null where TypeScript already knows.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const labels = (object.metadata?.labels ?? {}) as Labels;
    const merged = { ...DEFAULTS, ...labels };
    yield { msg: `${merged.app} of ${merged.team}`, details: merged };
    const { spec } = object;
    if (spec === undefined) return;
    const first = spec.containers[0];
    if (first !== undefined) yield `first ${first!.name}`;
    const kinds = ["a", "b"] as readonly string[];
    if (kinds.includes(first?.name ?? "")) yield "a known name";
  },
});
