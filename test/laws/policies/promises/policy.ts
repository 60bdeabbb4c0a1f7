import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "Promises",
  title: "Promises",
  description: "Values that are there because of what was asked before.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const labels = object.metadata?.labels ?? {};

    const counts = new Map<string, number>();
    const groups = new Map<string, string[]>();
    for (const { name, image = "" } of containers) {
      counts.set(image, counts.has(image) ? counts.get(image)! + 1 : 1);
      if (!groups.has(image)) groups.set(image, []);
      groups.get(image)!.push(name);
    }
    for (const image of [...counts.keys()].toSorted()) yield `${image} ${counts.get(image)!}`;
    for (const image of groups.keys()) yield `${image}: ${groups.get(image)!.join()}`;

    if (containers.length > 0) yield `first ${containers[0]!.name}, last ${containers.at(-1)!.name}`;
    if (containers.length < 2) return;
    yield `second ${containers[1]!.name}`;
    for (const key of Object.keys(labels).filter((name) => name !== "a"))
      yield `${key} is ${labels[key]!.toUpperCase()}`;
    for (const key in labels) if (key !== "b") yield `${key} has ${labels[key]!.length}`;
    const found = containers.map(({ tty }) => ({ level: tty === true ? ("high" as const) : ("low" as const) }));
    const levels = found.reduce<Record<string, number>>(
      (all, { level }) => ({ ...all, [level]: (all[level] ?? 0) + 1 }),
      {},
    );
    yield { msg: "levels", details: levels };
    if ("app" in labels && labels["app"]!.length > 1) yield "a long app";
    if (containers[0]?.image !== undefined && containers[0]!.image!.startsWith("a")) yield "an image";
  },
});
