import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  least: number;
}

export default policy({
  kind: "DistinctElements",
  title: "Keys that come once",
  description: "Objects made of keys that were taken out of other objects.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const labels = object.metadata?.labels ?? {};
    const long = Object.entries(labels)
      .filter(([key, value]) => key.length > value.length + parameters.least)
      .map(([key]) => key);
    yield { msg: "long", details: Object.fromEntries(long.map((key) => [key, labels[key] ?? null])) };
    const keys = Object.keys(labels).filter((key) => key.includes("a"));
    yield { msg: "lengths", details: Object.fromEntries(keys.map((key) => [key, key.length])) };
    const pairs = Object.entries(labels).filter(([key]) => key !== "x");
    if (pairs.length > 1) yield { msg: "pairs", details: Object.fromEntries(pairs) };
    const byKey = new Map(pairs);
    yield `${byKey.get("app") ?? "none"} ${byKey.size}`;
  },
});
