import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "DefaultsFirst",
  title: "A default before cases",
  description: "Switches whose default is not the last clause, and is taken where no case is, wherever that stands.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const name = object.metadata?.name ?? "";
    let size = "unknown";
    switch (name.length) {
      default:
        size = "other";
        break;
      case 3:
        size = "three";
        break;
      case 4:
        size = "four";
    }
    yield size;
    switch (object.spec?.restartPolicy) {
      case "Always":
        yield "always";
        break;
      default:
        yield "the rest";
      case "Never":
        yield "never, or the rest";
        break;
      case "OnFailure":
        yield "on failure";
    }
  },
});
