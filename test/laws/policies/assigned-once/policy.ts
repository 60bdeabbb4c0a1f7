import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "AssignedOnce",
  title: "Names that are assigned later",
  description: "let on every path, in branches, cases and conditions.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    let level: "high" | "low" | "none";
    if (object.spec?.hostNetwork) level = "high";
    else if (object.spec?.hostPID) level = "low";
    else level = "none";
    let weight: number;
    switch (level) {
      case "high":
        weight = 10;
        break;
      case "low":
        weight = 5;
        break;
      default:
        weight = 0;
    }
    let text = level === "none" ? "" : level;
    if (text !== "") {
      text = text.toUpperCase();
      if (weight > 5) text = `${text}!`;
    }
    let owner = object.metadata?.labels?.["team"];
    owner ??= object.metadata?.labels?.["app"];
    owner ||= "nobody";
    let flag = object.spec?.restartPolicy === "Never";
    flag &&= (object.spec?.containers ?? []).length > 2;
    yield { msg: `${level} ${weight} ${text} ${owner}`, details: { flag } };
    let a = 1;
    let b = 2;
    [a, b] = [b, a];
    ({ a, b = 7 } = { a: b + a, b: object.spec?.terminationGracePeriodSeconds });
    yield `${a} ${b}`;
  },
});
