import { fmt, policy, type Review } from "gatewright";
import type { Deployment } from "gatewright/kubernetes";

interface Parameters {
  suffixes?: string[];
  others?: string[];
}

/** Loops over lists of one object, and over some that are not, with and without a function that lists them. */
export default policy({
  kind: "ListsOfOne",
  title: "Lists of one",
  description: "Goes through lists.",

  *violations({ object, parameters }: Review<Deployment, Parameters>) {
    for (const { name } of containersOf(object)) yield `container ${name}`;
    for (const { type, name } of typedContainersOf(object)) yield `${type} ${name}`;
    for (const item of wholesOf(object)) yield fmt(item);
    for (const list of [
      object.spec?.template.spec?.containers ?? [],
      object.spec?.template.spec?.initContainers ?? [],
    ]) {
      for (const { name } of list) yield `${name} is one of ${list.length}`;
    }
    for (const list of [parameters.suffixes ?? ["none"], parameters.others ?? []]) {
      for (const suffix of list) yield `suffix ${suffix}`;
    }
    for (const labels of [object.metadata?.labels ?? {}, object.spec?.template.metadata?.labels ?? {}]) {
      for (const [key, value] of Object.entries(labels)) yield `label ${key}: ${value}`;
    }
    for (const entries of [object.metadata?.labels ?? {}, object.metadata?.annotations ?? {}]) {
      for (const [key, value] of Object.entries(entries)) yield `${key}: ${value}`;
    }
    if (countedOf(object).length > 1) yield `${countedOf(object).length} containers`;
  },
});

function containersOf({ spec }: Deployment): readonly { readonly name: string }[] {
  return [spec?.template.spec?.containers ?? [], spec?.template.spec?.initContainers ?? []].flat();
}

function countedOf({ spec }: Deployment): readonly { readonly name: string }[] {
  return [spec?.template.spec?.containers ?? [], spec?.template.spec?.initContainers ?? []].flat();
}

function typedContainersOf({ spec }: Deployment): readonly { readonly type: string; readonly name: string }[] {
  const lists = [
    { type: "container", containers: spec?.template.spec?.containers ?? [] },
    { type: "initContainer", containers: spec?.template.spec?.initContainers ?? [] },
  ];
  return lists.flatMap(({ type, containers }) => containers.map(({ name }) => ({ type, name })));
}

function wholesOf({ metadata }: Deployment): readonly { readonly kind: string; readonly text: string }[] {
  const lists = [
    { kind: "finalizer", texts: metadata?.finalizers ?? [] },
    { kind: "owner", texts: (metadata?.ownerReferences ?? []).map(({ name }) => name) },
  ];
  return lists.flatMap(({ kind, texts }) => texts.map((text) => ({ kind, text })));
}
