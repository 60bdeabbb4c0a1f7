import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

function join(separator: string, ...parts: readonly string[]): string {
  return parts.join(separator);
}

function* missing(labels: Readonly<Record<string, string>>, ...keys: readonly string[]) {
  for (const key of keys) if (!labels[key]) yield `no ${key}`;
}

const KEYS = ["app", "team"] as const;

export default policy({
  kind: "SpreadArguments",
  title: "Spread arguments",
  description: "Lists that are spread into calls.",
  severity: "low",

  *violations({ object }: Review<Pod>) {
    const names = (object.spec?.containers ?? []).map(({ name }) => name);
    yield join("-", ...names);
    yield join("+", "first", ...names);
    yield* missing(object.metadata?.labels ?? {}, ...KEYS);
    yield {
      msg: "most",
      details: Math.max(0, ...(object.spec?.containers ?? []).map(({ ports = [] }) => ports.length)),
    };
  },
});
