import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: string[];
}

export default policy({
  kind: "SortedByEverything",
  title: "Sorted by everything",
  description: "Lists whose order does not follow from the order that they had.",
  severity: "low",

  *violations({ object }: Review<Pod, Parameters>) {
    const list = Object.entries(object.metadata?.labels ?? {}).map(([key, value]) => ({
      key,
      value,
      size: value.length,
    }));
    const sorted = list.toSorted(
      (a, b) => b.size - a.size || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) || (a.key < b.key ? -1 : 1),
    );
    yield { msg: "sorted", details: sorted };
    const again = [...list].sort((x, y) => {
      if (x.key !== y.key) return x.key < y.key ? -1 : 1;
      if (x.size !== y.size) return x.size - y.size;
      return x.value < y.value ? -1 : x.value > y.value ? 1 : 0;
    });
    yield again.map(({ key }) => key).join();
  },
});
