import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  port: number;
}

export default policy({
  kind: "GapsAsked",
  title: "Lists with gaps",
  description: "What may be asked of lists whose elements may be undefined or NaN.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const ports = (object.spec?.containers ?? []).map((c) => c.ports?.[0]?.containerPort);
    const known = ports.filter((port) => port !== undefined);
    if (known.length < ports.length) yield `${ports.length - known.length} of ${ports.length} without a port`;
    if (ports.includes(parameters.port)) yield "included";
    const low = ports.find((port) => port !== undefined && port < 100);
    if (low !== undefined) yield `low: ${low}`;
    const texts = ports.map((port) => (port === undefined ? "none" : `port ${port}`));
    if (texts.length) yield { msg: texts.join(", "), details: ports.map((port) => port ?? null) };
    let sum = 0;
    ports.forEach((port) => {
      sum += port ?? 1;
    });
    for (const port of ports) if (!port) yield "a gap";
    yield `${sum}`;
    if (ports.length === 0) yield "none at all";
    const numbers = (object.spec?.containers ?? []).map(({ resources }) => Number(resources?.limits?.["cpu"] ?? 0));
    const good = numbers.filter((n) => !Number.isNaN(n));
    if (good.length < numbers.length) yield `${numbers.length - good.length} are no numbers`;
    yield { msg: "sum", details: good.reduce((a, b) => a + b, 0) };
    if (numbers.includes(2)) yield "two";
  },
});
