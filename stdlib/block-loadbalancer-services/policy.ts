import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

/** No Service has a load balancer of its own. */
export default policy({
  kind: "K8sBlockLoadBalancer",
  title: "Block Services with type LoadBalancer",
  description:
    "Disallows all Services with type LoadBalancer.\nhttps://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer",
  version: "1.0.0",

  *violations({ object, kind }: Review<Service>) {
    if (kind.kind === "Service" && object.spec?.type === "LoadBalancer") {
      yield "User is not allowed to create service of type LoadBalancer";
    }
  },
});
