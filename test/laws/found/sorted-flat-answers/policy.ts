import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  readonly words: readonly string[];
}

export default policy({
  kind: "SortedFlatAnswers",
  title: "t",
  description: "d",

  *violations({ parameters }: Review<Pod, Parameters>) {
    const twice = parameters.words.flatMap((word) => [word, `${word}!`]);
    yield { msg: "", details: twice.toSorted((a, b) => a.length - b.length || (a > b ? -1 : 0)) };
    yield {
      msg: "flat",
      details: parameters.words.flatMap(() => "x").toSorted((a, b) => a.length - b.length || (a > b ? -1 : 0)),
    };
  },
});
