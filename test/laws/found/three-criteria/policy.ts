import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "ThreeCriteria",
  title: "Three criteria",
  description: "Texts from the last to the first, and then two more of what is sorted by.",

  *violations({ object }: Review<Pod>) {
    const sorted = (object.spec?.containers ?? []).toSorted(
      (a, b) =>
        ((b.image ?? "") === (a.image ?? "") ? 0 : (b.image ?? "") < (a.image ?? "") ? -1 : 1) ||
        (b.name === a.name ? 0 : b.name < a.name ? -1 : 1) ||
        (a.args?.length ?? 0) - (b.args?.length ?? 0) ||
        Number(b.tty ?? false) - Number(a.tty ?? false),
    );
    yield { msg: "after the first", details: sorted.slice(1) };
  },
});
