import { equals, inventory, policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

/**
 * No two Services of the cluster select the same Pods, that is, by the same labels.
 *
 * Unlike the community library's: a Service without a selector selects nothing, and may be like others that have none. Every cluster has
 * one, `kubernetes` in the namespace `default`. See `allowed-no-selector`.
 */
export default policy({
  kind: "K8sUniqueServiceSelector",
  title: "Unique Service Selector",
  description:
    "Requires Services to have unique selectors within a namespace. Selectors are considered the same if they have identical keys and values. Selectors may share a key/value pair so long as there is at least one distinct key/value pair between them.\nhttps://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service",
  version: "1.0.2",

  *violations({ object, kind, name, namespace }: Review<Service>) {
    if (kind.group !== "" || kind.version !== "v1" || kind.kind !== "Service") return;
    const selector = object.spec?.selector ?? {};
    if (equals(selector, {})) return;
    for (const other of inventory.namespaced<Service>("v1", "Service")) {
      const { name: otherName, namespace: otherNamespace } = other.metadata ?? {};
      if (otherName === undefined || otherNamespace === undefined) continue;
      const isItself = otherName === name && otherNamespace === namespace;
      if (!isItself && equals(other.spec?.selector ?? {}, selector)) {
        yield `same selector as service <${otherName}> in namespace <${otherNamespace}>`;
      }
    }
  },
});
