import { equals, policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  word: string;
  words: string[];
}

export default policy({
  kind: "FoundNeverEqual",
  title: "Written-out data that are never equal",
  description: "Found by random programs.",

  *violations({ object, parameters: { word, words } }: Review<Pod, Parameters>) {
    const label = object.metadata?.labels?.["a"];
    const one: Record<string, unknown> = word === "a" ? { a: word } : { a: [word] };
    if (equals({ a: "b" }, { b: word })) yield "other keys";
    if (equals([word], ["a", word])) yield "other lengths";
    if (equals(one, { a: ["b"] })) yield "perhaps equal";
    if (!equals(one, { a: ["b", "c"] })) yield "never equal";
    if (equals(words, ["a"])) yield "equal lists";
    if (equals({ a: word, ...(label === undefined ? {} : { label }) }, { a: "a" })) yield "equal objects";
  },
});
