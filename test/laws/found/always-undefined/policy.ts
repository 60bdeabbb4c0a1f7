import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const nothing = (): string | undefined => undefined;

export default policy({
  kind: "AlwaysUndefined",
  title: "t",
  description: "d",

  *violations({ object }: Review<Pod>) {
    if (nothing() !== "".toUpperCase()) yield "differs";
    for (const { name } of object.spec?.containers ?? []) {
      if (nothing() === name.toUpperCase()) yield name;
      yield nothing() ?? name;
    }
  },
});
