import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  map: Record<string, number[]>;
  flag?: boolean;
}

export default policy({
  kind: "EntriesByName",
  title: "Entries by a name",
  description:
    "Maps and objects of the entries that a name stands for, and lists sorted by all that their elements have.",
  severity: "low",

  *violations({ parameters }: Review<Pod, Parameters>) {
    const { map, flag = false } = parameters;
    const entries = Object.entries(map);
    const sizes = new Map(entries.map(([key, list]) => [key, list.length]));
    const biggest = Math.max(0, ...sizes.values());
    const winners = [...sizes]
      .filter(([, size]) => size === biggest)
      .map(([key]) => key)
      .toSorted();
    yield { msg: `biggest ${biggest}`, details: winners };
    const doubled = Object.fromEntries(entries.map(([key, list]) => [key, list.map((n) => n * 2)]));
    yield { msg: "doubled", details: doubled };
    const some = entries.some(([, list]) => list.some((n) => n > 1)),
      every = entries.every(([key]) => key.length === 1);
    yield `${some} ${every} ${flag}`;
    const inverted = entries
      .flatMap(([key, list]) => list.map((n) => ({ n, key })))
      .toSorted((x, y) => x.n - y.n || (x.key < y.key ? -1 : 1));
    yield inverted.map(({ n, key }) => `${n}${key}`).join(" ");
    const merged = { ...map, b: [...(map["b"] ?? []), 9], c: [3] };
    yield { msg: "merged", details: merged };
    const { a: [first = -1] = [], ...others } = map;
    yield { msg: `first ${first}`, details: Object.keys(others).toSorted() };
  },
});
