import { policy, type Review } from "gatewright";
import type { Deployment, Pod } from "gatewright/kubernetes";

export interface Parameters {
  factor: number;
}

const percent = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100));
const every = (items: readonly string[], size: 2 | 3) => items.filter((_, index) => index % size === 0);

function average(values: readonly number[]): number | undefined {
  if (values.length < 1) return undefined;
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

function ratioOf(left: number, right: number): number {
  if (!right || left < 0) return -1;
  return left / right;
}

export default policy({
  kind: "Divisions",
  title: "Divisions by what is not zero",
  description: "A condition, a type or the divisor itself says that it is not zero.",
  severity: "low",

  *violations({ object, parameters: { factor } }: Review<Pod | Deployment, Parameters>) {
    const containers = (object.kind === "Pod" ? object.spec : object.spec?.template.spec)?.containers ?? [];
    const ports = containers.map(({ ports: list }) => list?.length ?? 0);
    let total = 0;
    let named = 0;
    for (const { ports: list } of containers) {
      total += list?.length ?? 0;
      named += list?.filter(({ name }) => name !== undefined).length ?? 0;
    }
    if (total > 0 && named / total > 0.5) yield `${percent(named, total)}% are named`;
    if (total !== 0) yield { msg: "share", details: named / total };
    yield { msg: "average", details: average(ports) ?? null };
    yield { msg: "mean", details: total / Math.max(1, containers.length) };
    yield { msg: "more", details: total / (containers.length + 1) };
    yield { msg: "other", details: [12 / (factor || 4), ratioOf(factor, total)] };
    yield {
      msg: "every",
      details: every(
        containers.map(({ name }) => name),
        total > 2 ? 2 : 3,
      ),
    };
    if (factor === 0) return;
    const inverse = 6 / factor;
    yield { msg: "inverse", details: factor >= 1 ? inverse : 8 / factor };
  },
});
