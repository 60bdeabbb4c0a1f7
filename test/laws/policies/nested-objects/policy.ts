import { policy, type Review } from "gatewright";
import type { Pod } from "gatewright/kubernetes";

interface Facts {
  readonly owner?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly size?: { readonly cpu?: string; readonly memory?: string };
}

export interface Parameters {
  facts: { owner?: string; labels?: { [key: string]: string }; size?: { cpu?: string; memory?: string } }[];
}

const defaults: Facts = { owner: "nobody", labels: { app: "none", tier: "low" }, size: { cpu: "1" } };

export default policy({
  kind: "NestedObjects",
  title: "Objects in objects",
  description: "What is spread over others replaces what is there whole, and what is absent is no entry.",
  severity: "low",

  *violations({ object, parameters }: Review<Pod, Parameters>) {
    if (object.metadata?.name !== "bare") return;
    for (const facts of parameters.facts) {
      yield { msg: "defaults", details: { ...defaults, ...facts } };
      yield { msg: "labels", details: { ...facts, labels: { only: "this" }, owner: "me" } };
      yield { msg: "size", details: { ...facts, size: { memory: "2" } } };
      yield { msg: "under", details: { owner: "under", ...facts } };
      yield { msg: "plain", details: { app: "under", tier: "under", ...facts.labels } };
      yield { msg: "absent", details: facts.size };
      yield { msg: "fields", details: { owner: facts.owner, cpu: facts.size?.cpu, always: true } };
      if (facts.size !== undefined)
        yield { msg: "its size", details: { owner: facts.owner, memory: facts.size.memory } };
      if (facts.labels !== undefined) yield "has labels";
      if (facts.owner !== undefined) yield { msg: "owned", details: { owner: facts.owner } };
      if (facts.size?.cpu !== undefined && facts.owner !== "x") yield { msg: "cpu", details: { other: facts.owner } };
      if (!(facts.size !== undefined && facts.size.cpu === facts.owner)) yield "cpu is not its owner";
      if (!(facts.size?.cpu !== undefined && facts.size.cpu !== "2")) yield "cpu is 2 or none";
      if (!(facts.owner !== undefined && facts.owner.length > 1 && facts.size?.memory !== "1"))
        yield "no owner, or one of memory";
    }
  },
});
