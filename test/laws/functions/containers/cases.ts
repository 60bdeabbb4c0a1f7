import type { Json, KubernetesObject } from "../../../../src/model.js";

type Part = { readonly [name: string]: Json };

const container = (name: string): Part => ({ name, image: `registry.example.com/${name}:1` });
const full: Part = {
  hostNetwork: true,
  containers: [container("a"), { name: "b" }],
  initContainers: [container("first"), container("second")],
  ephemeralContainers: [container("shell")],
};
/** Every Pod that a template may hold, with what a manifest may say and the API server would not. */
const specs: readonly (Part | undefined)[] = [
  full,
  { containers: [] },
  { containers: [container("only")], initContainers: null, ephemeralContainers: [] },
  {},
  undefined,
];

const kinds: readonly (readonly [apiVersion: string, kind: string, path: readonly string[]])[] = [
  ["v1", "Pod", ["spec"]],
  ["apps/v1", "Deployment", ["spec", "template", "spec"]],
  ["apps/v1", "StatefulSet", ["spec", "template", "spec"]],
  ["apps/v1", "DaemonSet", ["spec", "template", "spec"]],
  ["apps/v1", "ReplicaSet", ["spec", "template", "spec"]],
  ["v1", "ReplicationController", ["spec", "template", "spec"]],
  ["batch/v1", "Job", ["spec", "template", "spec"]],
  ["batch/v1", "CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]],
  ["v1", "PodTemplate", ["template", "spec"]],
];

function within(path: readonly string[], value: Part | undefined): Part {
  const [first, ...rest] = path;
  if (first === undefined) return value ?? {};
  return rest.length === 0 && value === undefined ? {} : { [first]: within(rest, value) };
}

/** Where the object breaks off: after each part of the path to its Pods. */
const objects = kinds.flatMap(([apiVersion, kind, path]) => {
  const head = { apiVersion, kind, metadata: { name: "web", namespace: "shop" } };
  return [
    ...specs.map((spec) => ({ ...head, ...within(path, spec) })),
    ...path.map((_, length) => ({ ...head, ...within(path.slice(0, length), undefined) })),
    // What belongs to another kind is not looked at.
    { ...head, spec: { containers: [container("own")], template: { spec: { containers: [container("wrong")] } } } },
    { ...head, template: { spec: { containers: [container("wrong")] } } },
  ];
});

export const cases: readonly { readonly object: KubernetesObject }[] = objects.map((object) => ({ object }));

/** What is found in the first object of each kind: all of the Pod. */
export function expected({ object }: { readonly object: KubernetesObject }): readonly string[] | undefined {
  const at = objects.indexOf(object as (typeof objects)[number]);
  const perKind = kinds.map(([, kind]) => objects.findIndex((one) => one.kind === kind));
  const [, , path] = kinds[perKind.indexOf(at)] ?? [];
  if (path === undefined) return undefined;
  const place = path.join(".");
  return [
    "it is on the host's network",
    `${place}.containers[0] is a`,
    `${place}.containers[1] is b`,
    `${place}.ephemeralContainers[0] is shell`,
    `${place}.initContainers[0] is first`,
    `${place}.initContainers[1] is second`,
  ];
}
