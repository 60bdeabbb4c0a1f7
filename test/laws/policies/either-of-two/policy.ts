import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  max?: number;
}

export default policy({
  kind: "EitherOfTwo",
  title: "One of two lists",
  description: "Lists that a condition chooses between, and that are changed by it.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    {
      function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
        const yes: T[] = [];
        const no: T[] = [];
        for (const item of items) (test(item) ? yes : no).push(item);
        return [yes, no];
      }
      const [good, bad] = partition(object.spec?.containers ?? [], (c) => c.image?.startsWith("ok/") ?? false);
      if (bad.length > good.length) yield { msg: `${bad.length} bad`, details: bad.map((c) => c.name) };
    }
    {
      const good: string[] = [];
      const bad: string[] = [];
      for (const c of object.spec?.containers ?? []) {
        const list = c.image?.startsWith("ok/") ? good : bad;
        list.push(c.name);
      }
      if (bad.length > good.length) yield { msg: `${bad.length} bad`, details: bad };
    }
  },
});
