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
    const rows = Object.keys(labels).map((name) => ({ name, size: labels[name]?.length ?? 0 }));
    yield { msg: "index", details: Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])) };
    yield `${new Map(rows.map((row) => [row.name, row.size])).get("app") ?? 0}`;
    const big = rows.filter(({ size }) => size > parameters.least);
    yield { msg: "big", details: big.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1)) };
    const firsts = Object.entries(labels).map(([key, value]) => ({ id: key, first: value.slice(0, 1) }));
    yield { msg: "firsts", details: firsts.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) };
  },
});
