import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

/** No Service opens a port on every node. */
export default policy({
  kind: "K8sBlockNodePort",
  title: "Block NodePort",
  description:
    "Disallows all Services with type NodePort.\nhttps://kubernetes.io/docs/concepts/services-networking/service/#nodeport",
  version: "1.0.0",

  *violations({ object, kind }: Review<Service>) {
    if (kind.kind === "Service" && object.spec?.type === "NodePort") {
      yield "User is not allowed to create service of type NodePort";
    }
  },
});
