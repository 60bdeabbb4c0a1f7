import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "GroupedEntries",
  title: "Entries that grow",
  description: "The greatest, the texts and the fields of what is kept under a key.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const cs = object.spec?.containers ?? [];
    const worst: Record<string, number> = {};
    for (const c of cs) worst[c.name] = Math.max(worst[c.name] ?? 0, c.ports?.length ?? 0);
    for (const [k, v] of Object.entries(worst)) if (v > 0) yield `${k}: ${v}`;
    const lines: Record<string, string> = {};
    for (const c of cs) lines[c.image ?? "none"] = `${lines[c.image ?? "none"] ?? ""}${c.name};`;
    for (const [k, v] of Object.entries(lines)) yield `${k}=${v}`;
    const stats = new Map<string, { count: number; names: string[] }>();
    for (const c of cs) {
      const registry = c.image?.split("/")[0] ?? "none";
      const entry = stats.get(registry) ?? { count: 0, names: [] };
      stats.set(registry, { count: entry.count + 1, names: [...entry.names, c.name] });
    }
    for (const [registry, { count, names }] of stats) yield { msg: `${registry}: ${count}`, details: names };
    const objects: Record<string, { n: number; names: string[]; label: string }> = {};
    for (const c of cs) {
      const e = (objects[c.name] ??= { n: 0, names: [], label: "x" });
      e.n += c.args?.length ?? 0;
      if (c.image) e.names.push(c.image);
    }
    for (const [k, e] of Object.entries(objects)) yield { msg: `${k} ${e.n} ${e.label}`, details: e };
    const counts = new Map<string, { n: number }>();
    for (const c of cs) {
      if (c.tty) continue;
      const e = counts.get(c.name) ?? { n: 0 };
      e.n++;
      counts.set(c.name, e);
    }
    for (const [k, e] of counts) if (e.n > 1) yield k + String(e.n);
    const highest: Record<string, number> = {};
    for (const c of cs)
      for (const p of c.ports ?? []) highest[c.name] = Math.max(highest[c.name] ?? 0, p.containerPort);
    for (const [k, v] of Object.entries(highest)) yield `${k}: port ${v}`;
  },
});
