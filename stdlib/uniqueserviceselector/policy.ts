import { equals, inventory, policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

/** No two Services of the cluster select the same Pods, that is, by the same labels; or both by none. */
export default policy({
  kind: "K8sUniqueServiceSelector",
  title: "Unique Service Selector",
  description:
    "Requires Services to have unique selectors within a namespace. Selectors are considered the same if they have identical keys and values. Selectors may share a key/value pair so long as there is at least one distinct key/value pair between them.\nhttps://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service",
  version: "1.0.2",

  *violations({ object, kind, name, namespace }: Review<Service>) {
    if (kind.group !== "" || kind.version !== "v1" || kind.kind !== "Service") return;
    for (const other of inventory.namespaced<Service>("v1", "Service")) {
      const { name: otherName, namespace: otherNamespace } = other.metadata ?? {};
      if (otherName === undefined || otherNamespace === undefined) continue;
      const isItself = otherName === name && otherNamespace === namespace;
      if (!isItself && equals(other.spec?.selector ?? {}, object.spec?.selector ?? {})) {
        yield `same selector as service <${otherName}> in namespace <${otherNamespace}>`;
      }
    }
  },
});
