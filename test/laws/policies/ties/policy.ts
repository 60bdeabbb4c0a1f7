import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  items: { name: string; n: number }[];
  start?: number;
  to: number;
}

export default policy({
  kind: "Ties",
  title: "Ties",
  description:
    "Which of some equal ones is kept, what the greatest starts from, and counting where there is nothing to count.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    if (object.metadata?.name !== "bare") return;
    const { items, start, to } = parameters;
    let first = { name: "none", n: 1 };
    let last = { name: "none", n: 1 };
    let least = { name: "none", n: 2 };
    let lastLeast = { name: "none", n: 2 };
    let most = start;
    let fewest = start;
    for (const item of items) {
      if (item.n > first.n) first = item;
      if (item.n >= last.n) last = item;
      if (item.n < least.n) least = item;
      if (item.n <= lastLeast.n) lastLeast = item;
      if (most === undefined || item.n > most) most = item.n;
      if (fewest === undefined || item.n < fewest) fewest = item.n;
    }
    yield `${first.name} ${last.name} ${least.name} ${lastLeast.name}`;
    yield `${most ?? "nothing"} ${fewest ?? "nothing"}`;
    for (let i = items.length; i <= to; i++) yield `up ${i}`;
    for (let i = items.length; i >= to; i--) yield `down ${i}`;
    for (let i = items.length; i < to; i += 2) yield `by two ${i}`;
    yield `${[...new Set(items.map(({ n }) => n))].length} different`;
    let pairs = 0;
    for (const _one of items) for (const _other of items) pairs += 1;
    yield `${pairs} pairs, ${items.flatMap(() => items.map(() => "pair")).length} pairs`;
    let total = 0;
    for (const n of new Set(items.map((item) => item.n))) total += n;
    yield `${total} of the different ones`;
  },
});
