import { policy, type Review } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export default policy({
  kind: "MapOfLists",
  title: "Lines of texts",
  description: "Parsing lines into records, with early exits and counters.",
  severity: "low",

  *violations({ object }: Review<ConfigMap>) {
    for (const key of Object.keys(object.data ?? {}).toSorted()) {
      const text = object.data?.[key] ?? "";
      const entries: Record<string, string> = {};
      let bad = 0;
      for (const line of text.split("\n")) {
        const at = line.indexOf("=");
        if (at < 0) {
          bad += 1;
          continue;
        }
        const name = line.slice(0, at);
        if (name === "") continue;
        entries[name] = line.slice(at + 1);
      }
      if (Object.keys(entries).length > 0) yield { msg: `${key} has entries`, details: { entries, bad } };
      if (bad > 2) yield `${key}: ${bad} bad lines`;
    }
  },
});
