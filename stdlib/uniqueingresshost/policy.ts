import { inventory, policy, type Review } from "gatewright";
import { type AnyIngress, isIngress } from "../shared/ingresses.js";

/** A host belongs to one Ingress of the cluster. */
export default policy({
  kind: "K8sUniqueIngressHost",
  title: "Unique Ingress Host",
  description:
    "Requires all Ingress rule hosts to be unique.\nDoes not handle hostname wildcards: https://kubernetes.io/docs/concepts/services-networking/ingress/",
  version: "1.0.4",

  *violations({ object, kind }: Review<AnyIngress>) {
    if (!isIngress(kind)) return;
    const { namespace = "", name = "" } = object.metadata ?? {};
    const others = inventory.namespaced<AnyIngress>(
      ["networking.k8s.io/v1", "networking.k8s.io/v1beta1", "extensions/v1beta1"],
      "Ingress",
    );
    for (const { host } of object.spec?.rules ?? []) {
      for (const other of others) {
        for (const claimed of other.spec?.rules ?? []) {
          const isItself = other.metadata?.namespace === namespace && other.metadata?.name === name;
          if (host !== undefined && claimed.host === host && !isItself) {
            yield `ingress host conflicts with an existing ingress <${host}>`;
          }
        }
      }
    }
  },
});
