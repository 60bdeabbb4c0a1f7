import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "ListsWithGaps",
  title: "Lists with gaps",
  description: "Lists with elements that may be undefined, read one by one and counted.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const cs = object.spec?.containers ?? [];
    const ports = cs.map((c) => c.ports?.[0]?.containerPort);
    if (ports.some((p) => p === undefined)) yield "somebody has no port";
    const known = ports.filter((p) => p !== undefined);
    if (known.length) yield { msg: "known", details: known };
    if (ports.every((p) => p === undefined || p > 100)) yield "none below 100";
    for (const p of ports) if (!p) yield "a gap";
    const tags = cs.map(({ image = "" }) => image.split(":")[1]);
    const untagged = tags.filter((t) => t === undefined).length;
    if (untagged > 0) yield `${untagged} untagged`;
    const counts = cs.reduce((m, c) => m.set(c.name, (m.get(c.name) ?? 0) + 1), new Map<string, number>());
    const most = Math.max(0, ...counts.values());
    if (most > 0) yield `a name up to ${most} times`;
  },
});
