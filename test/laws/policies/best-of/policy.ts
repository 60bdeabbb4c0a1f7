import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  max?: number;
}

export default policy({
  kind: "BestOf",
  title: "The best of all",
  description: "The greatest and the least by what is reckoned of it, with every start.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const containers = object.spec?.containers ?? [];
    let best = "";
    let most = 0;
    for (const c of containers) {
      const n = c.ports?.length ?? 0;
      if (n > most) {
        most = n;
        best = c.name;
      }
    }
    if (most > 1) yield `${best} has most ports: ${most}`;
    let shortest = containers[0];
    for (const c of containers) {
      if (shortest === undefined || c.name.length < shortest.name.length) shortest = c;
    }
    if (shortest) yield { msg: `${shortest.name} is short`, details: shortest };
    let top: { name: string; n: number } | null = null;
    for (const c of containers) {
      const n = c.env?.length ?? 0;
      if (top === null || n >= top.n) top = { name: c.name, n };
    }
    if (top !== null && top.n > (parameters.max ?? 1)) yield `${top.name}: ${top.n}`;
    const fewest = containers.reduce<{ name: string; n: number } | undefined>((least, c) => {
      const n = c.args?.length ?? 0;
      return least === undefined || n < least.n ? { name: c.name, n } : least;
    }, undefined);
    if (fewest) yield `fewest: ${fewest.name}`;
    const widest = containers
      .map((c) => ({ name: c.name, mounts: c.volumeMounts?.length ?? 0 }))
      .reduce((a, b) => (b.mounts > a.mounts ? b : a), { name: "", mounts: 0 });
    if (widest.mounts > 2) yield { msg: widest.name, details: widest };
    const [first] = containers.toSorted((a, b) => b.name.length - a.name.length);
    if (first && first.name.length > 5) yield `longest: ${first.name}`;
  },
});
