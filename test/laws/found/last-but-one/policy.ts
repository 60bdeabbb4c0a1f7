import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  words: string[];
}

export default policy({
  kind: "FoundLastButOne",
  title: "A position that is computed",
  description: "Found by random programs.",

  *violations({ parameters }: Review<Pod, Parameters>) {
    const { words } = parameters;
    const count = words.length;
    yield {
      msg: words[count - 2] ?? "none",
      details: { last: words.at(-2) ?? "", other: words.at(count - 3) ?? null },
    };
  },
});
