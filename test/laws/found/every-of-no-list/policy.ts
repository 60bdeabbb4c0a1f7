import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "EveryOfNoList",
  title: "A list that its type promises",
  description: "Whoever asks every element with `?.` does not rely on the list.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    if (!object.spec) return;
    if (object.spec?.containers?.every(() => false)) yield "nothing is in no list";
    if (!object.spec?.containers?.every(({ image }) => image === "a")) yield "no list has no images";
    yield {
      msg: "asked",
      details: { all: object.spec?.containers?.filter((c) => c.tty).every((c) => c.stdin) ?? null },
    };
  },
});
