import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "SortedEntries",
  title: "Sorted entries",
  description: "Entries in an order by their values and their keys, with parts of them for names.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const cs = object.spec?.containers ?? [];
    const counts: Record<string, number> = {};
    for (const c of cs) counts[c.image ?? "none"] = (counts[c.image ?? "none"] || 0) + 1;
    const ranked = Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : a > b ? 1 : 0));
    if (ranked.length) yield { msg: "ranked", details: ranked };
    const [top] = Object.entries(counts)
      .toSorted(([x], [y]) => (x < y ? -1 : 1))
      .toSorted(([, a], [, b]) => b - a);
    if (top) yield `${top[0]} ${top[1]}`;
    const byName = [...cs].sort(({ name: a }, { name: b }) => (a < b ? -1 : a > b ? 1 : 0)).map(({ name }) => name);
    if (byName.length) yield { msg: byName.join(), details: byName };
    const sizes = cs.map(({ name, ports = [] }) => ({ name, size: ports.length })).sort((a, b) => b.size - a.size);
    yield { msg: "sizes", details: sizes };
    const mapped = new Map(cs.map((c) => [c.name, c.args?.length ?? 0]));
    const order = [...mapped].sort(([a, x], [b, y]) => x - y || (a > b ? 1 : a < b ? -1 : 0)).map(([name]) => name);
    if (order.length > 1) yield order.join(" < ");
  },
});
