import { policy, type Review } from "gatewright";
import type { Deployment } from "gatewright/kubernetes";

type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

const ok = <T>(value: T): Result<T> => ({ ok: true, value });
const fail = (error: string): Result<never> => ({ ok: false, error });

function replicas(deployment: Deployment): Result<number> {
  const { spec } = deployment;
  if (spec === undefined) return fail("no spec");
  if (spec.replicas === undefined) return ok(1);
  return spec.replicas > 0 ? ok(spec.replicas) : fail("no replicas");
}

function first<T, K extends string>(items: readonly T[], key: (item: T) => K): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const name = key(item);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

export default policy({
  kind: "Validators",
  title: "Validators",
  description: "Results as unions, combined by helpers.",
  severity: "low",

  *violations({ object }: Review<Deployment>) {
    const result = replicas(object);
    if (result.ok) yield `${result.value} replicas`;
    else yield result.error;
    const counts = first(object.spec?.template.spec?.containers ?? [], ({ name }) => name);
    yield { msg: "counts", details: counts };
  },
});
