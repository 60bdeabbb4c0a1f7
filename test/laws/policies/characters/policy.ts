import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const VOWELS = new Set("aeiou");

export default policy({
  kind: "Characters",
  title: "Characters of texts",
  description: "A loop over a text goes through its characters.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const { name, image = "" } of object.spec?.containers ?? []) {
      for (const letter of name) {
        if (VOWELS.has(letter)) yield `${name} has ${letter}`;
      }
      let digits = 0;
      let last = "";
      for (const letter of image) {
        if (letter >= "0" && letter <= "9") digits += 1;
        if (letter === "@") break;
        last = letter;
      }
      yield { msg: `${image} ends with ${last}`, details: { digits, letters: new Set(image).size } };
    }
    const capitals: string[] = [];
    for (const letter of object.metadata?.annotations?.["level"] ?? "ÄÖü") {
      if (letter !== letter.toLowerCase()) capitals.push(letter);
    }
    yield { msg: "capitals", details: capitals };
  },
});
