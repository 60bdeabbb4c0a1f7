import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  words: string[];
}

export default policy({
  kind: "FoundGreatestOfItself",
  title: "A name that is assigned the greater of itself and a position",
  description: "Found by random programs.",

  *violations({ parameters: { words } }: Review<Pod, Parameters>) {
    let last = 0;
    for (const word of words) {
      if (word !== "") last = Math.max(last, words.indexOf(word));
    }
    yield `the last word is the first of its kind at ${last}`;
  },
});
