import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  word: string;
}

function lengthOf(word: string, _other?: string, last?: string): number {
  if ("".includes("a")) return 10;
  return last === undefined ? 1 : "ab".length;
}

export default policy({
  kind: "FoundUnreadParameters",
  title: "Parameters that nothing reads",
  description: "Found by random programs.",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    yield `${lengthOf(parameters.word, object.metadata?.namespace)} ${lengthOf("a", "b", object.spec?.nodeName)}`;
  },
});
