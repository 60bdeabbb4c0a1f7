import { policy, type Review } from "gatewright";
import type { Deployment } from "gatewright/kubernetes";

export interface Parameters {
  keys: string[];
}
function pick(labels: { readonly [key: string]: string } | undefined, keys: readonly string[]) {
  return keys.map((key) => [key, labels?.[key]] as const).filter(([, value]) => value !== undefined);
}

export default policy({
  kind: "PairsWithGaps",
  title: "Pairs with gaps",
  description: "Pairs whose values may be undefined, until a filter rejects them.",
  severity: "low",

  *violations({ object, parameters }: Review<Deployment, Parameters>) {
    const selector = object.spec?.selector.matchLabels ?? {};
    const template = object.spec?.template.metadata?.labels ?? {};
    for (const [key, value] of Object.entries(selector)) {
      if (template[key] !== value) yield `${key}=${value} is not ${key}=${template[key] ?? ""}`;
    }
    const own = pick(object.metadata?.labels, parameters.keys);
    const inner = pick(template, parameters.keys);
    if (own.length !== inner.length)
      yield { msg: "labels differ in number", details: { own: own.length, inner: inner.length } };
    for (const [key, value] of own) {
      const other = inner.find(([name]) => name === key)?.[1];
      if (other !== value) yield `${key}: ${value ?? ""} against ${other ?? "nothing"}`;
    }
  },
});
