import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  a: number;
}

export default policy({
  kind: "OpenedLoops",
  title: "Loops that open with guards",
  description: "Loops in loops, after names and guards of the outer one.",
  severity: "low",

  *violations({ object }: Review<Pod, Parameters>) {
    let port = 0;
    for (const { ports = [] } of object.spec?.containers ?? []) {
      if (ports.length > 1) continue;
      for (const { containerPort } of ports) if (port === 0 && containerPort > 1) port = containerPort;
    }
    yield { msg: "port", details: port };
    let found: string | undefined;
    const list: string[] = [];
    let total = 0;
    for (const { name, ports, tty } of object.spec?.containers ?? []) {
      if (!ports) continue;
      const label = `${name}${tty ? "!" : ""}`;
      if (name === "a") continue;
      for (const { containerPort, protocol = "TCP" } of ports) {
        if (protocol !== "TCP") continue;
        if (found === undefined && containerPort > 80) found = label;
        if (!list.includes(label)) list.push(label);
        total += containerPort;
      }
    }
    yield { msg: found ?? "none", details: { list, total } };
  },
});
