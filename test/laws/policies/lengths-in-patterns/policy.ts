import { policy, type Review } from "gatewright";
import type { Namespace } from "gatewright/kubernetes";

export interface Parameters {
  owners: Record<string, string[]>;
}

export default policy({
  kind: "LengthsInPatterns",
  title: "Lengths in patterns",
  description: "What a pattern takes of lists and texts: their length, and elements by position.",
  severity: "low",

  *violations({ object, parameters }: Review<Namespace, Parameters>) {
    const owner = object.metadata?.labels?.["owner"];
    const teams = Object.entries(parameters.owners)
      .filter(([, members]) => owner !== undefined && members.includes(owner))
      .map(([team]) => team)
      .toSorted();
    switch (teams.length) {
      case 0:
        yield `${owner ?? "nobody"} is in no team`;
        break;
      case 1:
        if (object.metadata?.labels?.["team"] !== teams[0]) yield `team should be ${teams[0] ?? ""}`;
        break;
      default:
        yield { msg: "in many teams", details: teams };
    }
    const empty = Object.entries(parameters.owners).filter(([, { length }]) => length === 0).length;
    if (empty) yield `${empty} empty team${empty > 1 ? "s" : ""}`;
  },
});
