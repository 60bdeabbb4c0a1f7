import { type Explanation, fixtures, second } from "./explanation.js";

/** Illegal objects that fixtures are about: the API server takes none of them. */
export const refusals: readonly Explanation[] = [
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
    steps: ["allowed-deletion", "allowed-minor-update", "denied-unmasked", "denied-users-of-the-host"].map(
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
