import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  word: string;
  groups: Record<string, string[]>;
}

export default policy({
  kind: "FoundUnreadElements",
  title: "Elements that nothing reads",
  description: "Found by random programs.",

  *violations({ parameters }: Review<Pod, Parameters>) {
    for (const _group of Object.values(parameters.groups)) if (parameters.word !== "a") return;
    yield "every group";
  },
});
