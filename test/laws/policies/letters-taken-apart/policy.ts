import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

const initial = ([first = "?"]: string): string => first.toUpperCase();

export interface Parameters {
  words: string[];
}

export default policy({
  kind: "LettersTakenApart",
  title: "Letters that are taken apart",
  description: "Patterns of lists that stand for texts: in declarations, loops, parameters and callbacks.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const [head, second = "none", ...rest] = object.metadata?.name ?? "";
    yield { msg: "name", details: { head: head ?? null, second, rest } };
    for (const [a, , c = "."] of parameters.words) yield `${a ?? "empty"} and ${c}`;
    yield `${parameters.words.map(([a]) => a ?? "").join("")} ${parameters.words.map(initial).join("")}`;
    const dashed = parameters.words.filter(([a]) => a === "-");
    if (dashed.length > 0) yield { msg: `${dashed.join()} ${dashed.length}`, details: dashed };
    for (const { name } of object.spec?.containers ?? []) if (name) yield `container ${initial(name)}`;
  },
});
