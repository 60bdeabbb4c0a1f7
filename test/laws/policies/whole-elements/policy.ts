import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  size: number;
  length: number;
}

export default policy({
  kind: "WholeElements",
  title: "Elements that are whole",
  description: "Remainders of the ports of a list, of a set, and in reduce; fields that are called size and length.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const ports = (object.spec?.containers ?? []).flatMap((c) => c.ports ?? []).map((p) => p.containerPort);
    for (const port of ports) if (port % 2 === 1) yield `odd ${port}`;
    for (const port of new Set(ports)) if (port % 10 === 0) yield `tens ${port}`;
    const unique = [...new Set(ports)].toSorted((a, b) => a - b);
    if (unique.some((port) => port % 1000 === 0)) yield "thousand";
    const even = ports.reduce<number[]>((kept, port) => (port % 2 ? kept : [...kept, port]), []);
    yield { msg: "even", details: even };
    // Numbers of the data, whatever their names: no count of anything.
    yield `${parameters.size} ${parameters.size + 1} ${parameters.length * 2} ${parameters.size === 3}`;
    yield "abc".slice(parameters.size - 1);
  },
});
