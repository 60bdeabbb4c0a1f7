import { policy, type Review } from "gatewright";
import type { Pod, Service } from "gatewright/kubernetes";

export default policy({
  kind: "IndexLoops",
  title: "Loops over positions",
  description: "Classic loops, forwards and backwards, nested and with bounds.",
  severity: "low",

  *violations({ object }: Review<Service | Pod>) {
    if (object.kind === "Service") {
      const ports = object.spec?.ports ?? [];
      for (let i = 0; i < ports.length; i++) {
        const port = ports[i];
        if (port === undefined || port.name === "a") continue;
        yield `port ${i} is ${port.port}`;
      }
      for (let i = 0; i < ports.length - 1; i++) {
        if ((ports[i]?.port ?? 0) > (ports[i + 1]?.port ?? 0)) yield `ports ${i} and ${i + 1} are out of order`;
      }
      for (let i = 0; i < ports.length; i++) {
        for (let j = i + 1; j < ports.length; j++) {
          if (ports[i]?.port === ports[j]?.port) yield `ports ${i} and ${j} are the same`;
        }
      }
      for (let i = ports.length - 1; i >= 0; i--) {
        if (ports[i]?.protocol) {
          yield `the last port with a protocol is ${i}`;
          break;
        }
      }
      return;
    }
    const containers = object.spec?.containers ?? [];
    let total = 0;
    for (let i = 1; i <= 2; i++) {
      if (containers[i]) total += i;
    }
    for (let i = 0, count = containers.length; i < count; ++i) {
      if (containers[i]?.name === "a") {
        yield `a is at ${i}, total is ${total}`;
        return;
      }
    }
  },
});
