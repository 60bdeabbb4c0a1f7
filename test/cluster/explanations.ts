import type { Json } from "../../src/model.js";
import type { Fields } from "./api.js";
import { type Explanation, fixtures } from "./explanation.js";
import type { Item } from "./steps.js";

const spec = (change: (spec: Fields) => Fields) => (object: Item) =>
  ({ ...object, spec: change((object["spec"] ?? {}) as Fields) }) as Item;

const containers = (change: (container: Fields, spec: Fields) => Fields) =>
  spec((all) => {
    const lists = ["containers", "initContainers", "ephemeralContainers"].filter((list) => list in all);
    const changed = lists.map((list) => [list, (all[list] as readonly Fields[]).map((one) => change(one, all))]);
    return { ...all, ...Object.fromEntries(changed) };
  });

const named = (object: Item): Item => {
  const { generateName, name = `${generateName}*****` } = object.metadata;
  return { ...object, metadata: { ...object.metadata, name } };
};

/** Limits are requests where none are stated, and what is empty is left out. */
const requested = containers((container) => {
  const { limits = {}, requests = {} } = (container["resources"] ?? {}) as { limits?: Fields; requests?: Fields };
  const all = { limits, requests: { ...limits, ...requests } };
  const full = Object.entries(all).filter(([, amounts]) => Object.keys(amounts).length > 0);
  return { ...container, resources: Object.fromEntries(full) };
});

const canonical = (object: Item): Item =>
  JSON.parse(JSON.stringify(requested(object)).replaceAll('"1.01Gi"', '"1084479242240m"'));

const typed = spec((all) => ({
  ...all,
  volumes: (all["volumes"] as readonly Fields[]).map((volume) =>
    "hostPath" in volume ? { ...volume, hostPath: { ...(volume["hostPath"] as Fields), type: "" } } : volume,
  ),
}));

const onHostPorts = containers((container, { hostNetwork }) => ({
  ...container,
  ports: ((container["ports"] ?? []) as readonly Fields[]).map((port) =>
    hostNetwork === true ? { hostPort: port["containerPort"] ?? 0, ...port } : port,
  ),
}));

const unconfined = containers((container) => ({
  ...container,
  securityContext: { appArmorProfile: { type: "Unconfined" } },
}));

const withoutGroups = spec((all) => {
  const { supplementalGroups: _, ...rest } = all["securityContext"] as Fields;
  return { ...all, securityContext: rest };
});

const stated = (field: string, value: Json) => spec((all) => ({ [field]: value, ...all }));

const together =
  (...changes: readonly ((object: Item) => Item)[]) =>
  (object: Item) =>
    changes.reduce((changed, change) => change(changed), object);

const inNamespace = (object: Item): Item => ({ ...object, metadata: { ...object.metadata, namespace: "its-own" } });

/** What the API server makes of objects before it asks Gatekeeper. */
export const explanations: readonly Explanation[] = [
  {
    reason: "An object of generateName has its name before Gatekeeper is asked",
    steps: [
      ...fixtures("allowed-no-name-yet", "apparmor", "automount-serviceaccount-token", "disallowanonymous"),
      ...fixtures("allowed-no-name-yet", "flexvolume-drivers", "forbidden-sysctls", "fsgroup", "host-namespaces"),
      ...fixtures("allowed-no-name-yet", "host-network-ports", "host-process", "poddisruptionbudget", "requiredprobes"),
      ...fixtures("allowed-no-name-yet", "selinux", "volumes"),
      "httpsonly/allowed-generated-name.yaml",
    ],
    becomes: named,
  },
  {
    reason: "An object of generateName has its name before Gatekeeper is asked, and a path of the host its type",
    steps: fixtures("allowed-no-name-yet", "host-filesystem"),
    becomes: together(named, typed),
  },
  {
    reason: "An object of generateName has its name before Gatekeeper is asked, and an autoscaler its minimum",
    steps: fixtures("allowed-no-name-yet", "horizontalpodautoscaler"),
    becomes: together(named, stated("minReplicas", 1)),
  },
  {
    reason: "An autoscaler has a minimum of 1 where none is stated",
    steps: ["horizontalpodautoscaler/allowed-no-minimum.yaml"],
    becomes: stated("minReplicas", 1),
  },
  {
    reason: "A namespaced object is always in a namespace",
    steps: [1, 3, 4, 5].map(
      (at) => `horizontalpodautoscaler/allowed-no-namespace.yaml #${at} HorizontalPodAutoscaler web-hpa`,
    ),
    becomes: inNamespace,
  },
  {
    reason: "A Deployment has a replica where none is stated",
    steps: [
      ...[1, 2].map((at) => `poddisruptionbudget/allowed-no-replicas.yaml #${at} Deployment web/shop`),
      "replicalimits/allowed-nothing-to-judge.yaml #2 Deployment web",
    ],
    becomes: together(named, stated("replicas", 1)),
  },
  {
    reason: "A budget always has a spec, which lets one Pod be unavailable",
    steps: ["poddisruptionbudget/denied-budget.yaml #3 PodDisruptionBudget web/new"],
    becomes: spec((all) => all),
  },
  {
    reason: "A budget that is stored is synced, and so selected by itself",
    steps: [1, 2].map((at) => `poddisruptionbudget/denied-budget.yaml #${at} PodDisruptionBudget web/new, audit`),
    synced: true,
  },
  {
    reason: "Limits are requests where none are stated, and what is empty is left out",
    steps: [
      "containerlimits/denied-cpu-disabled.yaml",
      "containerrequests/denied-missing.yaml #3 Pod web",
      "containerrequests/denied-no-parameters.yaml",
      "containerresourceratios/denied-missing.yaml",
      "containerresourceratios/denied-no-parameters.yaml",
      "containerresources/denied-requests.yaml",
      "ephemeralstoragelimit/denied-missing.yaml #2 Pod web",
      "ephemeralstoragelimit/denied-no-parameters.yaml",
    ],
    becomes: requested,
  },
  {
    reason: "Quantities are written in whole numbers",
    steps: fixtures("denied-higher", "containerlimits", "containerrequests"),
    becomes: canonical,
  },
  {
    reason: "A path of the host has a type, which is empty where none is stated",
    steps: [
      "host-filesystem/denied-no-prefix.yaml",
      "host-filesystem/denied-other-paths.yaml",
      "host-filesystem/denied-second-mount-writable.yaml",
      "host-filesystem/denied-writable-ephemeral-container.yaml, audit",
      "host-filesystem/denied-writable-init-container.yaml",
      "host-filesystem/denied-writable.yaml",
    ],
    becomes: typed,
  },
  {
    reason: "The ports of a Pod in the host's network are the host's",
    steps: ["host-network-ports/allowed-ports.yaml #1 Pod web"],
    becomes: onHostPorts,
  },
  {
    reason: "The annotation of an AppArmor profile becomes a field as well",
    steps: ["pod-security-apparmor-profile/denied-annotations.yaml"],
    becomes: unconfined,
  },
  {
    reason: "An empty list of groups is left out",
    steps: ["users/allowed-of-pod.yaml"],
    becomes: withoutGroups,
  },
];
