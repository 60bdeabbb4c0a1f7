import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  t: string;
}

export default policy({
  kind: "ComposedKeys",
  title: "Composed keys",
  description: "Keys that the policy puts together and that no object inherits.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const counts: Record<string, number> = {};
    const byKey: { [key: string]: string[] } = {};
    for (const { name, image = "none", ports } of object.spec?.containers ?? []) {
      counts[`${name}/${image}`] = (counts[`${name}/${image}`] ?? 0) + 1;
      for (const { containerPort, protocol = "TCP" } of ports ?? []) {
        const key = containerPort + "/" + protocol;
        (byKey[key] ??= []).push(name);
      }
      const id = `n${ports?.length ?? 0}`;
      if (counts[id] === undefined) yield id;
    }
    yield { msg: "counts", details: counts };
    for (const [key, names] of Object.entries(byKey)) yield `${key}: ${names.join()}`;
    yield { msg: "asked", details: counts[`${parameters.t}/none`] ?? null };
  },
});
