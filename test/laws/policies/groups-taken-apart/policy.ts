import { policy, type Review } from "gatewright";
import type { ConfigMap } from "gatewright/kubernetes";

export interface Parameters {
  texts: string[];
}

const ab = /(a)|(b)|(x+)c/g;
export default policy({
  kind: "GroupsTakenApart",
  title: "Groups",
  description: "Takes matches apart where a loop or a callback is given them.",
  *violations({ parameters }: Review<ConfigMap, Parameters>) {
    for (const text of parameters.texts) {
      yield [...text.matchAll(ab)].map(([, a]) => (a === undefined ? "none" : a)).join(",");
      for (const [, , b] of text.matchAll(ab)) yield b ?? "none3";
      for (const [, , b = "none"] of [...text.matchAll(ab)]) yield b;
      yield [...text.matchAll(ab)].reduce((all, [, , b]) => `${all}${b === undefined ? "-" : b}`, "");
      yield Array.from(text.matchAll(ab), ([whole, a]) => `${whole}${a ?? "?"}`).join(";");
    }
  },
});
