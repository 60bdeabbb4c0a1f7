import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "GapsInOrder",
  title: "Gaps in order",
  description: "Lists with gaps that a loop goes through in order, up to a way out.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const cs = object.spec?.containers ?? [];
    const l = cs.map((c, i) => (i % 2 === 0 ? c.image : undefined));
    let seen = 0;
    for (const x of l) {
      if (x === "bad") break;
      if (!x) continue;
      if (seen > 0) yield `second ${x}`;
      seen++;
    }
    yield `seen ${seen}`;
    const xs = cs.map((c) => Number(c.env?.[0]?.value));
    let sum = 0;
    for (const x of xs) {
      if (Number.isNaN(x)) break;
      sum += x;
    }
    yield `sum ${sum}`;
    const [first = 7, second] = cs.map((c) => parseInt(c.image ?? "", 10));
    if (first > 3) yield `first ${first}`;
    if (second !== undefined && !(second >= 0)) yield "second is none";
  },
});
