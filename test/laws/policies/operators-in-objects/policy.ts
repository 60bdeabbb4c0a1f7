import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: string[];
}

export default policy({
  kind: "OperatorsInObjects",
  title: "Operators in objects",
  description: "Entries whose values are made by operators.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const labels = object.metadata?.labels ?? {};
    const flags = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, parameters.a.includes(value)]));
    const lengths = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value.length + 1]));
    const same = Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, key === value]));
    const has = new Set(Object.keys(labels).map((key) => key in labels));
    yield { msg: "flags", details: { flags, lengths, same, has: has.size } };
    yield { msg: "list", details: parameters.a.map((x) => x in labels) };
  },
});
