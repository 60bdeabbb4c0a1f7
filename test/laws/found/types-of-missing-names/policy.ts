import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

interface Parameters {
  must: string;
}

/** A review may lack what its type promises: asking for its type is asking whether it is there. */
export default policy({
  kind: "TypesOfMissingNames",
  title: "Types of missing names",
  description: "Asks for the types of names that a review may lack.",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    let names = "";
    for (const { name } of object.spec?.initContainers ?? []) {
      if (typeof name !== "string" || Object.hasOwn({ a: parameters.must }, "a")) names += name ?? parameters.must;
    }
    yield `names: ${names}`;
  },
});
