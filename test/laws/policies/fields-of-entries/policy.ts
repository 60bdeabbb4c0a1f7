import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "FieldsOfEntries",
  title: "Fields of entries",
  description: "Entries whose fields keep what they were where nothing comes.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const cs = object.spec?.containers ?? [];
    const m: Record<string, { n: number; last: string }> = {};
    for (const c of cs) {
      const e = (m[c.name] ??= { n: 0, last: "" });
      if (c.tty) e.n += 2;
      else e.n -= 1;
      e.last = c.image ?? e.last;
    }
    yield { msg: "s", details: m };
  },
});
