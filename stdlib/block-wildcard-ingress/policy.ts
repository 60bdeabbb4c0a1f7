import { policy, type Review } from "gatewright";
import type { AnyIngress } from "../shared/ingresses.js";

/** Every rule of an Ingress names the one host that it is for. */
export default policy({
  kind: "K8sBlockWildcardIngress",
  title: "Block Wildcard Ingress",
  description:
    "Users should not be able to create Ingresses with a blank or wildcard (*) hostname since that would enable them to intercept traffic for other services in the cluster, even if they don't have access to those services.",
  version: "1.0.1",

  *violations({ object, kind }: Review<AnyIngress>) {
    if (kind.kind !== "Ingress") return;
    for (const { host = "" } of object.spec?.rules ?? []) {
      if (host === "" || host.includes("*")) {
        yield `Hostname '${host}' is not allowed since it counts as a wildcard, which can be used to intercept traffic from other applications.`;
      }
    }
  },
});
