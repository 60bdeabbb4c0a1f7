import type { Json } from "../../src/model.js";
import type { Fields } from "./api.js";
import type { Item } from "./steps.js";

/** Where the API server refuses a fixture, or makes something else of it before it asks Gatekeeper, and that is as it should be. */
export interface Explanation {
  readonly reason: string;
  /** Fixtures such as `volumes/allowed-none.yaml`; after a comma the way, where the others are as they should be. */
  readonly steps: readonly string[];
  /** A part of what it says when it refuses the object: an illegal object is what the fixture is about. */
  readonly refused?: string;
  /** What it makes of the object: the policy has to say of that what the cluster says. */
  readonly becomes?: (object: Item) => Item;
  /** Whether the object is in the inventory as well, as everything that is stored and synced. */
  readonly synced?: true;
}

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

const fixtures = (fixture: string, ...policies: readonly string[]) => policies.map((name) => `${name}/${fixture}.yaml`);

const second = (fixture: string, ...policies: readonly string[]) =>
  fixtures(fixture, ...policies).map((file) => `${file} #2 Pod web`);

/** Each of these has to be seen: what no longer occurs is a failure. */
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
  {
    reason: "A container has an image",
    steps: [
      ...fixtures("allowed-no-image", "allowedrepos", "allowedreposv2", "disallowedrepos", "disallowedtags"),
      ...fixtures("allowed-no-image", "disallowinteractive", "imagedigests"),
      "privileged-containers/denied-without-image.yaml",
      ...second("denied-other-image-exempt", "allow-privilege-escalation", "containerlimits", "containerrequests"),
      ...second("denied-other-image-exempt", "containerresources", "host-process", "privileged-containers"),
      ...second("denied-other-image-exempt", "read-only-root-filesystem"),
    ],
    refused: "image: Required value",
  },
  {
    reason: "A quantity can be read",
    steps: [
      "containerlimits/allowed-cpu-disabled.yaml #3 Pod web",
      "containerlimits/allowed-no-cpu-parameter.yaml #3 Pod web",
      ...second("allowed-exempt-image", "containerlimits", "containerrequests", "containerresourceratios"),
      ...second("allowed-exempt-image", "ephemeralstoragelimit"),
      ...second("denied-unreadable", "containerlimits", "containerrequests"),
      ...fixtures("denied-unreadable", "containerresourceratios", "ephemeralstoragelimit"),
      ...fixtures("denied-empty", "containerlimits", "containerrequests", "ephemeralstoragelimit"),
    ],
    refused: "quantities must match the regular expression",
  },
  {
    reason: "A Pod has containers",
    steps: [
      "automount-serviceaccount-token/allowed-not-mounted.yaml #3 Pod web",
      "disallowinteractive/allowed-not-interactive.yaml #2 Pod web",
      "fsgroup/allowed-no-spec.yaml",
      "host-network-ports/allowed-no-parameters.yaml #3 Pod web",
      "host-probes-lifecycle/allowed-own-pod.yaml #2 Pod web",
      "host-process/allowed-no-host-process.yaml #2 Pod nothing",
      "host-process/allowed-no-host-process.yaml #3 Pod empty",
      "privileged-containers/allowed-unprivileged.yaml #2 Pod web",
      "read-only-root-filesystem/allowed-read-only.yaml #2 Pod web",
      "requiredprobes/allowed-other-containers.yaml",
    ],
    refused: "spec.containers: Required value",
  },
  {
    reason: "The target of an autoscaler has an API version",
    steps: [2, 6, 7].map(
      (at) => `horizontalpodautoscaler/allowed-no-namespace.yaml #${at} HorizontalPodAutoscaler web/web-hpa`,
    ),
    refused: "apiVersion must specify API group",
  },
  {
    reason: "An autoscaler's maximum is not below its minimum",
    steps: [
      "horizontalpodautoscaler/allowed-no-spec.yaml",
      "horizontalpodautoscaler/denied-spread.yaml #3 HorizontalPodAutoscaler web/web-hpa",
    ],
    refused: "must be greater than or equal to `minReplicas`",
  },
  {
    reason: "A Service has ports",
    steps: [
      "block-loadbalancer-services/allowed-no-type.yaml #2 Service web/no-spec",
      "block-nodeport-services/allowed-no-type.yaml #2 Service web/no-spec",
      "externalip/allowed-no-addresses.yaml #3 Service web/shop",
    ],
    refused: "spec.ports: Required value",
  },
  {
    reason: "A Deployment has a selector",
    steps: ["replicalimits/allowed-nothing-to-judge.yaml #1 Deployment web/shop"],
    refused: "spec.selector: Required value",
  },
  {
    reason: "An Ingress has rules or a backend",
    steps: [
      "block-wildcard-ingress/allowed-no-rules.yaml #2 Ingress web/empty-rules",
      "block-wildcard-ingress/allowed-no-rules.yaml #3 Ingress web/no-spec",
      "httpsonly/denied-no-tls.yaml #3 Ingress web/shop",
      "httpsonly/denied-tls-optional.yaml #3 Ingress web/shop",
      "uniqueingresshost/allowed-new-host.yaml #3 Ingress web/empty",
      "uniqueingresshost/allowed-new-host.yaml #4 Ingress web/none",
    ],
    refused: "either `defaultBackend` or `rules` must be specified",
  },
  {
    reason: "A host has a wildcard for its first label at the most",
    steps: ["block-wildcard-ingress/denied-several.yaml"],
    refused: "a wildcard DNS-1123 subdomain must start with '*.'",
  },
  {
    reason: "An ephemeral container has neither ports nor a lifecycle",
    steps: [
      "host-network-ports/denied-ports.yaml #4 Pod web",
      "host-probes-lifecycle/denied-every-list.yaml #2 Pod web",
    ],
    refused: "cannot be set for an Ephemeral Container",
  },
  {
    reason: "A probe says how it probes",
    steps: ["requiredprobes/denied-other-type.yaml #2 Pod web"],
    refused: "must specify a handler type",
  },
  {
    reason: "A profile of the host has a name",
    steps: ["apparmor/denied-localhost-without-file.yaml", ...second("denied-file", "seccomp", "seccompv2")],
    refused: "localhostProfile: Required value",
  },
  {
    reason: "The annotation and the field of a profile agree",
    steps: ["apparmor/allowed-of-container.yaml", "seccomp/allowed-of-container.yaml", "seccomp/allowed-of-pod.yaml"],
    refused: "type in annotation and field must match",
  },
  {
    reason: "A field has one of the values that it may have",
    steps: ["proc-mount/allowed-default.yaml #3 Pod web", "seccomp/denied-unknown-type.yaml"],
    refused: "Unsupported value",
  },
  {
    reason: "No two containers of a Pod have the same name",
    steps: fixtures("denied-same-name", "seccomp", "seccompv2"),
    refused: "Duplicate value",
  },
  {
    reason: "Only a Pod with users of its own may have an unmasked /proc, and the profiles allow it then",
    steps: ["allowed-minor-update", "denied-unmasked", "denied-users-of-the-host"].map(
      (name) => `pod-security-proc-mount/${name}.yaml`,
    ),
    refused: "`hostUsers` must be false",
  },
  {
    reason: "The service account of a Pod does not change",
    steps: [
      "noupdateserviceaccount/denied-changed.yaml #1 Pod shop/web",
      "noupdateserviceaccount/denied-missing-after.yaml #2 Pod shop/web",
    ],
    refused: "pod updates may not change fields other than",
  },
  {
    reason: "The template of a Job does not change",
    steps: ["noupdateserviceaccount/denied-changed.yaml #7 Job shop/web"],
    refused: "field is immutable",
  },
];
