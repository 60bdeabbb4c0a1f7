import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export default policy({
  kind: "LabelsOfLoops",
  title: "Loops that lead out of loops",
  description: "Labelled continue and break, and breaks of inner loops.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    outer: for (const { name, ports = [] } of object.spec?.containers ?? []) {
      for (const { hostPort } of ports) {
        if (hostPort !== undefined) continue outer;
      }
      yield `${name} has no port of the host`;
    }
    search: for (const { name, args = [] } of object.spec?.containers ?? []) {
      for (const arg of args) {
        if (arg === "--b") {
          yield `${name} has --b`;
          break search;
        }
        if (arg === "") break;
        yield `${name}: ${arg}`;
      }
    }
    let count = 0;
    pass: for (const { ports = [] } of object.spec?.containers ?? []) {
      for (const { name } of ports) {
        if (name === "http") continue pass;
        count += 1;
      }
      count += 10;
    }
    yield `${count}`;
  },
});
