import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "FoundAndBreak",
  title: "Searches",
  description: "Loops that stop at the first match.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    let found = false;
    for (const { hostPath } of object.spec?.volumes ?? []) {
      if (hostPath !== undefined) {
        found = true;
        break;
      }
    }
    if (found) yield "a path of the host is mounted";
    let first: string | undefined;
    for (const container of object.spec?.containers ?? []) {
      if (container.image?.includes("/")) {
        first = container.name;
        break;
      }
    }
    if (first) yield `${first} is the first from a registry`;
    else yield "nothing from a registry";
    let position = -1;
    const names = (object.spec?.containers ?? []).map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      if (name === "b") {
        position = index;
        break;
      }
    }
    if (position >= 0) yield `b stands at ${position}`;
    let last = "none";
    for (const name of names) {
      if (name < "c") last = name;
    }
    yield `the last below c is ${last}`;
  },
});
