import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "FirstByKey",
  title: "The first of each key",
  description: "Entries that stay what they were first, and counts of them.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const counts: Record<string, number> = {};
    for (const v of object.spec?.volumes ?? [])
      for (const kind in v) if (kind !== "name") counts[kind] = (counts[kind] ?? 0) + 1;
    for (const [k, n] of Object.entries(counts)) if (n > 1) yield `${k} ${n}`;
    const firsts = new Map<string, string>();
    const other: Record<string, string> = {};
    const third: Record<string, string> = {};
    for (const c of object.spec?.containers ?? []) {
      if (!firsts.has(c.name)) firsts.set(c.name, c.image ?? "none");
      other[c.name] ??= c.image ?? "none";
      if (!(c.name in third)) third[c.name] = c.image ?? "none";
    }
    for (const [k, n] of firsts) yield `${k} first ${n}`;
    yield { msg: "other", details: other };
    yield { msg: "third", details: third };
  },
});
