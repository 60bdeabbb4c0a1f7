import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  words: string[];
}

export default policy({
  kind: "FoundElementsThemselves",
  title: "Elements that are compared with themselves",
  description: "Found by random programs.",

  *violations({ parameters: { words } }: Review<Pod, Parameters>) {
    if (words.every((word) => word !== word.trim())) yield "all have spaces";
    // biome-ignore lint/suspicious/noSelfCompare: it is what was found
    if (words.some((word) => word === word)) yield "any";
  },
});
