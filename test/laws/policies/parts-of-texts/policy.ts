import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  texts: string[];
}

export default policy({
  kind: "PartsOfTexts",
  title: "Parts of texts",
  description: "Ends before starts, characters beyond 65536, and remainders of what is below zero.",
  severity: "low",

  *violations({ object, parameters: { texts } }: Review<Pod, Parameters>) {
    if (object.metadata?.name !== "bare") return;
    for (const text of texts) {
      yield `"${text.slice(2, texts.length)}" of ${text}`;
      yield `"${text.slice(texts.length, 1)}" from the end of ${text}`;
      yield { msg: text, details: [...text].map((character) => character.codePointAt(0) ?? -1) };
      yield `${(texts.length - 9) % 4} and ${Math.floor((texts.length - 9) / 4)}`;
    }
  },
});
