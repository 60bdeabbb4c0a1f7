import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

/** What follows from a list that is written out, and empty, leads nowhere: OPA takes no reference that does. */
function answer(given?: string): string | undefined {
  for (const _ of []) {
    return given;
  }
  return "";
}

function nothing(): string | undefined {
  for (const { length } of []) {
    return length ? "" : undefined;
  }
}

export default policy({
  kind: "LoopsOverNothing",
  title: "Loops over nothing",
  description: "Functions that would answer inside of a loop over an empty list.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    for (const letter of "ab") yield { msg: letter, details: answer(object.metadata?.namespace) };
    if (nothing()) yield "something";
    else yield "nothing";
  },
});
