import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  strict: boolean;
}

export default policy({
  kind: "EntriesOfLiterals",
  title: "Entries that are written out",
  description: "Entries of objects that are written out, some of which are undefined.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const lists = { containers: object.spec?.containers, initContainers: object.spec?.initContainers };
    for (const [field, list] of Object.entries(lists)) {
      if (!list) {
        if (parameters.strict) yield `no ${field}`;
        continue;
      }
      yield { msg: field, details: list.length };
    }
    const values = Object.values({ a: object.spec?.nodeName, b: object.metadata?.name });
    if (values.every((value) => value === undefined)) yield "neither";
    const given = Object.entries({ node: object.spec?.nodeName, name: object.metadata?.name }).filter(
      ([, value]) => value !== undefined,
    );
    yield `${given.length} given`;
    const text = given.map(([key, value]) => `${key}=${value}`).join(", ");
    if (text) yield text;
  },
});
