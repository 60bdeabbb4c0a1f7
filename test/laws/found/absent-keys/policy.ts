import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  word: string;
  words: string[];
}

interface Limits {
  readonly low?: string;
  readonly high?: string;
}

const wordsOf = (word: string): readonly string[] => (word === "a" ? ["a"] : ["b"]);
const limitsOf = (word: string): Limits => (word === "a" ? { low: "a" } : { low: word });

export default policy({
  kind: "FoundAbsentKeys",
  title: "Keys that written-out data never has",
  description: "Found by random programs.",

  *violations({ parameters: { word, words } }: Review<Pod, Parameters>) {
    const both: Limits = word === "a" ? { low: "x" } : { low: word };
    const all: readonly Limits[] = words.map((low) => ({ low }));
    yield { msg: "absent", details: { a: wordsOf(word)[1], b: limitsOf(word).high, c: all[0]?.high, low: both.low } };
    yield {
      msg: "lost",
      details: { length: both.high?.length, sliced: word.slice(0, both.high?.length), upper: both.low },
    };
    if (both.high !== undefined) yield "never";
    for (const { high = "none", low } of [limitsOf(word), both]) yield `${high} ${low ?? ""}`;
  },
});
