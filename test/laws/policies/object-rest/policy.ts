import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "ObjectRest",
  title: "Rest and defaults in patterns",
  description: "What is left of an object or a list, nested patterns, and defaults.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const { containers = [], initContainers: inits = [], ...others } = object.spec ?? { containers: [] };
    yield { msg: "others", details: others };
    const [first, second = "none", ...rest] = containers.map(({ name }) => name);
    yield { msg: `${first ?? "nothing"} ${second}`, details: rest };
    for (const { name, image: _image, ...more } of containers) {
      if ("ports" in more) yield { msg: name, details: more };
    }
    function without({ app, ...labels }: Readonly<Record<string, string>>) {
      return { app: app ?? "none", count: Object.keys(labels).length };
    }
    yield { msg: `${inits.length}`, details: without(object.metadata?.labels ?? {}) };
  },
});
