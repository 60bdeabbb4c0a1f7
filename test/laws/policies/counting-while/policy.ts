import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export interface Parameters {
  step: number;
}

export default policy({
  kind: "CountingWhile",
  title: "While loops that count",
  description: "Loops with a counter that stands before them and a step at their end.",
  severity: "low",

  *violations({ object, parameters }: Review<Service, Parameters>) {
    const ports = object.spec?.ports ?? [];
    let i = 0;
    while (i < ports.length) {
      const port = ports[i];
      if (port !== undefined && !port.name) yield { msg: `port ${i}`, details: port.port };
      i++;
    }
    let down = ports.length - 1;
    while (down >= 0) {
      if (ports[down]?.port === 80) yield `from behind ${down}`;
      down -= 1;
    }
    let sum = 0;
    let at = 1;
    while (at < ports.length) {
      if (sum > 9000) break;
      let before = 0;
      while (before < at) {
        const [left, right] = [ports[before]?.port ?? 0, ports[at]?.port ?? 0];
        if (right - left < parameters.step) yield `ports ${before} and ${at} are ${right - left} apart`;
        before += 2;
      }
      sum += ports[at]?.port ?? 0;
      at++;
    }
    yield `sum ${sum}`;
  },
});
