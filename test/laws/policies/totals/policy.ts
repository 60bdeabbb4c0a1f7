import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

interface Totals {
  ports: number;
  names: string[];
  privileged: boolean;
  widest: number;
  last?: string;
}

interface Tally {
  count: number;
  names: string[];
}

function emptyTally(): Tally {
  return { count: 0, names: [] };
}

export default policy({
  kind: "Totals",
  title: "Totals",
  description: "Objects whose fields a loop changes one by one.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const containers = object.spec?.containers ?? [];
    const totals: Totals = { ports: 0, names: [], privileged: false, widest: 0 };
    const other = { ports: 1, text: "" };
    for (const { name, ports = [], securityContext, tty } of containers) {
      if (tty) continue;
      totals.ports += ports.length;
      if (ports.length > 0) totals.names.push(name);
      if (securityContext?.privileged) totals.privileged = true;
      totals.widest = Math.max(totals.widest, ports.length);
      if (name !== "a") totals.last = name;
      other.ports += 1;
      other.text += `${name};`;
    }
    yield { msg: `${totals.ports} ports, ${totals.names.join()}`, details: totals };
    if (totals.privileged && totals.widest > 1) yield `privileged and ${totals.widest} wide`;
    yield `last ${totals.last ?? "none"}, other ${other.ports} ${other.text}`;

    const seen = { first: "", count: 0 };
    for (const { name } of containers) {
      if (seen.count > 1) yield `${name} comes after ${seen.count}`;
      if (seen.count === 0) seen.first = name;
      seen.count++;
    }
    yield `first ${seen.first} of ${seen.count}`;

    const left = emptyTally();
    const right: Tally = { count: 0, names: [] };
    const until: Tally = { count: 0, names: [] };
    for (const { name, args = [], ports } of containers) {
      for (const arg of args) {
        if (arg === "stop") break;
        until.count += 1;
        if (arg !== "") until.names.push(`${name} ${arg}`);
      }
      if (ports) {
        right.count += ports.length;
        right.names.push(name);
      }
      if (name === "web") {
        until.names.push("web");
        break;
      }
    }
    containers.forEach(({ name }) => {
      if (name === "a") return;
      right.count += 10;
    });
    yield { msg: `${left.count} ${right.count} ${until.count}`, details: [right, until] };
  },
});
