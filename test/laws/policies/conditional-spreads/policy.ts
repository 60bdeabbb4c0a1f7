import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

export interface Parameters {
  extra?: { a?: string } | null;
  label: string | null;
}

export default policy({
  kind: "ConditionalSpreads",
  title: "Conditional spreads",
  description: "Objects that are spread where a condition holds, and null and false that have no entries.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    const merged = { b: "x", ...parameters.extra };
    yield { msg: "merged", details: merged };
    for (const c of object.spec?.containers ?? []) {
      const tty = c.tty ?? false;
      const facts = {
        name: c.name,
        ...(tty && { tty }),
        ...(c.image ? { image: c.image } : null),
        ...(c.ports?.length === 1 && { port: c.ports[0]?.containerPort ?? 0 }),
      };
      yield { msg: `${c.name} ${Object.keys(facts).length}`, details: facts };
      const named = parameters.label !== null && { label: parameters.label };
      yield { msg: "spread", details: { ...named, ...(object.metadata?.labels ?? false) } };
    }
  },
});
