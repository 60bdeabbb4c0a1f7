import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export interface Parameters {
  allowed: number[];
}
const WELL_KNOWN: Record<number, string> = { 22: "ssh", 80: "http", 443: "https" };
const NAMES = { 22: "ssh", 80: "http" } as const;
type Known = keyof typeof NAMES;
function isKnown(port: number): port is Known {
  return port in NAMES;
}

export default policy({
  kind: "NumberNames",
  title: "Names of numbers",
  description: "Constant tables by numbers.",
  severity: "low",

  *violations({ object, parameters }: Review<Service, Parameters>) {
    for (const { port, targetPort } of object.spec?.ports ?? []) {
      const known = WELL_KNOWN[port];
      if (known && !parameters.allowed.includes(port)) yield `${known} is not allowed`;
      if (isKnown(port)) yield { msg: NAMES[port], details: port };
      if (typeof targetPort === "number" && WELL_KNOWN[targetPort] !== undefined) yield `to ${WELL_KNOWN[targetPort]}`;
    }
    const open = Object.entries(WELL_KNOWN).filter(([port]) =>
      object.spec?.ports?.some((one) => one.port === Number(port)),
    );
    yield open.map(([, name]) => name).join(",") || "none";
  },
});
