import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  names: string[];
}

export default policy({
  kind: "ReducedFromTheFirst",
  title: "Reduced from the first",
  description: "Reductions without a first value, of lists that have an element.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const { names } = parameters;
    if (names.length > 0) yield names.reduce((a, b) => `${a}>${b}`);
    if (names.length > 0) yield names.reduce((a, b) => (b.length >= a.length ? b : a));
    yield `${names.length && names.reduce((a, b, i) => a + b + i)}`;
    const containers = object.spec?.containers ?? [];
    if (containers.length === 0) return;
    const worst = containers.reduce((a, b) => ((b.ports?.length ?? 0) > (a.ports?.length ?? 0) ? b : a));
    yield `worst ${worst.name}`;
    yield containers.map(({ name }) => name).reduce((a, b) => `${a}/${b}`);
    const lengths = containers.map(({ name }) => name.length);
    yield lengths.length ? `sum ${lengths.reduce((a, b) => a + b)}` : "none";
    if (lengths.length >= 1) yield `min ${lengths.reduce((a, b) => (a < b ? a : b))}`;
    yield `${[1, ...lengths].reduce((a, b) => a + b)}`;
  },
});
