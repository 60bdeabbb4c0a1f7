import { policy, type Review } from "gatewright";
import type { Namespace, Pod } from "gatewright/kubernetes";

function pick(record: Readonly<Record<string, string>>, keys: readonly string[]): Record<string, string> {
  const out: Record<string, string> = {};
  for (const key of keys) {
    const value = record[key];
    if (value !== undefined) out[key] = value;
  }
  return out;
}

const mapped = <T, U>(record: Readonly<Record<string, T>>, f: (value: T, key: string) => U): Record<string, U> => {
  const result: Record<string, U> = {};
  for (const [key, value] of Object.entries(record)) result[key] = f(value, key);
  return result;
};

function joined(values: readonly string[]): string {
  return values.toSorted().join(" ");
}

export default policy({
  kind: "RecordsInNoOrder",
  title: "Records that are filled in no order",
  description: "Each key is written once, or with what follows from it alone.",
  severity: "low",

  *violations({ object }: Review<Pod | Namespace>) {
    const labels = object.metadata?.labels ?? {};
    const annotations = object.metadata?.annotations ?? {};
    const upper: Record<string, string> = { base: "x" };
    for (const [key, value] of Object.entries(labels)) upper[key] = value.toUpperCase();
    yield { msg: "upper", details: upper };
    yield { msg: "picked", details: pick({ ...annotations, app: "x" }, Object.keys(labels)) };
    yield { msg: "mapped", details: mapped(labels, (value, key) => `${key}:${value}`) };
    const nested: Record<string, { size: number }> = {};
    for (const key of Object.keys(labels)) nested[key] = { size: key.length };
    yield { msg: "nested", details: nested };
    const seen: Record<string, boolean> = {};
    for (const value of Object.values(labels)) seen[value] = true;
    for (const key in annotations) if (key !== "level") seen[key] = true;
    yield { msg: joined(Object.keys(seen)), details: seen };
  },
});
