import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

type Key = `${number}/${string}`;
const keyOf = (port: number, protocol = "TCP"): Key => `${port}/${protocol}`;

export default policy({
  kind: "TemplateTypes",
  title: "Types of texts with a pattern",
  description: "A text whose type is a template is a text like any other.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const owners: Record<Key, string> = {};
    const taken: { port: Key; by: string }[] = [];
    for (const { name, ports = [] } of object.spec?.containers ?? []) {
      for (const { containerPort, protocol } of ports) {
        const key = keyOf(containerPort, protocol);
        const owner = owners[key];
        if (owner !== undefined && owner !== name) taken.push({ port: key, by: owner });
        owners[key] = name;
      }
    }
    for (const { port, by } of taken) yield `${port} is taken by ${by}`;
    if (Object.keys(owners).length > 2) yield `${Object.keys(owners).length} ports`;
  },
});
