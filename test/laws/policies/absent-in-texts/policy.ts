import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";
export interface Parameters {
  n?: number;
  s?: string;
  b?: boolean;
}
export default policy({
  kind: "AbsentInTexts",
  title: "Texts with what may be absent",
  description: "JavaScript writes undefined and null.",
  *violations({ object, parameters, namespaceObject }: Review<Pod, Parameters>) {
    const keys = Object.keys(object.metadata?.labels ?? {}).toSorted();
    yield `first ${keys[0]} last ${keys.at(-1)} n ${parameters.n} s ${parameters.s} b ${parameters.b}`;
    const found = object.spec?.containers.find((c) => c.name === "app");
    yield `image ${found?.image} of ${found?.name ?? null}`;
    const [a, b] = (object.metadata?.name ?? "").split("-");
    yield "parts " + a + " " + b;
    const flag = parameters.b === undefined ? null : parameters.b;
    yield `flag ${flag}`;
  },
});
