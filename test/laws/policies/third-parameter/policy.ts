import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "ThirdParameter",
  title: "The list itself",
  description: "Callbacks that are given the list as well.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const pairs = containers.flatMap((a, i, all) => all.slice(i + 1).map((b) => [a.name, b.name] as const));
    for (const [a, b] of pairs) if (a === b) yield `${a} twice`;
    const unique = containers.map(({ name }) => name).filter((name, i, names) => names.indexOf(name) === i);
    yield { msg: `${unique.length} names`, details: unique };
  },
});
