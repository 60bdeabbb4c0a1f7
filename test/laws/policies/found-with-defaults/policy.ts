import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export interface Parameters {
  least: number;
}

export default policy({
  kind: "FoundWithDefaults",
  title: "Found with defaults",
  description: "Elements found by callbacks whose patterns have defaults, asked for and then read.",
  severity: "low",

  *violations({ object, parameters }: Review<Service, Parameters>) {
    const ports = object.spec?.ports ?? [];
    const bad = ports.find(({ port, targetPort = port }) => typeof targetPort === "number" && targetPort !== port);
    if (bad) {
      const { name: label = `port ${bad.port}`, targetPort } = bad;
      yield `${label} goes to ${targetPort ?? "itself"}`;
    }
    const node = ports.find(({ port, nodePort = port }) => nodePort > parameters.least && nodePort !== 443);
    if (node !== undefined && node.name !== "web") yield { msg: `${node.port}`, details: node };
    if (bad && node && bad.port === node.port) yield "one and the same";
  },
});
